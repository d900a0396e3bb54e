package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.importrefund.Office.answer;
import static org.liandong.importrefund.Office.applied;
import static org.liandong.importrefund.Office.booked;
import static org.liandong.importrefund.Office.line;
import static org.liandong.importrefund.Office.paid;
import static org.liandong.importrefund.Office.requested;
import static org.liandong.importrefund.Office.reservation;
import static org.liandong.importrefund.Office.reserved;
import static org.liandong.importrefund.Office.stated;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.liandong.importrefund.RefundFact.Line;
import org.liandong.importrefund.RefundFact.Step;
import org.liandong.importrefund.RefundFact.TaxStatus;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Message;
import org.liandong.testkit.Arrivals;

/// Every order in which the facts of a case arrive leads to the same: outcome, ledger, standing messages, tasks.
///
/// 200 cases are drawn, each in 50 random orders, some facts twice. What the law ties to time is not among them: a deduction after the
/// reservation, and two applications for one book, are [RacesTest]. A reservation that was released stands like none, and so does an
/// objection that was settled.
class ArrivalOrderProperties {

    private static final int CASES = 200;
    private static final int ORDERS = 50;
    private static final long SEED = 20260302;

    private static final List<String> OF_THE_MOMENT = List.of("question", "askedAt", "until");

    private record Result(
            List<String> statuses,
            Map<String, BigDecimal> ledger,
            List<String> decisions,
            List<String> standing,
            List<String> tasks) {}

    @Test
    void everyOrderOfArrivalLeadsToTheSame() {
        TreeSet<String> outcomes = new TreeSet<>();
        for (int c = 0; c < CASES; c++) {
            try (Office office = Office.given()) {
                for (int r = 0; r < ORDERS; r++) {
                    Random random = new Random(SEED + 1_000L * c + r);
                    List<RefundFact> facts = Arrivals.of(facts(c, r), random);
                    office.when(facts.toArray(RefundFact[]::new));
                }
                office.dayComes("2026-03-03");
                Map<String, List<Message>> messages = messages(office);
                Map<String, Map<String, BigDecimal>> ledgers = ledgers(office);
                Result first = result(office, c, 0, messages, ledgers);
                for (int r = 1; r < ORDERS; r++) {
                    assertThat(result(office, c, r, messages, ledgers))
                            .as("case %d, order %d: %s", c, r, facts(c, r))
                            .isEqualTo(first);
                }
                outcomes.add(first.statuses().toString());
            }
        }
        // All that can become of a case is among what was drawn.
        assertThat(outcomes.toString())
                .contains("refunded", "ordered", "rejected", "waiting", "referred", "admitted");
    }

    // ---- what is drawn

    private static String token(int c, int r) {
        return "%04d%05d".formatted(c, r);
    }

    private static String declaration(int c, int r) {
        return "423020261" + token(c, r);
    }

    private static String number(int c, int r) {
        return "R" + token(c, r);
    }

    private static List<RefundFact> facts(int c, int r) {
        Random random = new Random(SEED * 31 + c);
        String vat = declaration(c, r) + "-L01";
        String duty = declaration(c, r) + "-A01";
        String application = number(c, r);
        List<RefundFact> facts = new ArrayList<>();
        String ownVersions = random.nextBoolean() ? "IMP1" : "AGT1";
        facts.add(
                booked(
                        vat,
                        "1000.00",
                        "2026-01-08",
                        "2026-01-10",
                        "2026-01-10",
                        ownVersions,
                        "IMP1"));
        List<Line> lines = new ArrayList<>(List.of(line(vat, "1000.00")));
        if (random.nextBoolean()) {
            facts.add(booked(duty, "500.00"));
            lines.add(line(duty, "500.00"));
            if (random.nextBoolean()) {
                facts.add(paid(application, duty, "500.00", "0.25"));
            }
        }
        boolean papers = random.nextInt(4) == 0;
        String applicant = random.nextInt(10) == 0 ? "IMP7" : "IMP1";
        facts.add(
                applied(
                        application,
                        applicant,
                        "overpaid",
                        "2026-03-02",
                        papers ? List.of("application") : Office.PAPERS,
                        "6222",
                        lines.toArray(Line[]::new)));
        if (papers) {
            facts.add(
                    new RefundFact.PapersFiled(
                            application, Office.PAPERS, LocalDate.parse("2026-03-02")));
        }
        taxSide(facts, random, application, vat, c, r);
        comparison(facts, random, vat, c, r);
        return facts;
    }

    private static void taxSide(
            List<RefundFact> facts, Random random, String application, String vat, int c, int r) {
        switch (random.nextInt(9)) {
            case 0 -> {
                facts.add(at(vat, TaxStatus.NOT_REQUESTED, "0", "0", "10:00"));
                facts.add(reserved(application, vat));
                facts.add(paid(application, vat, "1000.00", "0.50"));
            }
            case 1 -> {
                facts.add(at(vat, TaxStatus.UNKNOWN, "0", "0", "09:00"));
                facts.add(at(vat, TaxStatus.MATCHED_NOT_USED, "0", "0", "10:00"));
                facts.add(reserved(application, vat));
            }
            case 2 -> facts.add(at(vat, TaxStatus.USED, "1000.00", "0", "10:00"));
            case 3 -> {
                facts.add(at(vat, TaxStatus.USED, "400.00", "0", "10:00"));
                facts.add(reserved(application, vat));
                facts.add(paid(application, vat, "600.00", "0.30"));
            }
            case 4 -> {
                facts.add(at(vat, TaxStatus.USED, "1000.00", "0", "09:00"));
                facts.add(stated("S" + token(c, r), vat, Step.TRANSFERRED_OUT, "1000.00", "10:00"));
                facts.add(reserved(application, vat));
                facts.add(paid(application, vat, "1000.00", "0.50"));
            }
            case 5 -> facts.add(at(vat, TaxStatus.REQUESTED_WAITING, "0", "0", "10:00"));
            case 6 -> facts.add(at(vat, TaxStatus.UNKNOWN, "0", "0", "10:00"));
            case 7 -> {
                facts.add(at(vat, TaxStatus.MATCHED_NOT_USED, "0", "0", "09:00"));
                facts.add(reservation(application, vat, 1, false, "2026-03-02", "10:00"));
                facts.add(at(vat, TaxStatus.USED, "1000.00", "0", "11:00"));
            }
            default -> {
                facts.add(stated("S" + token(c, r), vat, Step.TICKED, "1000.00", "09:00"));
                facts.add(stated("U" + token(c, r), vat, Step.UNTICKED, "1000.00", "10:00"));
                facts.add(at(vat, TaxStatus.NOT_REQUESTED, "0", "0", "11:00"));
            }
        }
    }

    private static RefundFact at(
            String vat, TaxStatus status, String deducted, String transferredOut, String time) {
        return answer(vat, status, deducted, transferredOut, "2026-03-02", time);
    }

    private static void comparison(
            List<RefundFact> facts, Random random, String vat, int c, int r) {
        String no = token(c, r);
        switch (random.nextInt(4)) {
            case 0 -> facts.add(requested("D1" + no, vat, "1000.00", "2026-03-01"));
            case 1 -> {
                facts.add(requested("D1" + no, vat, "1000.00", "2026-03-01"));
                facts.add(requested("D2" + no, vat, "1000.00", "2026-03-02"));
            }
            case 2 -> facts.add(requested("D1" + no, vat, "100.00", "2026-03-01"));
            default -> {}
        }
    }

    // ---- what became of it

    private static Map<String, List<Message>> messages(Office office) {
        Map<String, List<Message>> messages = new TreeMap<>();
        for (Message message : office.engine().messages()) {
            messages.computeIfAbsent(
                            token(message.subject() + message.head()), _ -> new ArrayList<>())
                    .add(message);
        }
        return messages;
    }

    // The number of the declaration is in everything that is about a case, but for its application.
    private static String token(String text) {
        int at = text.indexOf("423020261");
        return at >= 0 ? text.substring(at + 9, at + 18) : "none";
    }

    private static Map<String, Map<String, BigDecimal>> ledgers(Office office) {
        Map<String, Map<String, BigDecimal>> ledgers = new TreeMap<>();
        office.engine()
                .available()
                .forEach((account, amount) -> {
                    // An account that holds nothing is like none.
                    if (amount.signum() != 0) {
                        ledgers.computeIfAbsent(token(account), _ -> new TreeMap<>())
                                .put(account.replace(token(account), "#"), amount);
                    }
                });
        return ledgers;
    }

    private static Result result(
            Office office,
            int c,
            int r,
            Map<String, List<Message>> messages,
            Map<String, Map<String, BigDecimal>> ledgers) {
        String refund = Office.refund(number(c, r));
        String book = Office.book(declaration(c, r) + "-L01");
        String token = token(c, r);
        List<String> decisions = new ArrayList<>();
        for (String key : List.of(refund, book)) {
            Map<String, String> last = new TreeMap<>();
            for (Decision decision : office.engine().decisions(RefundModule.NAME, key)) {
                // What was said of a conflict is a matter of the moment.
                if (!decision.kind().equals("deduction")) {
                    last.put(about(decision), Office.inShort(decision));
                }
            }
            decisions.add(last.toString().replace(token, "#"));
        }
        Map<String, String> standing = new TreeMap<>();
        for (Message message : messages.getOrDefault(token, List.of())) {
            Map<String, String> head = new TreeMap<>(message.head());
            head.keySet().removeAll(OF_THE_MOMENT);
            boolean none = List.of("RELEASE", "settled").contains(head.getOrDefault("status", ""));
            standing.put(message.type() + message.subject(), none ? "" : message.type() + head);
        }
        standing.values().removeIf(String::isEmpty);
        List<String> tasks = new ArrayList<>(office.tasks(refund));
        tasks.addAll(office.tasks(book));
        return new Result(
                List.of(office.status(refund), office.status(book)),
                ledgers.getOrDefault(token, Map.of()),
                decisions,
                standing.values().stream().map(m -> m.replace(token, "#")).toList(),
                tasks.stream().map(t -> t.replace(token, "#")).toList());
    }

    // A decision about a request or a line names it.
    private static String about(Decision decision) {
        return decision.kind()
                + decision.basis().get("request")
                + decision.verdicts().stream()
                        .filter(v -> v.model().equals("refund-decision"))
                        .map(v -> String.valueOf(v.inputs().get("tax kind")))
                        .toList();
    }
}
