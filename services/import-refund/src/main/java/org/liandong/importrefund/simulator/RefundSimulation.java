package org.liandong.importrefund.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.liandong.importrefund.RefundFact;
import org.liandong.importrefund.RefundFact.Line;
import org.liandong.importrefund.RefundFact.Step;
import org.liandong.importrefund.RefundFact.TaxStatus;
import org.liandong.importrefund.RefundModule;
import org.liandong.kernel.FactLine;
import org.liandong.kernel.Sendings;
import org.liandong.kernel.Simulation;

/// The simulated day of refunds: books of customs, requests for deduction, applications, answers of the tax side. What the treasury pays
/// follows in the days after.
///
/// Senders send a twentieth of their facts twice. Nothing that the law ties to time is among it, so that the day comes to the same
/// in any order.
public final class RefundSimulation implements Simulation {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final int DAY_SECONDS = 9 * 3600;
    private static final int TWICE = 20;
    private static final List<String> PAPERS =
            List.of("application", "payment-evidence", "supporting-papers");

    /// What befalls a case, and where its application stands in the evening.
    enum Kind {
        // Without errors.
        NOT_USED("ordered"),
        USED("rejected"),
        USED_DUTY_BACK("ordered"),
        USED_IN_PART("ordered"),
        TRANSFERRED_OUT("ordered"),
        HELD("waiting"),
        ONLY_COMPARED("none"),
        // With an error.
        TOO_LATE("rejected"),
        ANOTHER_APPLICANT("rejected"),
        TOO_MUCH("rejected"),
        PAPERS_MISSING("waiting"),
        SILENCE("waiting"),
        UNKNOWN("waiting"),
        RESERVATION_REFUSED("waiting");

        final String status;

        Kind(String status) {
            this.status = status;
        }
    }

    private static final List<Kind> SOUND =
            List.of(
                    Kind.NOT_USED,
                    Kind.NOT_USED,
                    Kind.NOT_USED,
                    Kind.USED,
                    Kind.USED_DUTY_BACK,
                    Kind.USED_IN_PART,
                    Kind.TRANSFERRED_OUT,
                    Kind.HELD,
                    Kind.ONLY_COMPARED,
                    Kind.ONLY_COMPARED);
    private static final List<Kind> FLAWED =
            List.of(
                    Kind.TOO_LATE,
                    Kind.ANOTHER_APPLICANT,
                    Kind.TOO_MUCH,
                    Kind.PAPERS_MISSING,
                    Kind.SILENCE,
                    Kind.UNKNOWN,
                    Kind.RESERVATION_REFUSED);

    @Override
    public Expectation run(Plan plan, Sink sink) {
        Map<String, Long> refunds = new TreeMap<>();
        Map<String, Long> kinds = new TreeMap<>();
        Sendings sendings = new Sendings();
        for (long i = 0; i < plan.cases(); i++) {
            SplittableRandom random = random(plan, i);
            Kind kind = kind(plan, random);
            kinds.merge(kind.name(), 1L, Long::sum);
            if (kind != Kind.ONLY_COMPARED) {
                refunds.merge(kind.status, 1L, Long::sum);
            }
            send(plan, i, kind, random, sendings);
        }
        return new Expectation(
                plan.cases(),
                sendings.to(sink, "refunds"),
                Sendings.json("refunds", refunds, kinds));
    }

    @Override
    public void afterwards(Plan plan, Iterable<Sent> sent, Sink sink) {
        Sendings sendings = new Sendings();
        LocalDate paidOn = plan.day().plusDays(3);
        Instant at = paidOn.atTime(OPENS).atZone(ZONE).toInstant();
        for (Sent each : sent) {
            Map<String, String> order = each.message().head();
            if (each.message().type().equals("REFUND-ORDER")) {
                String reference = "T-" + order.get("orderNo");
                sendings.add(
                        at,
                        0,
                        FactLine.of(
                                RefundModule.NAME,
                                new RefundFact.TreasuryPaid(
                                        reference,
                                        text(order, "applicationNo"),
                                        text(order, "bookNo"),
                                        text(order, "orderNo"),
                                        new BigDecimal(text(order, "amount")),
                                        new BigDecimal(text(order, "interest")),
                                        paidOn),
                                "treasury",
                                reference));
            }
        }
        sendings.to(sink, "treasury");
    }

    private static String text(Map<String, String> head, String field) {
        String text = head.get(field);
        if (text == null) {
            throw new IllegalArgumentException("A refund order without %s.".formatted(field));
        }
        return text;
    }

    private static SplittableRandom random(Plan plan, long place) {
        return new SplittableRandom(plan.seed() * 0x9E3779B97F4A7C15L + place);
    }

    private static Kind kind(Plan plan, SplittableRandom random) {
        List<Kind> of = random.nextDouble() < plan.errors() ? FLAWED : SOUND;
        return of.get(random.nextInt(of.size()));
    }

    // ---- the facts of a case

    private static void send(
            Plan plan, long i, Kind kind, SplittableRandom random, Sendings sendings) {
        List<String> lines = lines(plan, i, kind, random);
        Instant opens = plan.day().atTime(OPENS).atZone(ZONE).toInstant();
        int start = random.nextInt(DAY_SECONDS / 2);
        for (int n = 0; n < lines.size(); n++) {
            long second = plan.shuffle() ? random.nextInt(DAY_SECONDS) : start + n * 600L;
            sendings.add(opens.plusSeconds(second), i * 16 + n, lines.get(n));
            if (random.nextInt(TWICE) == 0) {
                long again = second + random.nextInt(DAY_SECONDS - (int) second);
                sendings.add(opens.plusSeconds(again), i * 16 + n + 8, lines.get(n));
            }
        }
    }

    private static List<String> lines(Plan plan, long i, Kind kind, SplittableRandom random) {
        LocalDate day = plan.day();
        String declaration = "4230%d1%09d".formatted(day.getYear(), i);
        String vat = declaration + "-L01";
        String duty = declaration + "-A01";
        String application = "R%s-%06d".formatted(day.toString().replace("-", ""), i);
        String taxpayer = "91370%013d".formatted(1 + random.nextInt(500));
        BigDecimal tax = BigDecimal.valueOf(10_000 + random.nextInt(10_000_000), 2);
        BigDecimal part =
                tax.multiply(new BigDecimal("0.4")).setScale(2, java.math.RoundingMode.DOWN);
        LocalDate paid =
                kind == Kind.TOO_LATE ? day.minusYears(4) : day.minusDays(20L + random.nextInt(60));
        // Fresh for the whole day, and never ahead of it.
        Instant asOf = day.atStartOfDay(ZONE).toInstant();
        List<String> lines = new ArrayList<>();
        lines.add(booked(vat, taxpayer, tax, paid));
        boolean requested = kind != Kind.NOT_USED || random.nextBoolean();
        if (requested) {
            lines.add(
                    FactLine.of(
                            RefundModule.NAME,
                            new RefundFact.DeductionRequested(
                                    "D-" + vat,
                                    vat,
                                    taxpayer,
                                    "Importer " + taxpayer,
                                    paid.minusDays(2),
                                    random.nextInt(20) == 0 ? tax.add(BigDecimal.ONE) : tax,
                                    day),
                            "tax",
                            "D-" + vat));
        }
        if (kind == Kind.ONLY_COMPARED) {
            return lines;
        }
        List<Line> asked = new ArrayList<>();
        asked.add(new Line(vat, kind == Kind.TOO_MUCH ? tax.add(BigDecimal.ONE) : tax));
        if (kind == Kind.USED_DUTY_BACK) {
            lines.add(booked(duty, taxpayer, part, paid));
            asked.add(new Line(duty, part));
        }
        lines.add(
                FactLine.of(
                        RefundModule.NAME,
                        new RefundFact.RefundApplied(
                                application,
                                kind == Kind.ANOTHER_APPLICANT ? "91370000000000000X" : taxpayer,
                                "Importer " + taxpayer,
                                "overpaid",
                                day,
                                kind == Kind.PAPERS_MISSING ? List.of("application") : PAPERS,
                                "6222%012d".formatted(i),
                                asked),
                        "window",
                        application));
        TaxStatus status =
                switch (kind) {
                    case USED, USED_DUTY_BACK, USED_IN_PART -> TaxStatus.USED;
                    case TRANSFERRED_OUT -> TaxStatus.TRANSFERRED_OUT;
                    case HELD -> TaxStatus.REQUESTED_WAITING;
                    case UNKNOWN -> TaxStatus.UNKNOWN;
                    default -> requested ? TaxStatus.MATCHED_NOT_USED : TaxStatus.NOT_REQUESTED;
                };
        BigDecimal deducted =
                switch (kind) {
                    case USED, USED_DUTY_BACK -> tax;
                    case USED_IN_PART -> part;
                    default -> BigDecimal.ZERO;
                };
        if (kind != Kind.SILENCE) {
            lines.add(
                    FactLine.of(
                            RefundModule.NAME,
                            new RefundFact.TaxAnswered(
                                    "Q-" + vat,
                                    vat,
                                    status,
                                    "",
                                    kind == Kind.TRANSFERRED_OUT ? tax : deducted,
                                    BigDecimal.ZERO,
                                    asOf,
                                    "13702000000"),
                            "tax",
                            "Q-" + vat));
        }
        if (kind == Kind.TRANSFERRED_OUT) {
            lines.add(
                    FactLine.of(
                            RefundModule.NAME,
                            new RefundFact.DeductionStated(
                                    "S-" + vat,
                                    vat,
                                    taxpayer,
                                    Step.TRANSFERRED_OUT,
                                    day.toString().substring(0, 7),
                                    tax,
                                    asOf.plusSeconds(60)),
                            "tax",
                            "S-" + vat));
        }
        if (kind == Kind.NOT_USED
                || kind == Kind.USED_IN_PART
                || kind == Kind.TRANSFERRED_OUT
                || kind == Kind.RESERVATION_REFUSED) {
            boolean confirmed = kind != Kind.RESERVATION_REFUSED;
            lines.add(
                    FactLine.of(
                            RefundModule.NAME,
                            new RefundFact.ReservationAnswered(
                                    application + "/" + vat + "/1",
                                    application,
                                    vat,
                                    confirmed,
                                    asOf.plusSeconds(10 * 86_400L),
                                    confirmed ? "" : "ticked meanwhile",
                                    asOf.plusSeconds(120)),
                            "tax",
                            "V-" + application));
        }
        return lines;
    }

    private static String booked(
            String bookNo, String taxpayer, BigDecimal amount, LocalDate paid) {
        return FactLine.of(
                RefundModule.NAME,
                new RefundFact.PaymentBooked(
                        bookNo,
                        1,
                        taxpayer,
                        "Importer " + taxpayer,
                        "",
                        paid.minusDays(2),
                        amount,
                        paid,
                        paid),
                "customs",
                "B-" + bookNo);
    }
}
