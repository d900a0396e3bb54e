package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Detail;
import org.liandong.kernel.ledger.Leg;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeFact.ReceiptVerified;

/// How much a bank grants on one commodity and at one keeper: an account for each, with a ceiling, so that financings that race for the last
/// of it cannot both have it.
///
/// A share is one of the bank's line, not of what it has granted so far: of that, the first financing would be all.
final class Concentration {

    private final FinancingDesk desk;
    private final Verdict limits;

    Concentration(FinancingDesk desk) {
        this.desk = desk;
        this.limits =
                desk.rules.decide(
                        "concentration",
                        desk.application().appliedOn(),
                        Map.of("bank", desk.bank()));
    }

    Verdict limits() {
        return limits;
    }

    private String goods() {
        return Accounts.onCommodity(desk.bank(), desk.application().commodity());
    }

    private String keeper(String receiptNo) {
        ReceiptVerified found = desk.verification(receiptNo);
        return Accounts.atKeeper(desk.bank(), found == null ? "" : found.keeper());
    }

    private BigDecimal ceiling(String account) {
        String share = account.equals(goods()) ? "commodity percent" : "warehouse percent";
        return Checks.cents(limits.number("line").multiply(limits.number(share)).movePointLeft(2));
    }

    /// What of the facility stands on the commodity, and at each keeper by the tonnes that he keeps; what is left of the division goes to
    /// the last.
    ///
    /// @param stock tonnes by receipt
    Map<String, BigDecimal> shares(Map<String, BigDecimal> stock) {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        if (stock.isEmpty()) {
            return shares;
        }
        BigDecimal amount = Checks.cents(desk.application().amount());
        BigDecimal all = stock.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        TreeMap<String, BigDecimal> keepers = new TreeMap<>();
        stock.forEach(
                (receiptNo, tonnes) -> keepers.merge(keeper(receiptNo), tonnes, BigDecimal::add));
        shares.put(goods(), amount);
        BigDecimal left = amount;
        for (Map.Entry<String, BigDecimal> each : keepers.entrySet()) {
            BigDecimal share =
                    each.getKey().equals(keepers.lastKey())
                            ? left
                            : amount.multiply(each.getValue()).divide(all, 2, RoundingMode.DOWN);
            left = left.subtract(share);
            shares.put(each.getKey(), share);
        }
        return shares;
    }

    /// Opens what is not open yet, and sets the ceilings of today.
    List<Command.Single> open(String what, Map<String, BigDecimal> shares) {
        List<Command.Single> commands = new ArrayList<>();
        commands.add(Accounts.openBoundary(Accounts.exposure(desk.bank())));
        for (String account : shares.keySet()) {
            commands.add(Accounts.open(account, Accounts.CNY));
            // A line that was lowered below what stands on it counts from the day on which it is
            // met.
            commands.add(
                    new Command.ChangeBounds(
                            desk.key(what, "ceiling:" + account),
                            account,
                            BigDecimal.ZERO,
                            ceiling(account)));
        }
        return commands;
    }

    /// Moves from what is booked to what shall be; empty when nothing changes.
    List<Leg> legs(Map<String, BigDecimal> shares) {
        List<Leg> legs = new ArrayList<>();
        String bank = Accounts.exposure(desk.bank());
        TreeSet<String> accounts = new TreeSet<>(shares.keySet());
        accounts.addAll(desk.exposures.keySet());
        for (String account : accounts) {
            BigDecimal more =
                    shares.getOrDefault(account, BigDecimal.ZERO)
                            .subtract(desk.exposures.getOrDefault(account, BigDecimal.ZERO));
            switch (more.signum()) {
                case 1 -> legs.add(Accounts.yuan(bank, account, more));
                case -1 -> legs.add(Accounts.yuan(account, bank, more.negate()));
                default -> {}
            }
        }
        return legs;
    }

    Map<String, BigDecimal> shares(List<Part> parts) {
        Map<String, BigDecimal> stock = new LinkedHashMap<>();
        parts.forEach(part -> stock.put(part.receiptNo(), part.quantity()));
        return shares(stock);
    }

    /// C3 and C4 as they hold: what comes on top, and the ceiling that had room for it.
    void admitted(Checks checks, Map<String, BigDecimal> shares) {
        shares.forEach((account, share) ->
                checks.add(
                        rule(account),
                        true,
                        "granted on top",
                        share.toPlainString(),
                        "room under",
                        ceiling(account).toPlainString(),
                        ""));
    }

    /// C3 and C4 as the ledger refused them: what would be granted then, and the ceiling.
    void refused(Checks checks, Detail.Ceiling detail) {
        checks.add(
                rule(detail.account()),
                false,
                "granted then",
                detail.exposureBefore().add(detail.asked()).toPlainString(),
                "at most",
                detail.ceiling().toPlainString(),
                "CONCENTRATION(%s)".formatted(detail.ceiling().toPlainString()));
    }

    private String rule(String account) {
        return account.equals(goods()) ? "C3" : "C4";
    }
}
