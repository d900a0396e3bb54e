package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.pledgefinance.PledgeFact.Condition;
import org.liandong.pledgefinance.PledgeFact.Customs;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeFact.Right;
import org.liandong.pledgefinance.PledgeFact.TaxBasis;
import org.liandong.pledgefinance.YardModule.YardFact;
import org.liandong.testkit.Scene;

/// A port with a yard, banks, a register and price sources, whose facts are a few words.
///
/// Receipts `R1` (120.960 t), `R2` and `R3` (50.000 t) of natural rubber TSR 20 belong to `TRADER`. It is noon of 2026-03-02, a
/// Monday, unless a scenario goes to another day.
final class Harbour extends Scene<PledgeFact, Harbour> {

    static final String C1 = "C1";
    static final String CASE = FinancingDesk.key(C1);
    static final String MARKET = MarketDesk.key("NATURAL-RUBBER");

    private Harbour(Map<String, byte[]> overrides) {
        super("2026-03-02", overrides, new PledgeModule(), new YardModule());
        store("R1", "120.960");
        store("R2", "50.000");
        store("R3", "50.000");
    }

    static Harbour given(PledgeFact... facts) {
        return new Harbour(Map.of()).when(facts);
    }

    /// Under a table in which one text is replaced.
    static Harbour givenA(String resource, String text, String by, PledgeFact... facts) {
        String table =
                new String(
                        Objects.requireNonNull(new PledgeModule().resources().get(resource)),
                        StandardCharsets.UTF_8);
        assertThat(table).contains(text);
        return new Harbour(
                        Map.of(resource, table.replace(text, by).getBytes(StandardCharsets.UTF_8)))
                .when(facts);
    }

    // ---- when

    Harbour store(String receiptNo, String quantity) {
        YardFact.Stored stored =
                new YardFact.Stored(receiptNo, "NATURAL-RUBBER", new BigDecimal(quantity));
        engine().accept(YardModule.NAME, new FactId("yard", receiptNo), stored, now());
        return this;
    }

    /// The yard stops a receipt: nothing of it moves.
    Harbour stop(String receiptNo) {
        engine().accept(
                        YardModule.NAME,
                        new FactId("yard", "stop " + receiptNo),
                        new YardFact.Stopped(receiptNo),
                        now());
        return this;
    }

    // ---- facts

    static Part part(String receiptNo, String quantity) {
        return new Part(receiptNo, new BigDecimal(quantity));
    }

    static PledgeFact applied(String contractNo, String bank, String amount, Part... parts) {
        return new PledgeFact.FinancingApplied(
                contractNo,
                bank,
                "TRADER",
                "Trader",
                "purchase of rubber, contract 7",
                "SUPPLIER",
                "SUPERVISOR",
                "CONSENT",
                "NATURAL-RUBBER",
                List.of(parts),
                new BigDecimal("14000"),
                new BigDecimal("50000000"),
                new BigDecimal(amount),
                new BigDecimal("0.036"),
                LocalDate.parse("2026-03-02"),
                LocalDate.parse("2026-08-28"));
    }

    static PledgeFact applied(String amount) {
        return applied(C1, "BANK1", amount, part("R1", "120.960"));
    }

    static PledgeFact verified(String contractNo, String receiptNo, String quantity) {
        return verified(
                contractNo,
                receiptNo,
                quantity,
                Condition.SOUND,
                Customs.BONDED,
                "2026-12-31",
                "2026-03-01");
    }

    static PledgeFact verified(
            String contractNo,
            String receiptNo,
            String quantity,
            Condition condition,
            Customs customs,
            String storageTo,
            String on) {
        return new PledgeFact.ReceiptVerified(
                contractNo,
                receiptNo,
                "V-" + receiptNo + on,
                "TRADER",
                "KEEPER",
                true,
                "NATURAL-RUBBER",
                "TSR20",
                new BigDecimal(quantity),
                condition,
                customs,
                LocalDate.parse(storageTo),
                new BigDecimal("5000000"),
                LocalDate.parse("2026-12-31"),
                LocalDate.parse(on));
    }

    static PledgeFact searched(String contractNo, Right... rights) {
        return new PledgeFact.RegisterSearched(
                contractNo, "S-" + contractNo, List.of(rights), LocalDate.parse("2026-03-02"));
    }

    static PledgeFact registered(String contractNo, String aboutNo) {
        return new PledgeFact.PledgeRegistered(
                contractNo, aboutNo, "REG-" + aboutNo, noon("2026-03-02"));
    }

    static PledgeFact quoted(String quoteId, String price, String date) {
        return quoted(quoteId, "INE", price, date);
    }

    static PledgeFact quoted(String quoteId, String source, String price, String date) {
        return new PledgeFact.PriceQuoted(
                quoteId,
                source,
                "NR2605",
                "NATURAL-RUBBER",
                "TSR20",
                "settlement",
                new BigDecimal(price),
                "CNY/t",
                TaxBasis.EXCL_VAT,
                LocalDate.parse(date),
                noon(date),
                "");
    }

    static PledgeFact drawing(String drawNo, String amount) {
        return new PledgeFact.DrawRequested(
                C1, drawNo, new BigDecimal(amount), "SUPPLIER", LocalDate.parse("2026-03-02"));
    }

    static PledgeFact repaid(String paymentNo, String amount, String on) {
        return new PledgeFact.Repaid(C1, paymentNo, new BigDecimal(amount), LocalDate.parse(on));
    }

    static PledgeFact deposited(String depositNo, String amount, String on) {
        return new PledgeFact.DepositPledged(
                C1, depositNo, new BigDecimal(amount), LocalDate.parse(on));
    }

    static PledgeFact exchange(String exchangeNo, List<Part> in, List<Part> out) {
        return new PledgeFact.ExchangeRequested(
                C1, exchangeNo, in, out, LocalDate.parse("2026-03-02"));
    }

    /// All that is needed until the goods are pledged and registered, and the money is drawn.
    static PledgeFact[] financed(String amount, String price) {
        return new PledgeFact[] {
            quoted("Q1", price, "2026-03-02"),
            applied(amount),
            verified(C1, "R1", "120.960"),
            searched(C1),
            registered(C1, C1),
            drawing("D1", amount)
        };
    }

    // ---- what can be read

    String status() {
        return status(CASE);
    }

    String last(String kind) {
        return last(CASE, kind);
    }

    Decision lastDecision(String kind) {
        return lastDecision(CASE, kind);
    }

    /// The official codes of all checks that failed in the last decision of a kind.
    List<String> codes(String key, String kind) {
        return lastDecision(key, kind).failed().stream().map(Check::code).toList();
    }

    /// What an account of money has.
    String yuan(String account) {
        return available(account);
    }

    /// What an account of goods has: the engine shows it with two decimals, a tonne has three.
    String tonnes(String account) {
        BigDecimal amount = engine().available().get(account);
        return amount == null ? "-" : amount.movePointLeft(1).toPlainString();
    }
}
