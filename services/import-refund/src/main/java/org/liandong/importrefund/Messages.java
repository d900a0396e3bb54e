package org.liandong.importrefund;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.RefundFact.DeductionRequested;
import org.liandong.importrefund.RefundFact.Finding;
import org.liandong.importrefund.RefundFact.RefundApplied;
import org.liandong.importrefund.RefundFact.VerificationAsked;
import org.liandong.kernel.Message;

/// What this service writes to the tax side, the treasury and the applicant. There is no published format for it: field names are
/// those of the facts.
final class Messages {

    static final String COMPARISON = "COMPARISON-RESULT";
    static final String VERIFICATION = "VERIFICATION-ANSWER";
    static final String OBJECTED = "DEDUCTION-OBJECTED";
    static final String QUERY = "DEDUCTION-QUERY";
    static final String RESERVATION = "BOOK-RESERVATION";
    static final String REDUCTION = "DEDUCTIBLE-REDUCTION";
    static final String NOTICE = "REFUND-NOTICE";
    static final String ORDER = "REFUND-ORDER";

    private static final String TAX = "tax";
    private static final String TREASURY = "treasury";

    private Messages() {}

    static Message comparison(
            DeductionRequested request,
            BookComparison.Result result,
            LocalDate since,
            @Nullable LocalDate objectBy) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("requestNo", request.requestNo());
        head.put("bookNo", request.bookNo());
        head.put("taxpayerCode", request.taxpayerCode());
        head.put("status", BookDesk.word(result));
        head.put("since", since.toString());
        if (objectBy != null) {
            head.put("objectBy", objectBy.toString());
        }
        return message(COMPARISON, TAX, request.requestNo(), head);
    }

    static Message verification(VerificationAsked letter, Finding finding, LocalDate on) {
        return message(
                VERIFICATION,
                TAX,
                letter.letterNo(),
                Map.of(
                        "letterNo",
                        letter.letterNo(),
                        "bookNo",
                        letter.bookNo(),
                        "status",
                        finding.name(),
                        "text",
                        finding == Finding.CONSISTENT ? "有一致的入库信息" : "无一致的入库信息",
                        "answeredOn",
                        on.toString()));
    }

    /// @param status `refused`: there is no room for it; `settled`: by now there is
    static Message objected(
            String bookNo, String status, BigDecimal amount, BigDecimal available, String period) {
        return message(
                OBJECTED,
                TAX,
                bookNo,
                Map.of(
                        "bookNo",
                        bookNo,
                        "status",
                        status,
                        "amount",
                        amount.toPlainString(),
                        "notRefunded",
                        available.toPlainString(),
                        "period",
                        period));
    }

    /// The question that a letter used to ask (进口增值税抵扣信息委托核查函).
    static Message query(
            String applicationNo,
            String bookNo,
            String applicant,
            BigDecimal amount,
            int number,
            Instant at) {
        return message(
                QUERY,
                TAX,
                applicationNo + "/" + bookNo,
                Map.of(
                        "applicationNo",
                        applicationNo,
                        "bookNo",
                        bookNo,
                        "taxpayerCode",
                        applicant,
                        "amount",
                        amount.toPlainString(),
                        "question",
                        Integer.toString(number),
                        "askedAt",
                        at.toString()));
    }

    /// What the tax side shall do with a book: `RESERVE`, `RENEW`, `RELEASE`, or `CONFIRM` that it is refunded.
    static Message reservation(
            String applicationNo,
            String bookNo,
            String reservationNo,
            String action,
            BigDecimal amount,
            Instant until) {
        return message(
                RESERVATION,
                TAX,
                applicationNo + "/" + bookNo,
                Map.of(
                        "reservationNo",
                        reservationNo,
                        "applicationNo",
                        applicationNo,
                        "bookNo",
                        bookNo,
                        "status",
                        action,
                        "amount",
                        amount.toPlainString(),
                        "until",
                        until.toString()));
    }

    static Message reduction(
            String applicationNo, String bookNo, BigDecimal refunded, LocalDate paidOn) {
        return message(
                REDUCTION,
                TAX,
                applicationNo + "/" + bookNo,
                Map.of(
                        "applicationNo",
                        applicationNo,
                        "bookNo",
                        bookNo,
                        "refunded",
                        refunded.toPlainString(),
                        "paidOn",
                        paidOn.toString()));
    }

    static Message notice(RefundApplied application, String bookNo, LocalDate on, LocalDate actBy) {
        return message(
                NOTICE,
                application.applicantCode(),
                application.applicationNo() + "/" + bookNo,
                Map.of(
                        "applicationNo",
                        application.applicationNo(),
                        "bookNo",
                        bookNo,
                        "noticedOn",
                        on.toString(),
                        "actBy",
                        actBy.toString()));
    }

    /// 收入退还书.
    static Message order(
            RefundApplied application,
            String bookNo,
            String orderNo,
            String bankAccount,
            BigDecimal amount,
            BigDecimal interest) {
        return message(
                ORDER,
                TREASURY,
                application.applicationNo() + "/" + bookNo,
                Map.of(
                        "orderNo",
                        orderNo,
                        "applicationNo",
                        application.applicationNo(),
                        "bookNo",
                        bookNo,
                        "payeeCode",
                        application.applicantCode(),
                        "payeeName",
                        application.applicantName(),
                        "bankAccount",
                        bankAccount,
                        "amount",
                        amount.toPlainString(),
                        "interest",
                        interest.toPlainString()));
    }

    private static Message message(
            String type, String to, String subject, Map<String, String> head) {
        return new Message(type, to, subject, head, List.of());
    }
}
