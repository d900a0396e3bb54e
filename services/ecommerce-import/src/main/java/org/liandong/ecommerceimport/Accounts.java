package org.liandong.ecommerceimport;

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

/// The accounts of this service in the ledger, and the requests to it.
final class Accounts {

    static final String CNY = "CNY";
    static final Asset YUAN =
            new Asset(CNY, 2, Asset.Kind.MONEY, "yuan", LocalDate.of(1970, 1, 1), null);

    static final String OPENED = ":opened";
    static final String FILLED = ":filled";

    private static final String ALLOWANCES = "boundary/allowance/ceb";

    /// The quota of guarantees, used by parcels and by bills.
    static final Quotas QUOTAS =
            new Quotas(
                    "boundary/guarantor/",
                    "guarantee/",
                    Set.of("shortage"),
                    "guarantee:",
                    "end/",
                    List.of(new Quotas.Use("billed", "bill:"), new Quotas.Use("occupied", "")));

    private Accounts() {}

    static String allowance(int year, String person) {
        return "allowance/ceb/" + year + "/" + person + "/free";
    }

    static String allowanceUsed(int year, String person) {
        return "allowance/ceb/" + year + "/" + person + "/used";
    }

    static String quota(String assureCode) {
        return "guarantee/" + assureCode + "/free";
    }

    static String occupied(String assureCode, String caseKey) {
        return "guarantee/" + assureCode + "/occupied/" + caseKey;
    }

    static String billed(String assureCode, String entDutyNo) {
        return "guarantee/" + assureCode + "/billed/" + entDutyNo;
    }

    /// What the guarantor was called for: it guarantees nothing any more.
    static String claimed(String assureCode) {
        return "guarantee/" + assureCode + "/claimed";
    }

    static String guarantor(String assureCode) {
        return "boundary/guarantor/" + assureCode;
    }

    /// What an ended guarantee still covers because it is in use: minus that amount.
    static String shortage(String assureCode) {
        return "guarantee/" + assureCode + "/shortage";
    }

    /// The key under which an account is opened, by whoever needs it first.
    static String opens(String name) {
        return "open:" + name;
    }

    /// It owes, and never more than nothing is left to owe: the ceiling is 0.
    static Command.OpenAccount openShortage(String assureCode) {
        String name = shortage(assureCode);
        return new Command.OpenAccount(opens(name), name, CNY, null, BigDecimal.ZERO, AsOf.CURRENT);
    }

    static Command.OpenAccount open(String name) {
        return Command.OpenAccount.of(opens(name), name, CNY);
    }

    static Command.OpenAccount openBoundary(String name) {
        return Command.OpenAccount.boundary(opens(name), name, CNY);
    }

    static Command.OpenAccount openForEveryDate(String name) {
        return openForEveryDate(opens(name), name);
    }

    /// An account whose floor a statute sets for every day.
    private static Command.OpenAccount openForEveryDate(String key, String name) {
        return new Command.OpenAccount(key, name, CNY, BigDecimal.ZERO, null, AsOf.EVERY_DATE);
    }

    /// The yearly allowance of a person, granted on its first use in the year: whoever opens the account fills it, and nobody
    /// after. What is remembered of the grant stands under the key of the case that asked, beside its other requests.
    static Command grantAllowance(
            String key,
            int year,
            String person,
            BigDecimal limit,
            LocalDate today,
            String caseKey) {
        String free = allowance(year, person);
        return new Command.Batch(
                key,
                Command.Batch.Mode.ATOMIC,
                List.of(
                        openBoundary(ALLOWANCES),
                        openForEveryDate(key + OPENED, free),
                        open(allowanceUsed(year, person)),
                        Command.Post.of(
                                key + FILLED,
                                today,
                                Reference.of(caseKey, "allowance", "yearly allowance " + year),
                                new Leg(ALLOWANCES, free, limit.setScale(2)))));
    }

    static Command.Post post(
            String key, LocalDate on, Reference why, String from, String to, BigDecimal amount) {
        return Command.Post.of(key, on, why, new Leg(from, to, amount));
    }
}
