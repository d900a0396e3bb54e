package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liandong.ecommerceimport.ImportFact.GuaranteeFiled;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.ecommerceimport.ImportFact.WaybillStatus;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Message;
import org.liandong.testkit.Arrivals;
import org.liandong.testkit.TestEngines;

/// The order in which facts arrive changes neither outcome nor ledger nor messages.
///
/// A later message of one type and subject overrules an earlier one: what was rightly said on fewer facts is corrected. So
/// the standing messages are compared, the last of each type and subject; and where no paper was corrected all messages,
/// but for those that say only that papers are waited for. Numbers that come from the trail are left out.
///
/// Not drawn, since there the order matters by law ([LinkingTest]): a change that would stop a release and comes after it,
/// and two lists that are both new, of which the first is released.
class ArrivalOrderProperties {

    private static final long SEED = 20_260_301L;
    private static final int CASES = 200;
    private static final int ORDERS = 50;

    /// What makes the numbers of one run of one case its own.
    private static final Pattern TOKEN = Pattern.compile("c\\d+r\\d+x");

    private static final Set<String> FROM_THE_TRAIL =
            Set.of("preNo", "invtNo", "taxNo", "returnTime");

    private static final List<String[]> GOODS =
            List.of(
                    new String[] {"2201101000", "矿泉水"},
                    new String[] {"3304990029", "香水"},
                    new String[] {"2204210000", "红酒"},
                    new String[] {"2208300000", "威士忌"},
                    new String[] {"1509200000", "橄榄油"},
                    new String[] {"9619001100", "纸尿裤"});

    /// What may be wrong with a paper, by its name.
    private static final Map<String, List<String>> FAULTS =
            new TreeMap<>(
                    Map.of(
                            "order",
                            List.of(
                                    "order.buyerName = 李四",
                                    "order.discount = 1",
                                    "order.line[1].unit = 035",
                                    "order.consignee = 李四"),
                            "payment",
                            List.of(
                                    "payment.amountPaid = 1.00",
                                    "payment.payerName = 李四",
                                    "payment.currency = 502"),
                            "waybill",
                            List.of(
                                    "waybill.packNo = 2",
                                    "waybill.freight = 99",
                                    "waybill.consignee = 李四"),
                            "list",
                            List.of(
                                    "list.buyerTelephone = 1",
                                    "list.signature = ABSENT",
                                    "list.line[1].gname = 别的",
                                    "list.tradeMode = 9610",
                                    "list.line[1].totalPrice = 1")));

    /// A case as it was drawn: the same facts under the numbers of any run.
    ///
    /// @param corrected whether some paper has more than one version, or an officer answers
    private record Drawn(
            String story, Function<Papers, List<ImportFact>> facts, boolean corrected) {}

    /// What a run led to.
    private record Result(
            String status, String decision, Map<String, BigDecimal> ledger, Set<String> messages) {}

    @Test
    void everyOrderOfArrivalLeadsToTheSame() {
        Random random = new Random(SEED);
        List<Drawn> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(draw(random));
        }
        Map<String, Integer> seen = new ConcurrentSkipListMap<>();
        IntStream.range(0, CASES)
                .parallel()
                .forEach(c -> seen.merge(statusOf(cases.get(c), c), 1, Integer::sum));
        assertThat(seen.keySet())
                .as("kinds of ends that were drawn: %s", seen)
                .contains("released", "refused", "referred", "waiting", "collecting");
    }

    /// Runs one case in all its orders and compares them.
    private static String statusOf(Drawn drawn, int c) {
        try (InlineEngine engine = TestEngines.inMemory(new ImportModule(), Map.of())) {
            for (int r = 0; r < ORDERS; r++) {
                run(engine, drawn, c, r);
            }
            Map<String, List<Message>> messages = new HashMap<>();
            for (Message message : engine.messages()) {
                messages.computeIfAbsent(token(message), _ -> new ArrayList<>()).add(message);
            }
            Map<String, Map<String, BigDecimal>> ledgers = ledgers(c, engine.available());
            Result first = result(engine, drawn, c, 0, messages, ledgers);
            for (int r = 1; r < ORDERS; r++) {
                Result another = result(engine, drawn, c, r, messages, ledgers);
                if (!another.equals(first)) {
                    throw new AssertionError(
                            "case %d of seed %d, %s:%n%s%nafter %s%n%nbut%n%s%nafter %s"
                                    .formatted(
                                            c,
                                            SEED,
                                            drawn.story(),
                                            another,
                                            names(arrivals(drawn, c, r)),
                                            first,
                                            names(arrivals(drawn, c, 0))));
                }
            }
            return first.status();
        }
    }

    private static List<String> names(List<ImportFact> facts) {
        return facts.stream().map(fact -> Scenario.idOf(fact).id()).toList();
    }

    // ---- drawing

    private static Drawn draw(Random random) {
        List<String> changes = new ArrayList<>();
        List<Function<Papers, ImportFact>> more = new ArrayList<>();
        StringBuilder story = new StringBuilder();
        boolean corrected = false;

        int lines = 1 + random.nextInt(4);
        int firstGoods = random.nextInt(GOODS.size());
        int[] quantities = random.ints(lines, 1, 4).toArray();
        int[] prices = random.ints(lines, 1, 30_000).toArray();
        String freight = random.nextInt(4) * 5 + ".00";
        Function<Papers, Papers> goods =
                papers -> {
                    Papers with = papers;
                    for (int i = 0; i < lines; i++) {
                        String[] item = GOODS.get((firstGoods + i) % GOODS.size());
                        with =
                                with.item(
                                        item[0],
                                        item[1],
                                        Integer.toString(quantities[i]),
                                        BigDecimal.valueOf(prices[i], 2).toPlainString());
                    }
                    return with.freight(freight);
                };

        // What is and stays wrong.
        if (random.nextInt(4) == 0) {
            changes.add(
                    oneOf(random, list(FAULTS.get(oneOf(random, List.copyOf(FAULTS.keySet()))))));
            story.append("wrong: ").append(changes);
        }
        boolean unverifiable = random.nextInt(5) == 0;
        boolean unknown = random.nextInt(8) == 0;
        if (unverifiable) {
            changes.add("order.signature = UNVERIFIABLE");
        }
        if (unknown) {
            changes.add("list.line[1].gcode = 9999999999");
        }
        if (unverifiable && !unknown && random.nextBoolean()) {
            String answer = random.nextBoolean() ? "admit" : "refuse";
            more.add(papers -> officer(papers, answer));
            corrected = true;
            story.append("; officer: ").append(answer);
        }

        // What never comes.
        Set<String> absent = new TreeSet<>();
        if (random.nextInt(4) == 0) {
            absent.add(oneOf(random, List.of("order", "payment", "waybill", "list", "guarantee")));
            story.append("; without ").append(absent);
        }

        // Papers that were wrong at first and are corrected.
        Map<String, String> wrongAtFirst = new TreeMap<>();
        for (String paper : FAULTS.keySet()) {
            if (!absent.contains(paper) && random.nextInt(6) == 0) {
                String fault = oneOf(random, list(FAULTS.get(paper)));
                wrongAtFirst.put(paper, fault);
                String at = paper.equals("list") ? "20260301113000" : "20260301104000";
                more.add(papers -> papers.version(paper, "2", at).paper(paper));
                corrected = true;
                story.append("; at first ").append(fault);
            }
        }

        // Versions that do not count.
        for (String paper : FAULTS.keySet()) {
            if (!absent.contains(paper) && !paper.equals("list") && random.nextInt(8) == 0) {
                String fault = wrongAtFirst.get(paper);
                String at = "20260301105000";
                more.add(papers -> {
                    Papers again = papers.version(paper, "1", at);
                    return (fault == null ? again : again.with(fault)).paper(paper);
                });
                corrected = true;
                story.append("; again new: ").append(paper);
            }
            boolean declared = !absent.contains("list");
            if (!paper.equals("list") && declared && random.nextInt(8) == 0) {
                String fault = oneOf(random, list(FAULTS.get(paper)));
                more.add(papers ->
                        papers.version(paper, "2", "20260301115900").with(fault).paper(paper));
                corrected = true;
                story.append("; after declaration: ").append(fault);
            }
        }
        if (random.nextInt(5) == 0) {
            more.add(ArrivalOrderProperties::signedFor);
            story.append("; signed for");
        }
        List<String> wrong = List.copyOf(changes);
        Function<Papers, List<ImportFact>> facts =
                papers -> {
                    Papers whole = goods.apply(papers);
                    for (String change : wrong) {
                        whole = whole.with(change);
                    }
                    List<ImportFact> all = new ArrayList<>();
                    for (String paper : FAULTS.keySet()) {
                        if (!absent.contains(paper)) {
                            String fault = wrongAtFirst.get(paper);
                            all.add((fault == null ? whole : whole.with(fault)).paper(paper));
                        }
                    }
                    for (Function<Papers, ImportFact> one : more) {
                        all.add(one.apply(whole));
                    }
                    if (!absent.contains("guarantee")) {
                        all.add(guarantee(whole.text("list.assureCode")));
                    }
                    return all;
                };
        return new Drawn(story.isEmpty() ? "sound" : story.toString(), facts, corrected);
    }

    private static <T> T oneOf(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static <T> List<T> list(@Nullable List<T> values) {
        return Objects.requireNonNull(values);
    }

    private static GuaranteeFiled guarantee(String assureCode) {
        return new GuaranteeFiled(
                assureCode,
                "POL-" + assureCode,
                new BigDecimal("100000"),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31));
    }

    private static WaybillStatus signedFor(Papers papers) {
        return new WaybillStatus(
                papers.text("waybill.guid") + "-S",
                "1",
                "20260301114000",
                "ABSENT",
                papers.text("waybill.logisticsCode"),
                papers.text("waybill.logisticsNo"),
                "S",
                "20260301114000");
    }

    // The name of the task follows from what could not be checked.
    private static OfficerAnswered officer(Papers papers, String answer) {
        return new OfficerAnswered(
                papers.text("order.ebpCode"),
                papers.text("order.orderNo"),
                "review-" + Integer.toHexString(List.of("S1unverifiable").hashCode()),
                answer,
                "seen",
                "officer 7");
    }

    // ---- running

    private static String token(int c, int r) {
        return "c" + c + "r" + r + "x";
    }

    private static Papers papers(int c, int r) {
        return Papers.empty()
                .number(token(c, r))
                .seller("EBC" + token(c, r))
                .buyer(Papers.idNumber(c * ORDERS + r));
    }

    private static List<ImportFact> arrivals(Drawn drawn, int c, int r) {
        return Arrivals.of(drawn.facts().apply(papers(c, r)), new Random(SEED + 1_000L * c + r));
    }

    private static void run(InlineEngine engine, Drawn drawn, int c, int r) {
        for (ImportFact fact : arrivals(drawn, c, r)) {
            NodeResult result =
                    engine.accept(
                            ImportModule.NAME,
                            Scenario.idOf(fact),
                            fact,
                            TestEngines.noon(Scenario.TODAY));
            if (result.result().refused()) {
                throw new AssertionError(
                        "case %d, order %d, %s: %s".formatted(c, r, drawn.story(), result));
            }
        }
    }

    private static Result result(
            InlineEngine engine,
            Drawn drawn,
            int c,
            int r,
            Map<String, List<Message>> messages,
            Map<String, Map<String, BigDecimal>> ledgers) {
        String key = papers(c, r).key();
        List<Decision> decisions = engine.decisions(ImportModule.NAME, key);
        String decision = decisions.isEmpty() ? "none" : plain(decisions.getLast());
        Map<String, String> standing = new TreeMap<>();
        Set<String> all = new TreeSet<>();
        for (Message message : messages.getOrDefault(token(c, r), List.of())) {
            String text = plain(message);
            standing.put(
                    message.type() + plain(message.subject(), message.head().get("taxNo")), text);
            if (!"2".equals(message.head().get("returnStatus"))) {
                all.add(text);
            }
        }
        Set<String> compared = new TreeSet<>(standing.values());
        if (!drawn.corrected()) {
            compared.addAll(all);
        }
        return new Result(
                Objects.requireNonNullElse(engine.status(ImportModule.NAME, key), "none"),
                decision,
                ledgers.getOrDefault(token(c, r), Map.of()),
                compared);
    }

    private static String plain(Decision decision) {
        Set<String> failing = new TreeSet<>();
        for (Check check : decision.checks()) {
            if (check.result() != Check.Result.PASSED) {
                failing.add(
                        "%s %s %s / %s %s %s"
                                .formatted(
                                        check.rule(),
                                        check.left().field(),
                                        check.left().value(),
                                        check.right().field(),
                                        check.right().value(),
                                        check.code()));
            }
        }
        return plain(decision.outcome() + " " + new TreeSet<>(decision.missing()) + failing, null);
    }

    private static String plain(Message message) {
        Map<String, String> head = new TreeMap<>(message.head());
        head.keySet().removeAll(FROM_THE_TRAIL);
        return plain(
                message.type() + " to " + message.to() + " " + head + message.lines(),
                message.head().get("taxNo"));
    }

    private static String plain(String text, @Nullable String taxNo) {
        String own = taxNo == null ? text : text.replace(taxNo, "tax");
        return MASKED.matcher(TOKEN.matcher(own).replaceAll("#")).replaceAll("masked");
    }

    private static final Pattern MASKED = Pattern.compile("\\d{6}\\*{8}\\d{3}[0-9X]");

    private static String token(Message message) {
        Matcher matcher = TOKEN.matcher(message.subject() + message.head());
        return matcher.find() ? matcher.group() : "";
    }

    private static Map<String, Map<String, BigDecimal>> ledgers(
            int c, Map<String, BigDecimal> accounts) {
        Map<String, String> owners = new HashMap<>();
        for (int r = 0; r < ORDERS; r++) {
            owners.put(
                    Papers.person(Papers.idNumber(c * ORDERS + r), LocalDate.parse(Scenario.TODAY))
                            .hash(),
                    token(c, r));
        }
        Map<String, Map<String, BigDecimal>> ledgers = new HashMap<>();
        accounts.forEach((name, amount) -> {
            String[] parts = name.split("/", -1);
            String owned = name;
            if (name.startsWith("allowance/")) {
                owned = name.replace(parts[3], Objects.requireNonNull(owners.get(parts[3])));
            }
            Matcher matcher = TOKEN.matcher(owned);
            if (matcher.find()) {
                ledgers.computeIfAbsent(matcher.group(), _ -> new TreeMap<>())
                        .put(TOKEN.matcher(owned).replaceAll("#"), amount);
            }
        });
        return ledgers;
    }
}
