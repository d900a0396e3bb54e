package org.liandong.dutyguarantee;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.liandong.kernel.Quotas;
import org.liandong.kernel.ledger.AsOf;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// The accounts of a filing: what was granted = free + occupied by each declaration + spent + claimed.
final class Accounts {

    static final String CNY = "CNY";
    static final Asset YUAN =
            new Asset(CNY, 2, Asset.Kind.MONEY, "yuan", LocalDate.of(1970, 1, 1), null);

    private static final String ROOT = "duty-guarantee/";

    /// The quota of filings, used by declarations.
    static final Quotas QUOTAS =
            new Quotas(
                    "boundary/" + ROOT,
                    ROOT,
                    Set.of(),
                    FilingDesk.PREFIX,
                    FilingDesk.END,
                    List.of(new Quotas.Use("occupied", "")));

    private Accounts() {}

    static String boundary(String filingNo) {
        return "boundary/" + ROOT + filingNo;
    }

    static String free(String filingNo) {
        return ROOT + filingNo + "/free";
    }

    static String occupied(String filingNo, String entryId) {
        return ROOT + filingNo + "/occupied/" + entryId;
    }

    /// What payments have used up of a guarantee that does not revolve.
    static String spent(String filingNo) {
        return ROOT + filingNo + "/spent";
    }

    /// What the guarantor was called for, or the deposit turned into tax: it guarantees nothing any more.
    static String claimed(String filingNo) {
        return ROOT + filingNo + "/claimed";
    }

    static Command open(String name) {
        return Command.OpenAccount.of("open:" + name, name, CNY);
    }

    static Command openBoundary(String name) {
        return Command.OpenAccount.boundary("open:" + name, name, CNY);
    }

    /// Quota is judged on every date.
    static Command openFree(String name) {
        return new Command.OpenAccount(
                "open:" + name, name, CNY, BigDecimal.ZERO, null, AsOf.EVERY_DATE);
    }

    static boolean isOpening(Command command) {
        return command.key().startsWith("open:");
    }

    static Command post(String key, LocalDate on, Reference why, List<Leg> legs) {
        return Command.Post.of(ROOT + key, on, why, legs.toArray(Leg[]::new));
    }
}
