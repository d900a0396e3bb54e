package org.liandong.importrefund;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.liandong.importrefund.RefundFact.Line;
import org.liandong.importrefund.RefundFact.Step;
import org.liandong.importrefund.RefundFact.TaxStatus;
import org.liandong.testkit.Scene;

/// An office with a customs side, a tax side and a treasury, whose facts are a few words.
///
/// Books are `L`, `A` and `Y` of one declaration, paid on 2026-01-10 by `IMP1`: import VAT 1,000.00, duty 500.00, consumption tax
/// 200.00. It is noon of 2026-03-02 unless a scenario goes to another day.
final class Office extends Scene<RefundFact, Office> {

    static final String DECLARATION = "423020261000000001";
    static final String L = DECLARATION + "-L01";
    static final String A = DECLARATION + "-A01";
    static final String Y = DECLARATION + "-Y01";
    static final String L2 = "423020261000000002-L01";
    static final String APPLICATION = "R1";

    private Office(Map<String, byte[]> overrides) {
        super("2026-03-02", overrides, new RefundModule());
    }

    static Office given(RefundFact... facts) {
        return new Office(Map.of()).when(facts);
    }

    static Office givenA(String resource, String content) {
        return new Office(Map.of(resource, content.getBytes(StandardCharsets.UTF_8)));
    }

    static Instant at(String day, String time) {
        return LocalDate.parse(day).atTime(LocalTime.parse(time)).atZone(BookDesk.ZONE).toInstant();
    }

    // ---- facts of customs and taxpayers

    static RefundFact booked(String bookNo, String amount) {
        return booked(bookNo, amount, "2026-01-08", "2026-01-10");
    }

    static RefundFact booked(String bookNo, String amount, String issuedOn, String paidOn) {
        return booked(bookNo, amount, issuedOn, paidOn, paidOn, "IMP1", "");
    }

    static RefundFact booked(
            String bookNo,
            String amount,
            String issuedOn,
            String paidOn,
            String bookedOn,
            String payer,
            String owner) {
        return new RefundFact.PaymentBooked(
                bookNo,
                1,
                payer,
                "Importer " + payer,
                owner,
                LocalDate.parse(issuedOn),
                new BigDecimal(amount),
                LocalDate.parse(paidOn),
                LocalDate.parse(bookedOn));
    }

    static RefundFact requested(String requestNo, String bookNo, String amount, String on) {
        return requested(requestNo, bookNo, amount, "2026-01-08", "IMP1", on);
    }

    static RefundFact requested(
            String requestNo,
            String bookNo,
            String amount,
            String issuedOn,
            String taxpayer,
            String on) {
        return new RefundFact.DeductionRequested(
                requestNo,
                bookNo,
                taxpayer,
                "Importer " + taxpayer,
                LocalDate.parse(issuedOn),
                new BigDecimal(amount),
                LocalDate.parse(on));
    }

    /// An application for everything, with papers and account.
    static RefundFact applied(String applicationNo, Line... lines) {
        return applied(applicationNo, "overpaid", "2026-03-02", lines);
    }

    static RefundFact applied(String applicationNo, String ground, String filedOn, Line... lines) {
        return applied(applicationNo, "IMP1", ground, filedOn, PAPERS, "6222", lines);
    }

    static final List<String> PAPERS =
            List.of("application", "payment-evidence", "supporting-papers");

    static RefundFact applied(
            String applicationNo,
            String applicant,
            String ground,
            String filedOn,
            List<String> papers,
            String account,
            Line... lines) {
        return new RefundFact.RefundApplied(
                applicationNo,
                applicant,
                "Importer " + applicant,
                ground,
                LocalDate.parse(filedOn),
                papers,
                account,
                List.of(lines));
    }

    static Line line(String bookNo, String amount) {
        return new Line(bookNo, new BigDecimal(amount));
    }

    static RefundFact paid(String applicationNo, String bookNo, String amount, String interest) {
        return new RefundFact.TreasuryPaid(
                "T-" + applicationNo + bookNo,
                applicationNo,
                bookNo,
                applicationNo + "/" + bookNo,
                new BigDecimal(amount),
                new BigDecimal(interest),
                LocalDate.parse("2026-03-02"));
    }

    // ---- facts of the tax side

    static RefundFact answer(String bookNo, TaxStatus status) {
        return answer(bookNo, status, "0", "0", "2026-03-02", "11:00");
    }

    static RefundFact answer(
            String bookNo,
            TaxStatus status,
            String deducted,
            String transferredOut,
            String day,
            String time) {
        return new RefundFact.TaxAnswered(
                "Q-" + bookNo + day + time,
                bookNo,
                status,
                deducted.equals("0") ? "" : "2026-02",
                new BigDecimal(deducted),
                new BigDecimal(transferredOut),
                at(day, time),
                "13702000000");
    }

    static RefundFact stated(String no, String bookNo, Step step, String amount, String time) {
        return new RefundFact.DeductionStated(
                no,
                bookNo,
                "IMP1",
                step,
                step == Step.TICKED ? "" : "2026-02",
                new BigDecimal(amount),
                at("2026-03-02", time));
    }

    static RefundFact reserved(String applicationNo, String bookNo) {
        return reservation(applicationNo, bookNo, 1, true, "2026-03-02", "11:30");
    }

    static RefundFact reservation(
            String applicationNo,
            String bookNo,
            int attempt,
            boolean confirmed,
            String day,
            String time) {
        return new RefundFact.ReservationAnswered(
                applicationNo + "/" + bookNo + "/" + attempt,
                applicationNo,
                bookNo,
                confirmed,
                at("2026-03-12", "12:00"),
                confirmed ? "" : "ticked meanwhile",
                at(day, time));
    }

    // ---- what can be read

    static String book(String bookNo) {
        return BookDesk.key(bookNo);
    }

    static String refund(String applicationNo) {
        return ApplicationDesk.key(applicationNo);
    }
}
