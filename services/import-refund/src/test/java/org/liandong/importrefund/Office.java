package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.importrefund.RefundFact.Line;
import org.liandong.importrefund.RefundFact.Step;
import org.liandong.importrefund.RefundFact.TaxStatus;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Message;
import org.liandong.kernel.Task;
import org.liandong.testkit.TestEngines;

/// An office with a customs side, a tax side and a treasury, whose facts are a few words.
///
/// Books are `L`, `A` and `Y` of one declaration, paid on 2026-01-10 by `IMP1`: import VAT 1,000.00, duty 500.00, consumption tax
/// 200.00. It is noon of 2026-03-02 unless a scenario goes to another day.
final class Office implements AutoCloseable {

    static final String DECLARATION = "423020261000000001";
    static final String L = DECLARATION + "-L01";
    static final String A = DECLARATION + "-A01";
    static final String Y = DECLARATION + "-Y01";
    static final String L2 = "423020261000000002-L01";
    static final String APPLICATION = "R1";

    private final InlineEngine engine;
    private String day = "2026-03-02";

    private Office(Map<String, byte[]> overrides) {
        engine = TestEngines.inMemory(new RefundModule(), overrides);
    }

    static Office given(RefundFact... facts) {
        return new Office(Map.of()).when(facts);
    }

    static Office givenA(String resource, String content) {
        return new Office(Map.of(resource, content.getBytes(StandardCharsets.UTF_8)));
    }

    // ---- when

    Office when(RefundFact... facts) {
        for (RefundFact fact : facts) {
            when(idOf(fact), fact);
        }
        return this;
    }

    Office when(FactId id, RefundFact fact) {
        NodeResult result = engine.accept(RefundModule.NAME, id, fact, noon(day));
        assertThat(result.result())
                .as("what became of %s: %s", fact, result.errors())
                .isNotIn(NodeResult.Result.REJECTED, NodeResult.Result.CONFLICT);
        return this;
    }

    static FactId idOf(RefundFact fact) {
        return new FactId("test", fact.toString());
    }

    static Instant noon(String day) {
        return TestEngines.noon(day);
    }

    static Instant at(String day, String time) {
        return LocalDate.parse(day).atTime(LocalTime.parse(time)).atZone(BookDesk.ZONE).toInstant();
    }

    /// Noon of a day comes, and with it everything that runs out until then.
    Office dayComes(String another) {
        day = another;
        engine.tick(noon(another));
        return this;
    }

    Office officer(String key, String answer) {
        List<Task> open = engine.openTasks(RefundModule.NAME, key);
        assertThat(open).as("open tasks of " + key).hasSize(1);
        return officer(key, open.getFirst().id(), answer);
    }

    Office officer(String key, String task, String answer) {
        return when(
                Objects.requireNonNull(
                        new RefundModule()
                                .reply(
                                        new org.liandong.kernel.CaseKey(key),
                                        new org.liandong.kernel.Reply(
                                                task, answer, "seen", "officer 7"))));
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

    InlineEngine engine() {
        return engine;
    }

    static String book(String bookNo) {
        return BookDesk.key(bookNo);
    }

    static String refund(String applicationNo) {
        return ApplicationDesk.key(applicationNo);
    }

    String status(String key) {
        return Objects.requireNonNullElse(engine.status(RefundModule.NAME, key), "none");
    }

    /// The decisions of a kind in short: outcome, what is missing, and every check that does not hold, with both values.
    List<String> decisions(String key, String kind) {
        return engine.decisions(RefundModule.NAME, key).stream()
                .filter(d -> d.kind().equals(kind))
                .map(Office::inShort)
                .toList();
    }

    /// The last decision of a kind.
    String last(String key, String kind) {
        List<String> all = decisions(key, kind);
        return all.isEmpty() ? "none" : all.getLast();
    }

    Decision lastDecision(String key, String kind) {
        return engine.decisions(RefundModule.NAME, key).stream()
                .filter(d -> d.kind().equals(kind))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    static String inShort(Decision decision) {
        List<String> parts = new ArrayList<>();
        parts.add(decision.outcome().name());
        parts.addAll(decision.missing());
        for (Check check : decision.checks()) {
            if (check.result() != Check.Result.PASSED) {
                parts.add(
                        "%s %s / %s"
                                .formatted(
                                        check.rule(),
                                        Objects.requireNonNullElse(check.left().value(), "-"),
                                        Objects.requireNonNullElse(check.right().value(), "-")));
            }
        }
        return String.join(" ", parts);
    }

    List<String> tasks(String key) {
        return engine.openTasks(RefundModule.NAME, key).stream().map(Task::id).toList();
    }

    /// The messages of a type in short: the named fields.
    List<String> messages(String type, String... fields) {
        return engine.messages().stream()
                .filter(m -> m.type().equals(type))
                .map(m -> said(m, fields))
                .toList();
    }

    private static String said(Message message, String... fields) {
        List<String> said = new ArrayList<>();
        for (String field : fields) {
            said.add(message.head().getOrDefault(field, "-"));
        }
        return String.join(" ", said);
    }

    String available(String account) {
        BigDecimal amount = engine.available().get(account);
        return amount == null ? "-" : amount.toPlainString();
    }

    @Override
    public void close() {
        engine.close();
    }
}
