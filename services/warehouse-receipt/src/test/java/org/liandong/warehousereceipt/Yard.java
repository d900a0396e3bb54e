package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.liandong.kernel.FactId;
import org.liandong.testkit.Scene;
import org.liandong.testkit.TestEngines;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStatus;
import org.liandong.warehousereceipt.ReceiptFact.Parent;
import org.liandong.warehousereceipt.ReceiptFact.Part;

/// A yard in memory, whose facts are a few words. It is noon of 2026-03-02. The keeper is `KEEPER`, who takes in rubber of grade `TSR20`
/// for `ANNA`; lot `L1` lies in bay `A1`.
final class Yard extends Scene<ReceiptFact, Yard> {

    static final String L = "L1";
    static final String KEEPER = "KEEPER";
    static final String ANNA = "ANNA";
    static final String BERT = "BERT";
    static final String CARL = "CARL";
    static final String DAY = "2026-03-02";
    static final LocalDate TODAY = LocalDate.parse(DAY);
    static final Instant NOON = TestEngines.noon(DAY);
    private static final Instant MORNING = NOON.minusSeconds(4 * 3600);

    private Yard() {
        super(DAY, Map.of(), new ReceiptModule(), new OtherBank());
    }

    static Yard given(ReceiptFact... facts) {
        return new Yard().when(facts);
    }

    /// Ten tonnes with everything, and a receipt of them.
    static Yard givenAReceipt(String receiptNo, String quantity) {
        return new Yard().when(lot(L, "10.000")).when(drawn(receiptNo, quantity));
    }

    /// What a bank of another service asks of the ledger.
    Yard bank(String contract, String receipt, String what, String quantity) {
        engine().accept(
                        OtherBank.NAME,
                        new FactId("bank", contract + what + receipt),
                        new OtherBank.BankFact.Wanted(
                                contract, receipt, what, new BigDecimal(quantity)),
                        NOON);
        return this;
    }

    /// What the ledger said to it last.
    String bankSays(String contract) {
        return Objects.requireNonNullElse(engine().status(OtherBank.NAME, contract), "none");
    }

    // ---- facts about lots

    static ReceiptFact accepted(String lotNo) {
        return new ReceiptFact.GoodsAccepted(
                lotNo,
                1,
                KEEPER,
                ANNA,
                "NATURAL-RUBBER",
                "TSR20",
                "TH",
                "W1",
                "A1",
                "BL1-1",
                TODAY);
    }

    static ReceiptFact weighed(String lotNo, String ticketNo, int version, String net) {
        return new ReceiptFact.Weighed(
                lotNo,
                ticketNo,
                version,
                new BigDecimal(net).add(new BigDecimal("12.000")),
                new BigDecimal("12.000"),
                MORNING);
    }

    static ReceiptFact allIn(String lotNo, int tickets) {
        return new ReceiptFact.WeighingClosed(lotNo, tickets, TODAY);
    }

    static ReceiptFact certified(String lotNo) {
        return new ReceiptFact.QualityCertified(lotNo, "C-" + lotNo, "SGS", "TSR20", TODAY);
    }

    static ReceiptFact customs(String lotNo, CustomsStatus status, int version) {
        return new ReceiptFact.CustomsStated(lotNo, version, status, "D1", TODAY);
    }

    /// A lot of one ticket with everything.
    static ReceiptFact[] lot(String lotNo, String net) {
        return new ReceiptFact[] {
            accepted(lotNo),
            weighed(lotNo, "T-" + lotNo, 1, net),
            certified(lotNo),
            customs(lotNo, CustomsStatus.DUTY_PAID, 1)
        };
    }

    static ReceiptFact counted(String auditNo, String quantity, String means, int hour) {
        return counted(auditNo, "A1", quantity, means, hour);
    }

    static ReceiptFact counted(
            String auditNo, String bay, String quantity, String means, int hour) {
        return new ReceiptFact.StockReported(
                auditNo,
                L,
                bay,
                new BigDecimal(quantity),
                means,
                MORNING.plusSeconds(hour * 3600L));
    }

    static ReceiptFact lossFound(String lossNo, String quantity) {
        return new ReceiptFact.LossFound(L, lossNo, new BigDecimal(quantity), "leak", MORNING);
    }

    // ---- facts about receipts

    static final Map<String, String> ELEMENTS =
            Map.ofEntries(
                    Map.entry("titleNotice", "yes"),
                    Map.entry("depositorAddress", "1 Port Road"),
                    Map.entry("keeperAddress", "2 Port Road"),
                    Map.entry("quality", "good"),
                    Map.entry("grade", "TSR20"),
                    Map.entry("lossStandard", "0.1 % a month"),
                    Map.entry("fee", "0.8 yuan a tonne and day"),
                    Map.entry("issuer", "Li"),
                    Map.entry("issuePlace", "Qingdao"),
                    Map.entry("signature", "seal 7"),
                    Map.entry("storageContractNo", "S1"));

    static ReceiptFact drawn(String receiptNo, String quantity) {
        return drawn(receiptNo, KEEPER, ANNA, quantity, ELEMENTS, "");
    }

    static ReceiptFact drawn(
            String receiptNo,
            String keeper,
            String depositor,
            String quantity,
            Map<String, String> elements,
            String storageTo) {
        return new ReceiptFact.ReceiptDrawn(
                receiptNo,
                L,
                keeper,
                depositor,
                new BigDecimal(quantity),
                elements,
                TODAY,
                storageTo,
                TODAY);
    }

    static ReceiptFact endorsed(String receiptNo, int holding, String by, String to) {
        return new ReceiptFact.Endorsed(receiptNo, "E-" + by + "-" + to, holding, by, to, TODAY);
    }

    static ReceiptFact signed(String receiptNo, String by, String to) {
        return new ReceiptFact.EndorsementSigned(receiptNo, "E-" + by + "-" + to, KEEPER, TODAY);
    }

    static ReceiptFact split(String receiptNo, int holding, String by, Part... parts) {
        return new ReceiptFact.SplitAsked(receiptNo, "S1", holding, by, List.of(parts), TODAY);
    }

    static Part part(String receiptNo, String quantity) {
        return new Part(receiptNo, new BigDecimal(quantity));
    }

    static ReceiptFact merged(String into, String by, String... receiptNos) {
        return new ReceiptFact.MergeAsked(
                into, by, Arrays.stream(receiptNos).map(no -> new Parent(no, 0)).toList(), TODAY);
    }

    static ReceiptFact delivery(
            String receiptNo, String no, int holding, String by, String quantity) {
        return new ReceiptFact.DeliveryAsked(
                receiptNo, no, holding, by, new BigDecimal(quantity), "Wang", "370X", TODAY);
    }

    static ReceiptFact fees(String receiptNo) {
        return new ReceiptFact.FeesPaid(receiptNo, "F1", TODAY);
    }

    static ReceiptFact out(String receiptNo, String no, String ticketNo, String quantity) {
        return new ReceiptFact.GoodsOut(
                receiptNo, no, ticketNo, new BigDecimal(quantity), NOON.minusSeconds(3600));
    }

    static ReceiptFact ended(String receiptNo, String no, int tickets) {
        return new ReceiptFact.DeliveryEnded(receiptNo, no, tickets, TODAY);
    }

    static ReceiptFact corrected(
            String receiptNo, String by, Map<String, String> elements, String... consents) {
        return new ReceiptFact.CorrectionAsked(
                receiptNo, "K1", 0, by, elements, List.of(consents), TODAY);
    }

    static ReceiptFact cancelled(String receiptNo, String by) {
        return new ReceiptFact.CancellationAsked(receiptNo, "X1", 0, by, "drawn wrongly", TODAY);
    }

    static ReceiptFact freeze(String receiptNo, String orderNo, String quantity) {
        return new ReceiptFact.FreezeOrdered(
                receiptNo, orderNo, "COURT", new BigDecimal(quantity), TODAY);
    }

    static ReceiptFact lift(String receiptNo, String orderNo) {
        return new ReceiptFact.FreezeLifted(receiptNo, orderNo, TODAY);
    }

    static ReceiptFact pledged(String receiptNo, String contractNo, String by, String quantity) {
        return new ReceiptFact.PledgeRegistered(
                receiptNo,
                contractNo,
                0,
                by,
                "BANK-" + contractNo,
                new BigDecimal(quantity),
                "R-" + contractNo,
                TODAY);
    }

    static ReceiptFact released(String receiptNo, String contractNo, String no, String quantity) {
        return new ReceiptFact.PledgeReleased(
                receiptNo, contractNo, no, new BigDecimal(quantity), TODAY);
    }

    static ReceiptFact enforced(
            String receiptNo, String contractNo, String into, String buyer, String quantity) {
        return new ReceiptFact.PledgeEnforced(
                receiptNo, contractNo, "N1", into, buyer, new BigDecimal(quantity), TODAY);
    }

    // ---- what can be read

    static String receipt(String receiptNo) {
        return ReceiptDesk.key(receiptNo);
    }

    static String lot(String lotNo) {
        return LotDesk.key(lotNo);
    }

    static String audit(String auditNo) {
        return AuditDesk.key(auditNo);
    }

    @Override
    public String available(String account) {
        BigDecimal amount = books().get(account);
        return amount == null ? "-" : amount.toPlainString();
    }

    String free(String receiptNo) {
        return available(Accounts.free(receiptNo));
    }

    /// What every account has available, in tonnes.
    Map<String, BigDecimal> books() {
        Map<String, BigDecimal> books = new TreeMap<>();
        engine().available()
                .forEach((account, amount) ->
                        books.put(account, new BigDecimal(amount.unscaledValue(), Accounts.SCALE)));
        return books;
    }
}
