package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liandong.pledgefinance.PledgeFact.Part;

/// Whatever happens, the books balance: money sums to nothing, no account that has a floor is below it, facilities are whole, and
/// no receipt has more pledged than it has.
class BookProperties {

    private static final int HISTORIES = 25;
    private static final int STEPS = 60;
    private static final List<String> CONTRACTS = List.of("C1", "C2", "C3");
    private static final Map<String, String> STORED =
            Map.of("R1", "120.960", "R2", "50.000", "R3", "50.000");

    @Test
    void theBooksOfRandomHistoriesBalance() {
        int drawn = 0;
        int redeemed = 0;
        for (int history = 0; history < HISTORIES; history++) {
            Random random = new Random(history);
            LocalDate day = LocalDate.parse("2026-03-02");
            try (Harbour harbour = Harbour.given(Harbour.quoted("Q0", "12850", "2026-03-02"))) {
                List<PledgeFact> opening = new ArrayList<>();
                for (String contractNo : CONTRACTS) {
                    opening.addAll(opening(contractNo, random));
                }
                java.util.Collections.shuffle(opening, random);
                harbour.when(opening.toArray(PledgeFact[]::new));
                balances(harbour, history, 0);
                for (int step = 1; step <= STEPS; step++) {
                    if (random.nextInt(3) == 0) {
                        day = day.plusDays(1 + random.nextInt(3));
                        harbour.dayComes(day.toString());
                        int price = 9_000 + random.nextInt(6_000);
                        harbour.when(
                                Harbour.quoted(
                                        "Q" + step, Integer.toString(price), day.toString()));
                    }
                    harbour.when(event(step, day, random));
                    balances(harbour, history, step);
                }
                for (String contractNo : CONTRACTS) {
                    String status = harbour.status(FinancingDesk.key(contractNo));
                    drawn +=
                            harbour.messages("PAYOUT-ORDER", "contractNo").contains(contractNo)
                                    ? 1
                                    : 0;
                    redeemed += status.equals("redeemed") ? 1 : 0;
                }
            }
        }
        // The histories come to something.
        assertThat(drawn).isGreaterThan(HISTORIES / 2);
        assertThat(redeemed).isPositive();
    }

    private static List<PledgeFact> opening(String contractNo, Random random) {
        String receiptNo = "R" + (1 + random.nextInt(3));
        String quantity = 10 + random.nextInt(40) + ".000";
        List<PledgeFact> facts = new ArrayList<>();
        facts.add(
                Harbour.applied(
                        contractNo,
                        "BANK" + contractNo,
                        "80000.00",
                        Harbour.part(receiptNo, quantity)));
        STORED.forEach((no, stored) -> facts.add(Harbour.verified(contractNo, no, stored)));
        facts.add(Harbour.searched(contractNo));
        facts.add(Harbour.registered(contractNo, contractNo));
        return facts;
    }

    private static PledgeFact event(int step, LocalDate day, Random random) {
        String contractNo = CONTRACTS.get(random.nextInt(CONTRACTS.size()));
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(6_000_000), 2);
        String receiptNo = "R" + (1 + random.nextInt(3));
        Part part = new Part(receiptNo, BigDecimal.valueOf(1 + random.nextInt(20_000), 3));
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                    new PledgeFact.DrawRequested(contractNo, "D" + step, amount, "SUPPLIER", day);
            case 2 -> new PledgeFact.Repaid(contractNo, "P" + step, amount, day);
            case 3 -> new PledgeFact.DepositPledged(contractNo, "G" + step, amount, day);
            case 4 ->
                    new PledgeFact.ExchangeRequested(
                            contractNo, "E" + step, List.of(), List.of(part), day);
            default ->
                    new PledgeFact.Repaid(
                            contractNo,
                            "P" + step,
                            new BigDecimal("90000.00"),
                            day.minusDays(random.nextInt(3)));
        };
    }

    private static void balances(Harbour harbour, int history, int step) {
        String at = "history %d, step %d".formatted(history, step);
        Map<String, BigDecimal> accounts = harbour.engine().available();
        BigDecimal money = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> account : accounts.entrySet()) {
            boolean goods =
                    account.getKey().startsWith("wr/")
                            || account.getKey().startsWith("boundary/intake");
            if (!goods) {
                money = money.add(account.getValue());
            }
            if (!account.getKey().startsWith("boundary/")) {
                assertThat(account.getValue()).as("%s: %s", at, account).isNotNegative();
            }
        }
        assertThat(money).as(at).isEqualByComparingTo("0");
        // What a bank has granted on rubber is what its open financings may draw.
        for (String contractNo : CONTRACTS) {
            String status = harbour.status(FinancingDesk.key(contractNo));
            boolean open =
                    accounts.containsKey(Accounts.undrawn(contractNo))
                            && !List.of("rejected", "redeemed").contains(status);
            BigDecimal granted =
                    accounts.getOrDefault(
                            Accounts.onCommodity("BANK" + contractNo, "NATURAL-RUBBER"),
                            BigDecimal.ZERO);
            assertThat(granted).as("%s: %s", at, status).isEqualByComparingTo(open ? "80000" : "0");
        }
        for (String contractNo : CONTRACTS) {
            BigDecimal undrawn = accounts.get(Accounts.undrawn(contractNo));
            BigDecimal drawn = accounts.get(Accounts.drawn(contractNo));
            if (undrawn != null && drawn != null && undrawn.signum() > 0) {
                assertThat(undrawn.add(drawn)).as(at).isEqualByComparingTo("80000");
            }
        }
        STORED.forEach((receiptNo, stored) ->
                assertThat(new BigDecimal(harbour.tonnes(Accounts.free(receiptNo))))
                        .as("%s: %s", at, receiptNo)
                        .isBetween(BigDecimal.ZERO, new BigDecimal(stored)));
    }
}
