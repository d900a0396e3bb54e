package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.liandong.ecommerceimport.ImportFact.Cancellation;
import org.liandong.ecommerceimport.ImportFact.DutyPaid;
import org.liandong.ecommerceimport.ImportFact.GoodsBack;
import org.liandong.ecommerceimport.ImportFact.Receipt;
import org.liandong.ecommerceimport.ImportFact.ReturnLine;
import org.liandong.ecommerceimport.ImportFact.ReturnRequest;
import org.liandong.ecommerceimport.ImportFact.TaxBill;
import org.liandong.ecommerceimport.ImportFact.TaxBillLine;
import org.liandong.ecommerceimport.ImportFact.TaxBillStatus;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Task;
import org.liandong.testkit.TestEngines;

/// What is reported about a parcel after its papers, and what can be read about it then.
final class Later {

    private Later() {}

    // ---- when

    /// Noon of a day comes, and with it everything that runs out until then.
    static Scenario dayComes(Scenario scenario, String day) {
        scenario.on(day);
        scenario.engine().tick(TestEngines.noon(day));
        return scenario;
    }

    /// A return of one line: `gnum` 1, so many pieces.
    static ReturnRequest returnOf(Scenario office, Papers papers, String guid, String quantity) {
        return returnOf(invtNo(office, papers), papers, guid, 1, quantity);
    }

    static ReturnRequest returnOf(
            String invtNo, Papers papers, String guid, int gnum, String quantity) {
        return new ReturnRequest(
                guid,
                "1",
                "20260301120000",
                "2",
                "VALID",
                "4230",
                papers.text("list.orderNo"),
                papers.text("list.ebpCode"),
                papers.text("list.ebcCode"),
                "AGT1",
                "RET-" + guid,
                null,
                invtNo,
                "unwanted",
                List.of(
                        new ReturnLine(
                                gnum,
                                papers.text("list.line[" + gnum + "].gcode"),
                                "goods",
                                new BigDecimal(quantity),
                                "095")));
    }

    static GoodsBack goodsBack(Papers papers, String guid, String on) {
        return new GoodsBack(
                papers.text("list.ebpCode"),
                papers.text("list.orderNo"),
                guid,
                LocalDate.parse(on),
                "4230");
    }

    static Cancellation cancellation(Papers papers, String guid, String invtNo) {
        return new Cancellation(
                guid,
                "1",
                "20260301120000",
                "2",
                "VALID",
                "4230",
                papers.text("list.orderNo"),
                papers.text("list.ebpCode"),
                papers.text("list.ebcCode"),
                "AGT1",
                "CAN-" + guid,
                null,
                invtNo,
                "ordered by mistake");
    }

    static DutyPaid paid(String entDutyNo, String amount, String reference) {
        return new DutyPaid(
                entDutyNo, new BigDecimal(amount), LocalDate.of(2026, 4, 10), reference);
    }

    // ---- customs, as the platform hears it

    /// A receipt of the list, at a time of 2026-03-01 such as `1300`.
    static Receipt listReceipt(Papers papers, String status, String time, String info) {
        return receipt("CEB622", papers.text("list.copNo"), status, time, info);
    }

    static Receipt receipt(String message, String copNo, String status, String time, String info) {
        Map<String, String> keys = new TreeMap<>();
        keys.put("agentCode", "AGT1");
        keys.put("copNo", copNo);
        if (message.equals("CEB622")) {
            keys.put("invtNo", customsNumber(copNo));
            keys.put("preNo", "B202603010000000" + copNo.length());
        }
        return new Receipt(message, keys, status, "20260301" + time + "00000", info);
    }

    /// The number that customs gives the list of the papers.
    static String customsNumber(Papers papers) {
        return customsNumber(papers.text("list.copNo"));
    }

    private static String customsNumber(String copNo) {
        return "42302026I" + copNo;
    }

    static TaxBill taxBill(Papers papers, String time, String vat, String taxPrice) {
        return new TaxBill(
                customsNumber(papers),
                customsNumber(papers) + "_0",
                "20260301" + time + "00000",
                BigDecimal.ZERO,
                new BigDecimal(vat),
                BigDecimal.ZERO,
                "1",
                null,
                papers.text("list.assureCode"),
                List.of(
                        new TaxBillLine(
                                1,
                                papers.text("list.line[1].gcode"),
                                new BigDecimal(taxPrice),
                                BigDecimal.ZERO,
                                new BigDecimal(vat),
                                BigDecimal.ZERO)));
    }

    static TaxBillStatus aggregated(Papers papers, String time, String entDutyNo) {
        return new TaxBillStatus(
                customsNumber(papers),
                customsNumber(papers) + "_0",
                "20260301" + time + "00000",
                "2",
                entDutyNo);
    }

    static TaxBillStatus billVoid(Papers papers, String time) {
        return new TaxBillStatus(
                customsNumber(papers),
                customsNumber(papers) + "_0",
                "20260301" + time + "00000",
                "3",
                null);
    }

    // ---- what can be read

    /// The number that this office gave the list of the papers.
    static String invtNo(Scenario office, Papers papers) {
        return office.engine().messages().stream()
                .filter(m -> m.type().equals("CEB622"))
                .filter(m -> papers.text("list.copNo").equals(m.head().get("copNo")))
                .map(m -> m.head().get("invtNo"))
                .findFirst()
                .orElseThrow();
    }

    static String status(Scenario office, String key) {
        return String.valueOf(office.engine().status(ImportModule.NAME, key));
    }

    static String status(Scenario office, Papers papers) {
        return status(office, papers.key());
    }

    /// The decisions of a kind: `ADMITTED`, or `REFUSED R2 2026-04-01 2026-03-31` with each failed check.
    static List<String> decisions(Scenario office, String key, String kind) {
        List<String> told = new ArrayList<>();
        for (Decision decision : office.engine().decisions(ImportModule.NAME, key)) {
            if (decision.kind().equals(kind)) {
                told.add(inWords(decision));
            }
        }
        return told;
    }

    private static String inWords(Decision decision) {
        StringBuilder text = new StringBuilder(decision.outcome().name());
        if (decision.outcome() == Outcome.WAITING) {
            text.append(' ').append(String.join(",", decision.missing()));
        }
        decision.failed()
                .forEach(c ->
                        text.append(' ')
                                .append(c.rule())
                                .append(' ')
                                .append(c.left().value())
                                .append(" / ")
                                .append(c.right().value()));
        return text.toString();
    }

    static List<Task> tasks(Scenario office, String key) {
        return office.engine().openTasks(ImportModule.NAME, key);
    }

    /// `returnStatus` of the receipts of a type about a record.
    static List<String> receipts(Scenario office, String type, String guid) {
        return office.engine().messages().stream()
                .filter(m -> m.type().equals(type) && m.subject().equals(guid))
                .map(m -> m.head().getOrDefault("returnStatus", ""))
                .toList();
    }

    /// The bills and bill states about a list: `816 37.31`, `818 3`.
    static List<String> bills(Scenario office, Papers papers) {
        String taxNo = Receipts.taxNo(invtNo(office, papers));
        return office.engine().messages().stream()
                .filter(m -> m.type().startsWith("CEB81") && m.subject().equals(taxNo))
                .map(Later::billInWords)
                .toList();
    }

    private static String billInWords(Message message) {
        return message.type().equals("CEB816")
                ? "816 " + message.head().get("valueAddedTax")
                : "818 "
                        + message.head().get("status")
                        + (message.head().containsKey("entDutyNo")
                                ? " " + message.head().get("entDutyNo")
                                : "");
    }

    /// What an account has, without trailing zeros; `-` when there is none.
    static String available(Scenario office, String account) {
        BigDecimal available = office.engine().available().get(account);
        return available == null ? "-" : Checks.plain(available);
    }

    static String quota(Scenario office, String assureCode) {
        return available(office, Accounts.quota(assureCode));
    }

    static String allowance(Scenario office, String idNumber) {
        return available(
                office,
                Accounts.allowance(2026, Papers.person(idNumber, LocalDate.of(2026, 3, 1)).hash()));
    }
}
