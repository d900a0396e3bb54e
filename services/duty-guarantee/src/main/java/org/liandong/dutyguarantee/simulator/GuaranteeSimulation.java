package org.liandong.dutyguarantee.simulator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.liandong.dutyguarantee.GuaranteeModule;
import org.liandong.kernel.Simulation;

/// A day of importers: in the morning their guarantees are filed, during the day declarations come and are accepted, some are
/// amended, withdrawn or paid at once; afterwards taxes are paid in time, in parts, late or not at all.
///
/// What befalls a declaration depends on seed and number alone, so declarations are made when they are needed.
public final class GuaranteeSimulation implements Simulation {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    // Seconds of the day.
    private static final int FILED_AT = 8 * 3600;
    private static final int OPEN_AT = 9 * 3600;
    private static final int STRAGGLERS_AT = 20 * 3600;
    private static final int SECONDS_A_WAVE = 300;
    private static final int WAVES_MAX = 120;
    private static final int WAVE_LEAST = 20;

    private static final int IMPORTERS = 12;
    private static final int INSTITUTIONS = 5;
    private static final int CLAIM_MONTHS = 3;

    // The amount of a guarantee in percent of what is declared on the day, and at least so many
    // fen.
    private static final int[] AMPLE = {105, 130, 200, 400};
    private static final long AMPLE_LEAST = 100_000_000L;
    private static final int ENDS_SOON = 4;
    private static final int ENDS_IN = 20;
    private static final String CUSTOMS = "3701";
    private static final String DISTRICT = "3700";
    private static final String ALL_BUSINESSES = "a\",\"b\",\"c";

    // Streams of chance.
    private static final int SLIP = 1;
    private static final int IMPORTER = 2;
    private static final int TAX = 3;
    private static final int FATE = 4;
    private static final int TYPE = 5;
    private static final int ORDER = 6;

    // Days after the day of the declarations.
    private static final int PAID_ON = 5;
    private static final int SECOND_PART_ON = 8;
    private static final int PAID_LATE_ON = 52;

    /// What happens to a sound declaration, up to so many of a hundred.
    private enum Fate {
        PAID_TODAY(6),
        AMENDED(14),
        WITHDRAWN(18),
        PAID_IN_TIME(60),
        PAID_IN_PARTS(75),
        PAID_LATE(85),
        NEVER_PAID(100);

        private final int upTo;

        Fate(int upTo) {
            this.upTo = upTo;
        }
    }

    /// What a day must come to.
    ///
    /// @param injected   declarations by slip
    /// @param statuses   declarations by where they stand at the end of the day
    /// @param documents  messages and files of facts
    /// @param repeats    nodes that are known already, the same
    /// @param conflicts  nodes that are known already, and different
    /// @param rejected   nodes that cannot be used
    /// @param unreadable documents that cannot be read
    /// @param held       fen held at the end of the day
    public record Day(
            long declarations,
            Map<Slip, Long> injected,
            Map<String, Long> statuses,
            long documents,
            long repeats,
            long conflicts,
            long rejected,
            long unreadable,
            long held) {

        public Day {
            injected = Map.copyOf(injected);
            statuses = Map.copyOf(statuses);
        }

        private String toJson() {
            StringBuilder json = new StringBuilder("{\n");
            field(json, "declarations", Long.toString(declarations)).append(",\n  \"statuses\": {");
            String comma = "";
            for (Map.Entry<String, Long> entry : new TreeMap<>(statuses).entrySet()) {
                json.append(comma).append('"').append(entry.getKey()).append("\": ");
                json.append(entry.getValue());
                comma = ", ";
            }
            json.append("},\n  \"injected\": [");
            comma = "\n    ";
            for (Map.Entry<Slip, Long> entry : new TreeMap<>(injected).entrySet()) {
                Slip slip = entry.getKey();
                json.append(comma).append("{\"error\": \"").append(word(slip));
                json.append("\", \"check\": \"").append(slip.check());
                json.append("\", \"ending\": \"").append(slip.ending());
                json.append("\", \"declarations\": ").append(entry.getValue()).append('}');
                comma = ",\n    ";
            }
            json.append("\n  ],\n");
            field(json, "documents", Long.toString(documents)).append(",\n");
            field(json, "repeatedNodes", Long.toString(repeats)).append(",\n");
            field(json, "conflictingNodes", Long.toString(conflicts)).append(",\n");
            field(json, "rejectedNodes", Long.toString(rejected)).append(",\n");
            field(json, "unreadableDocuments", Long.toString(unreadable)).append(",\n");
            return field(json, "held", yuan(held)).append("\n}\n").toString();
        }

        private static StringBuilder field(StringBuilder json, String name, String value) {
            return json.append("  \"").append(name).append("\": ").append(value);
        }

        private static String word(Slip slip) {
            return slip.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public Expectation run(Plan plan, Sink sink) {
        Day day = day(plan, sink);
        return new Expectation(day.declarations(), day.documents(), day.toJson());
    }

    /// The day, with all that it must come to.
    public Day day(Plan plan, Sink sink) {
        return new Run(plan, sink).day();
    }

    @Override
    public void afterwards(Plan plan, Iterable<Sent> sent, Sink sink) {
        Set<String> released = new HashSet<>();
        for (Sent each : sent) {
            if (each.message().type().equals("RELEASE-ANSWER")
                    && "release".equals(each.message().head().get("result"))) {
                released.add(each.caseKey());
            }
        }
        new Run(plan, sink).afterwards(released);
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    private record Ready(String label, byte[] content) {}

    /// One run of a plan.
    private static final class Run {

        private final Plan plan;
        private final Sink sink;
        private final Map<Slip, Long> injected = new EnumMap<>(Slip.class);
        private final Map<String, Long> statuses = new TreeMap<>();
        private final List<Ready> pending = new ArrayList<>();
        private final StringBuilder facts = new StringBuilder();
        private final SplittableRandom order;
        private Instant at = Instant.EPOCH;
        private long documents;
        private long repeats;
        private long conflicts;
        private long rejected;
        private long unreadable;
        private long held;

        Run(Plan plan, Sink sink) {
            this.plan = plan;
            this.sink = sink;
            this.order = Chance.sequence(plan.seed(), ORDER, 0);
        }

        // ---- what a declaration is

        private String entryId(long i) {
            return "%s%04d1%09d".formatted(CUSTOMS, plan.day().getYear(), i + 1);
        }

        private Slip slip(long i) {
            double left = Chance.unit(plan.seed(), SLIP, i);
            int weights = Arrays.stream(Slip.values()).mapToInt(Slip::weight).sum();
            for (Slip slip : Slip.values()) {
                left -= plan.errors() * slip.weight() / weights;
                if (slip != Slip.NONE && left < 0) {
                    return slip;
                }
            }
            return Slip.NONE;
        }

        private int importer(long i) {
            return Chance.below(IMPORTERS, plan.seed(), IMPORTER, i);
        }

        /// In fen, at least 1,000 yuan.
        private long tax(long i) {
            return 100_000L + Chance.below(40_000_000, plan.seed(), TAX, i);
        }

        private long amendedTax(long i) {
            return tax(i) * 11 / 10;
        }

        /// Only sound declarations have one.
        private Fate fate(long i) {
            int chance = Chance.below(100, plan.seed(), FATE, i);
            return Arrays.stream(Fate.values())
                    .filter(f -> chance < f.upTo)
                    .findFirst()
                    .orElse(Fate.NEVER_PAID);
        }

        private static String scc(int importer) {
            return "91350200MA2X%06d".formatted(importer);
        }

        /// Filings of an importer: the usual one, and one for each trouble of filings.
        private static String filing(int importer, Slip slip) {
            String kind =
                    switch (slip) {
                        case WRONG_CUSTOMS, ENDED, SUSPENDED, OTHER_BUSINESS, NOT_FILED, NO_ROOM ->
                                slip.name();
                        case NONE,
                                OTHER_TAXPAYER,
                                WEIGHT,
                                CONTAINER,
                                NOT_ACCEPTED,
                                NO_ELEMENT,
                                TORN,
                                REPEAT,
                                CONFLICT,
                                LATE ->
                                "USUAL";
                    };
            return "HT%02d-%s".formatted(importer, kind);
        }

        // ---- the day

        Day day() {
            at(plan.day(), FILED_AT);
            long[] needs = new long[IMPORTERS];
            List<Set<Slip>> slips = new ArrayList<>();
            for (int importer = 0; importer < IMPORTERS; importer++) {
                slips.add(EnumSet.noneOf(Slip.class));
            }
            for (long i = 0; i < plan.cases(); i++) {
                needs[importer(i)] += amendedTax(i);
                slips.get(importer(i)).add(slip(i));
            }
            for (int importer = 0; importer < IMPORTERS; importer++) {
                file(importer, needs[importer], slips.get(importer));
            }
            flush("guarantees");
            send(false);
            long wave = Math.max(WAVE_LEAST, (plan.cases() + WAVES_MAX - 1) / WAVES_MAX);
            for (long from = 0; from < plan.cases(); from += wave) {
                at(plan.day(), OPEN_AT + (int) (from / wave) * SECONDS_A_WAVE);
                for (long i = from; i < Math.min(plan.cases(), from + wave); i++) {
                    declare(i);
                }
                flush("customs");
                send(plan.shuffle());
            }
            at(plan.day(), STRAGGLERS_AT);
            for (long i = 0; i < plan.cases(); i++) {
                Slip slip = slip(i);
                if (slip == Slip.LATE) {
                    pending.add(message(i, slip, false));
                } else if (slip == Slip.CONFLICT) {
                    pending.add(message(i, slip, true));
                    conflicts++;
                }
            }
            send(plan.shuffle());
            return new Day(
                    plan.cases(),
                    injected,
                    statuses,
                    documents,
                    repeats,
                    conflicts,
                    rejected,
                    unreadable,
                    held);
        }

        /// The usual guarantee covers all that its importer declares on the day, some by little; one of them ends soon. The others are
        /// there for the troubles that declarations name.
        private void file(int importer, long needs, Set<Slip> slips) {
            LocalDate day = plan.day();
            String ample =
                    yuan(Math.max(AMPLE_LEAST, needs * AMPLE[importer % AMPLE.length] / 100));
            LocalDate from = day.withDayOfYear(1);
            LocalDate to = importer == ENDS_SOON ? day.plusDays(ENDS_IN) : day.plusYears(1);
            filed(importer, Slip.NONE, DISTRICT, ALL_BUSINESSES, ample, from, to);
            for (Slip slip : slips) {
                switch (slip) {
                    case WRONG_CUSTOMS ->
                            filed(importer, slip, "4201", ALL_BUSINESSES, ample, from, to);
                    case ENDED ->
                            filed(
                                    importer,
                                    slip,
                                    DISTRICT,
                                    ALL_BUSINESSES,
                                    ample,
                                    day.minusYears(1),
                                    day.minusDays(1));
                    case SUSPENDED -> {
                        filed(importer, slip, DISTRICT, ALL_BUSINESSES, ample, from, to);
                        String suspended = filing(importer, slip);
                        fact(
                                "guarantee-suspended",
                                suspended,
                                "\"filingNo\":\"%s\",\"on\":\"%s\",\"reason\":\"sign of risk\""
                                        .formatted(suspended, day));
                    }
                    case OTHER_BUSINESS -> filed(importer, slip, DISTRICT, "c", ample, from, to);
                    case NO_ROOM ->
                            filed(importer, slip, DISTRICT, ALL_BUSINESSES, "0.01", from, to);
                    case NONE,
                            OTHER_TAXPAYER,
                            WEIGHT,
                            CONTAINER,
                            NOT_FILED,
                            NOT_ACCEPTED,
                            NO_ELEMENT,
                            TORN,
                            REPEAT,
                            CONFLICT,
                            LATE -> {
                        // These name the usual one, or one that nobody filed.
                    }
                }
            }
        }

        private void filed(
                int importer,
                Slip slip,
                String customs,
                String businesses,
                String amount,
                LocalDate from,
                LocalDate to) {
            String filing = filing(importer, slip);
            int institution = importer % INSTITUTIONS;
            fact(
                    "guarantee-filed",
                    filing,
                    ("\"filingNo\":\"%s\",\"instrument\":\"%s\",\"instrumentNo\":\"BH-%s\","
                                    + "\"institutionCode\":\"BANK%d\",\"institutionName\":\"示例机构%d\","
                                    + "\"taxpayerName\":\"示例进口公司%d\",\"taxpayerScc\":\"%s\","
                                    + "\"taxpayerCode\":\"35029600%02d\",\"beneficiaries\":[\"%s\"],"
                                    + "\"businesses\":[\"%s\"],\"currency\":\"CNY\",\"amount\":%s,"
                                    + "\"revolving\":true,\"filedOn\":\"%s\",\"validFrom\":\"%s\","
                                    + "\"validTo\":\"%s\",\"claimPeriodEnd\":\"%s\",\"electronic\":true")
                            .formatted(
                                    filing,
                                    importer % 4 == 0 ? "policy" : "letter",
                                    filing,
                                    institution,
                                    institution,
                                    importer,
                                    scc(importer),
                                    importer,
                                    customs,
                                    businesses,
                                    amount,
                                    from,
                                    from,
                                    to,
                                    to.plusMonths(CLAIM_MONTHS)));
        }

        private void declare(long i) {
            Slip slip = slip(i);
            injected.merge(slip, 1L, Long::sum);
            if (slip != Slip.LATE) {
                pending.add(message(i, slip, false));
            }
            if (slip == Slip.REPEAT) {
                pending.add(message(i, slip, false));
                repeats++;
            } else if (slip == Slip.NO_ELEMENT) {
                rejected++;
            } else if (slip == Slip.TORN) {
                unreadable++;
            }
            if (slip != Slip.NOT_ACCEPTED) {
                accept(i);
            }
            if (slip == Slip.NONE) {
                fateToday(i);
            } else {
                statuses.merge(slip.ending(), 1L, Long::sum);
                held += slip.ending().equals("released") ? tax(i) : 0;
            }
        }

        private void fateToday(long i) {
            String entryId = entryId(i);
            LocalDate day = plan.day();
            String status = "released";
            switch (fate(i)) {
                case PAID_TODAY -> {
                    paid(i, 1, tax(i), day);
                    status = "paid";
                }
                case AMENDED -> {
                    fact(
                            "declaration-amended",
                            entryId + "/1",
                            "\"entryId\":\"%s\",\"amendment\":1,\"tax\":%s,\"on\":\"%s\""
                                    .formatted(entryId, yuan(amendedTax(i)), day));
                    held += amendedTax(i);
                }
                case WITHDRAWN -> {
                    fact(
                            "declaration-withdrawn",
                            entryId,
                            "\"entryId\":\"%s\",\"on\":\"%s\"".formatted(entryId, day));
                    status = "cancelled";
                }
                case PAID_IN_TIME, PAID_IN_PARTS, PAID_LATE, NEVER_PAID -> held += tax(i);
            }
            statuses.merge(status, 1L, Long::sum);
        }

        private void accept(long i) {
            String entryId = entryId(i);
            fact(
                    "declaration-accepted",
                    entryId,
                    ("\"entryId\":\"%s\",\"completedOn\":\"%s\",\"acceptedOn\":\"%s\","
                                    + "\"tax\":%s,\"inspection\":false")
                            .formatted(entryId, plan.day(), plan.day(), yuan(tax(i))));
        }

        private void paid(long i, int part, long fen, LocalDate on) {
            String entryId = entryId(i);
            String reference = "JK%s-%d".formatted(entryId.substring(9), part);
            fact(
                    "payment-booked",
                    reference,
                    ("\"entryId\":\"%s\",\"reference\":\"%s\",\"amount\":%s,"
                                    + "\"paidOn\":\"%s\",\"bookedOn\":\"%s\"")
                            .formatted(entryId, reference, yuan(fen), on, on));
        }

        // ---- afterwards

        void afterwards(Set<String> released) {
            payments(released, PAID_ON, Fate.PAID_IN_TIME);
            payments(released, PAID_ON, Fate.PAID_IN_PARTS);
            payments(released, SECOND_PART_ON, Fate.PAID_IN_PARTS);
            payments(released, PAID_LATE_ON, Fate.PAID_LATE);
        }

        private void payments(Set<String> released, int days, Fate fate) {
            LocalDate day = plan.day().plusDays(days);
            at(day, OPEN_AT);
            for (long i = 0; i < plan.cases(); i++) {
                if (slip(i) == Slip.NONE && fate(i) == fate && released.contains(entryId(i))) {
                    long first = fate == Fate.PAID_IN_PARTS ? tax(i) / 3 : tax(i);
                    boolean second = days == SECOND_PART_ON;
                    paid(i, second ? 2 : 1, second ? tax(i) - first : first, day);
                }
            }
            flush("treasury");
            send(plan.shuffle());
        }

        // ---- documents

        private void at(LocalDate day, int second) {
            at = day.atStartOfDay(ZONE).plusSeconds(second).toInstant();
        }

        private void fact(String type, String id, String body) {
            facts.append("{\"service\":\"")
                    .append(GuaranteeModule.NAME)
                    .append("\",\"type\":\"")
                    .append(type)
                    .append("\",\"source\":\"customs\",\"id\":\"")
                    .append(type)
                    .append('/')
                    .append(id)
                    .append("\",\"body\":{")
                    .append(body)
                    .append("}}\n");
        }

        private void flush(String label) {
            if (!facts.isEmpty()) {
                pending.add(
                        new Ready(
                                label + ".ndjson",
                                facts.toString().getBytes(StandardCharsets.UTF_8)));
                facts.setLength(0);
            }
        }

        private void send(boolean shuffled) {
            if (shuffled) {
                for (int i = pending.size() - 1; i > 0; i--) {
                    int j = order.nextInt(i + 1);
                    Ready other = pending.get(j);
                    pending.set(j, pending.get(i));
                    pending.set(i, other);
                }
            }
            for (Ready ready : pending) {
                documents++;
                sink.document("%07d-%s".formatted(documents, ready.label()), at, ready.content());
            }
            pending.clear();
        }

        private Ready message(long i, Slip slip, boolean changed) {
            int importer = importer(i);
            int taxpayer = slip == Slip.OTHER_TAXPAYER ? importer + IMPORTERS : importer;
            byte[] xml =
                    DecText.of(
                                    entryId(i),
                                    scc(taxpayer),
                                    filing(importer, slip),
                                    CUSTOMS,
                                    Chance.below(2, plan.seed(), TYPE, i) == 0 ? "CL" : "TT",
                                    slip == Slip.WEIGHT,
                                    slip == Slip.CONTAINER,
                                    slip == Slip.NO_ELEMENT,
                                    changed ? "示例货物（改）" : "示例货物",
                                    plan.day())
                            .getBytes(StandardCharsets.UTF_8);
            return new Ready(
                    "declaration.xml",
                    slip == Slip.TORN ? Arrays.copyOf(xml, xml.length * 3 / 5) : xml);
        }
    }
}
