package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;
import org.liandong.engine.Json;
import org.liandong.engine.NodeResult;
import org.liandong.engine.OfficeTime;
import org.liandong.engine.Views;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Message;
import org.liandong.kernel.ServiceModule;
import org.liandong.pledgefinance.PledgeFact;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeModule;
import org.liandong.pledgefinance.simulator.SimulatedRegister;
import org.liandong.warehousereceipt.ReceiptFact;
import org.liandong.warehousereceipt.ReceiptModule;

/// The whole life of one financing, through both services on a durable store, told as a page.
///
/// The page is `docs/financing.md`: it must be what this test sees, but for the milliseconds. `-Dgolden.update=true` writes it anew, with the
/// milliseconds of that run.
class FinancingWalkTest {

    private static final String YARD = ReceiptModule.NAME;
    private static final String BANK = PledgeModule.NAME;
    private static final String KEEPER = "91370220MA3YARD02X";
    private static final int PAGE = 1_000;
    private static final BigDecimal FIFTY = new BigDecimal("50.000");
    private static final BigDecimal ALL = new BigDecimal("120.960");
    private static final List<String> ACCOUNTS =
            List.of(
                    "wr/R1/free",
                    "wr/R1/pledged/C1",
                    "wr/R2/free",
                    "facility/C1/undrawn",
                    "loan/C1/principal",
                    "exposure/BANK1/commodity/NATURAL-RUBBER");

    private record Line(String service, Object fact, String source) {}

    @TempDir Path folder;

    private Instant now = Instant.EPOCH;
    private final StringBuilder page = new StringBuilder();
    private final StringBuilder table = new StringBuilder();
    private final Map<String, String> balances = new TreeMap<>();
    private final Map<String, String> statuses = new TreeMap<>();
    private final SimulatedRegister register = new SimulatedRegister();
    private final DecisionWords words =
            new DecisionWords(Texts.of(Locale.ENGLISH), Wiring.service(BANK));
    private final DecisionWords yardWords =
            new DecisionWords(Texts.of(Locale.ENGLISH), Wiring.service(YARD));
    private long decided;
    private long sent;
    private int steps;
    private int documents;
    private double lendingMillis;
    private @Nullable Engine opened;

    private Engine engine() {
        return Objects.requireNonNull(opened);
    }

    private String store() {
        return folder.resolve("office").toString();
    }

    // ---- steps

    private static Instant at(String day, String time) {
        return LocalDate.parse(day)
                .atTime(LocalTime.parse(time))
                .atZone(OfficeTime.ZONE)
                .toInstant();
    }

    private void moveTo(Instant at) throws InterruptedException, ExecutionException {
        now = at;
        engine().moveTo(at).get();
    }

    private double take(Line... lines) throws InterruptedException, ExecutionException {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            String id = "%s %s".formatted(now, line.fact());
            text.append(
                    new String(
                            Json.fact(
                                    line.service(),
                                    line.fact(),
                                    line.source(),
                                    Integer.toHexString(id.hashCode())),
                            StandardCharsets.UTF_8));
        }
        documents++;
        long began = System.nanoTime();
        DocumentResult result =
                engine().submit(
                                "%03d.jsonl".formatted(documents),
                                text.toString().getBytes(StandardCharsets.UTF_8))
                        .get();
        double millis = (System.nanoTime() - began) / 1e6;
        assertThat(result.nodes())
                .hasSize(lines.length)
                .allSatisfy(node ->
                        assertThat(node.result())
                                .as(node.errors().toString())
                                .isEqualTo(NodeResult.Result.ACCEPTED));
        return millis;
    }

    /// A step of the story: its facts come, and the page tells what follows from them.
    private double step(
            String title, String who, String day, String time, String told, Line... lines)
            throws InterruptedException, ExecutionException {
        moveTo(at(day, time));
        double millis = take(lines);
        steps++;
        page.append("## %d. %s\n\n".formatted(steps, title));
        page.append("*%s, %s.* %s\n\n".formatted(day, time, told));
        List<String> types = new ArrayList<>();
        for (Line line : lines) {
            String type =
                    line.fact()
                            .getClass()
                            .getSimpleName()
                            .replaceAll("(?<=.)(?=[A-Z])", "-")
                            .toLowerCase(Locale.ROOT);
            if (!types.contains("`" + type + "`")) {
                types.add("`" + type + "`");
            }
        }
        page.append("What comes in: %s.\n\n".formatted(String.join(", ", types)));
        follows();
        table.append(
                "| %d | %s | %s | %s %s | %s ms |\n"
                        .formatted(
                                steps,
                                title,
                                who,
                                day,
                                time,
                                String.format(Locale.ROOT, "%.1f", millis)));
        return millis;
    }

    /// Time passes by itself: a clock runs out, or nothing does.
    private void follows() {
        try (Views views = Views.open(store())) {
            for (String service : List.of(YARD, BANK)) {
                views.decisions(
                        service,
                        of -> {
                            if (of.seq() > decided && !of.key().startsWith("watch:")) {
                                decision(
                                        service.equals(BANK) ? words : yardWords,
                                        of.key(),
                                        of.decision());
                            }
                        });
            }
            decided = views.lastEntry();
            List<Views.MessageLine> messages = views.messages(sent, PAGE);
            for (Views.MessageLine each : messages) {
                sent = each.id();
                message(each.service(), each.message());
            }
            page.append('\n');
            moved(views);
            stands(views);
        }
    }

    /// Where the financings and the receipt stand, when they stand otherwise than before.
    private void stands(Views views) {
        List<String> changes = new ArrayList<>();
        for (String key : List.of("receipt:R1", "financing:C1", "financing:C2")) {
            String service = key.startsWith("receipt") ? YARD : BANK;
            Views.OneCase one = views.one(service, key);
            if (one != null
                    && !one.line().status().equals(statuses.put(key, one.line().status()))) {
                changes.add(
                        "`%s` is **%s**"
                                .formatted(key, words.texts().word("status", one.line().status())));
            }
        }
        if (!changes.isEmpty()) {
            page.append("Now %s.\n\n".formatted(String.join(", ", changes)));
        }
    }

    private void decision(DecisionWords in, String key, Decision decision) {
        Texts texts = in.texts();
        page.append(
                "- **%s: %s** (`%s`)"
                        .formatted(
                                texts.word("kind", decision.kind()),
                                texts.word(
                                        "outcome",
                                        decision.outcome().name().toLowerCase(Locale.ROOT)),
                                key));
        if (!decision.missing().isEmpty()) {
            page.append("; missing: ")
                    .append(
                            String.join(
                                    ", ",
                                    decision.missing().stream()
                                            .map(each -> texts.word("missing", each))
                                            .toList()));
        }
        long hold =
                decision.checks().stream()
                        .filter(check -> check.result() == Check.Result.PASSED)
                        .count();
        if (hold > 0) {
            page.append("; %d %s".formatted(hold, hold == 1 ? "check holds" : "checks hold"));
        }
        page.append('\n');
        for (Check check : decision.checks()) {
            if (check.result() == Check.Result.FAILED) {
                page.append(
                        "  - ✗ %s %s%s: %s `%s`, %s `%s`\n"
                                .formatted(
                                        check.rule(),
                                        in.explain(check.rule()),
                                        check.code().isEmpty() ? "" : " (" + check.code() + ")",
                                        check.left().field(),
                                        check.left().value(),
                                        check.right().field(),
                                        check.right().value()));
            }
        }
        for (Computation sum : decision.arithmetic()) {
            page.append(
                    "  - %s: %s\n".formatted(texts.term(sum.name()), sum.result().toPlainString()));
        }
    }

    private void message(String service, Message message) {
        DecisionWords in = service.equals(BANK) ? words : yardWords;
        Map<String, String> head = new TreeMap<>(message.head());
        head.remove("contractNo");
        List<String> fields = new ArrayList<>();
        head.forEach((name, value) -> {
            if (!value.isBlank()) {
                fields.add(name + " " + value);
            }
        });
        page.append(
                "- → %s is told: %s; %s\n"
                        .formatted(
                                message.to().isBlank() ? "the holder" : "`" + message.to() + "`",
                                in.texts().word("message", message.type()),
                                String.join(", ", fields)));
    }

    private void moved(Views views) {
        List<String> moves = new ArrayList<>();
        for (String name : ACCOUNTS) {
            var account = views.account(name);
            if (account == null) {
                continue;
            }
            BigInteger left = account.available();
            int scale = name.startsWith("wr/") ? 3 : 2;
            String balance = new BigDecimal(left, scale).toPlainString();
            String before = balances.put(name, balance);
            if (!balance.equals(before) && !(before == null && left.signum() == 0)) {
                moves.add("`%s` %s".formatted(name, balance));
            }
        }
        if (!moves.isEmpty()) {
            page.append("The ledger: %s.\n\n".formatted(String.join(", ", moves)));
        }
    }

    /// What the register says to everything that it was told up to now.
    private Line[] registered() {
        List<Line> lines = new ArrayList<>();
        try (Views views = Views.open(store())) {
            for (Views.MessageLine each : views.messages(0, PAGE)) {
                if (SimulatedRegister.isFor(each.message())
                        && !each.message().head().getOrDefault("contractNo", "").equals("C2")) {
                    for (PledgeFact fact : register.answer(each.message(), now)) {
                        lines.add(new Line(BANK, fact, "register"));
                    }
                }
            }
        }
        return lines.toArray(Line[]::new);
    }

    /// Working days on which the price stands: somebody must quote, or nothing can be decided.
    private void quiet(String from, String to, String price)
            throws InterruptedException, ExecutionException {
        for (LocalDate day = LocalDate.parse(from);
                !day.isAfter(LocalDate.parse(to));
                day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() <= 5) {
                moveTo(at(day.toString(), "15:30"));
                take(quoted(price, day.toString()));
            }
        }
        try (Views views = Views.open(store())) {
            decided = views.lastEntry();
            sent = views.lastMessage();
            moved(views);
        }
    }

    // ---- facts

    private static Line yard(ReceiptFact fact) {
        return new Line(YARD, fact, "yard");
    }

    private static Line bank(PledgeFact fact) {
        return new Line(BANK, fact, "bank");
    }

    private Line[] intake(String receipt, String lot, BigDecimal quantity) {
        LocalDate on = LocalDate.parse("2026-03-02");
        BigDecimal tare = new BigDecimal("12.000");
        return new Line[] {
            yard(
                    new ReceiptFact.GoodsAccepted(
                            lot,
                            1,
                            KEEPER,
                            "TRADER",
                            "NATURAL-RUBBER",
                            "TSR20",
                            "TH",
                            "W2",
                            "B-" + lot,
                            "BL-" + lot,
                            on)),
            yard(new ReceiptFact.Weighed(lot, lot + "-T1", 1, quantity.add(tare), tare, now)),
            yard(new ReceiptFact.QualityCertified(lot, "C-" + lot, "inspector", "TSR20", on)),
            yard(
                    new ReceiptFact.CustomsStated(
                            lot, 1, ReceiptFact.CustomsStatus.DUTY_PAID, "D-" + lot, on)),
            yard(
                    new ReceiptFact.ReceiptDrawn(
                            receipt,
                            lot,
                            KEEPER,
                            "TRADER",
                            quantity,
                            Map.ofEntries(
                                    Map.entry("titleNotice", "yes"),
                                    Map.entry("depositorAddress", "1 Port Road"),
                                    Map.entry("keeperAddress", "2 Port Road"),
                                    Map.entry("quality", "good"),
                                    Map.entry("grade", "TSR20"),
                                    Map.entry("lossStandard", "0.1 % a month"),
                                    Map.entry("fee", "0.80 yuan a tonne and day"),
                                    Map.entry("issuer", "Li"),
                                    Map.entry("issuePlace", "Qingdao"),
                                    Map.entry("signature", "seal 7"),
                                    Map.entry("storageContractNo", "S1")),
                            on,
                            "",
                            on))
        };
    }

    private static Line quoted(String price, String day) {
        return new Line(
                BANK,
                new PledgeFact.PriceQuoted(
                        "Q-" + day + "-" + price,
                        "INE",
                        "NR2609",
                        "NATURAL-RUBBER",
                        "TSR20",
                        "settlement",
                        new BigDecimal(price),
                        "CNY/t",
                        PledgeFact.TaxBasis.EXCL_VAT,
                        LocalDate.parse(day),
                        at(day, "08:50"),
                        ""),
                "INE");
    }

    private static Line applied(String contract, String bank, String amount) {
        return bank(
                new PledgeFact.FinancingApplied(
                        contract,
                        bank,
                        "TRADER",
                        "Trader",
                        "purchase of rubber, contract 7",
                        "SUPPLIER",
                        "SUPERVISOR",
                        "CONSENT-" + contract,
                        "NATURAL-RUBBER",
                        List.of(new Part("R1", contract.equals("C1") ? ALL : FIFTY)),
                        new BigDecimal("14000"),
                        new BigDecimal("50000000"),
                        new BigDecimal(amount),
                        new BigDecimal("0.036"),
                        LocalDate.parse("2026-03-02"),
                        LocalDate.parse("2026-08-28")));
    }

    private static Line verified(String contract, String receipt, BigDecimal found, String on) {
        return new Line(
                BANK,
                new PledgeFact.ReceiptVerified(
                        contract,
                        receipt,
                        "V-" + receipt + "-" + on,
                        "TRADER",
                        KEEPER,
                        true,
                        "NATURAL-RUBBER",
                        "TSR20",
                        found,
                        PledgeFact.Condition.SOUND,
                        PledgeFact.Customs.DUTY_PAID,
                        LocalDate.parse("2026-12-31"),
                        new BigDecimal("5000000"),
                        LocalDate.parse("2026-12-31"),
                        LocalDate.parse(on)),
                "inspector");
    }

    private static Line delivery(String no, String on) {
        return yard(
                new ReceiptFact.DeliveryAsked(
                        "R1",
                        no,
                        0,
                        "TRADER",
                        ALL,
                        "Driver",
                        "370000000000000000",
                        LocalDate.parse(on)));
    }

    // ---- the page

    @Test
    void thePageTellsWhatHappens() throws Exception {
        now = at("2026-03-02", "08:00");
        try (Engine engine =
                Engine.open(Wiring.settings(store(), folder.resolve("keys"), null, () -> now))) {
            opened = engine;
            // Tables are compiled when they are first asked: a program that runs has done so.
            take(quoted("12840", "2026-02-27"));
            try (Views views = Views.open(store())) {
                decided = views.lastEntry();
            }
            life();
        }
        String made = head() + page + tail();
        Path target = Path.of("target", "financing.md");
        Files.createDirectories(target.getParent());
        Files.writeString(target, made);
        Path docs = Sources.root().resolve("docs/financing.md");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(docs, made);
        }
        assertThat(withoutMillis(Files.readString(docs)))
                .as("renew with -Dgolden.update=true and review the difference")
                .isEqualTo(withoutMillis(made));
    }

    private static String withoutMillis(String text) {
        return text.replaceAll("\\d+\\.\\d ms", "… ms");
    }

    private void life() throws Exception {
        step(
                "Goods are weighed in, and receipts drawn up",
                "keeper",
                "2026-03-02",
                "08:30",
                "Two lots of TSR 20 come in, 120.960 t and 50.000 t. The keeper weighs them, an inspector certifies the grade, customs has released them. "
                        + "No more can be issued than was weighed in.",
                concat(intake("R1", "L1", ALL), intake("R2", "L2", FIFTY)));
        step(
                "The market opens",
                "price source",
                "2026-03-02",
                "09:00",
                "The settlement price is 12,850 yuan a tonne.",
                quoted("12850", "2026-03-02"));
        lendingMillis +=
                step(
                        "The trader asks bank 1 for 1,080,000.00",
                        "trader",
                        "2026-03-02",
                        "09:20",
                        "He consents to the checks. What is missing is named, and the register is asked at once.",
                        applied("C1", "BANK1", "1080000.00"));
        lendingMillis +=
                step(
                        "The register and the inspector answer; the bank's rule approves",
                        "register, inspector",
                        "2026-03-02",
                        "09:40",
                        "With the last answer everything is checked at once, approved, and the goods are held in the ledger. The pledge goes to the "
                                + "register.",
                        concat(registered(), verified("C1", "R1", ALL, "2026-03-02")));
        step(
                "Meanwhile bank 2 is asked for the same receipt",
                "bank 2",
                "2026-03-02",
                "10:00",
                "The register does not show the pledge yet: bank 2 finds nothing there. The ledger has the last word. Bank 2 is told since when an "
                        + "earlier right exists, not whose it is.",
                applied("C2", "BANK2", "400000.00"),
                verified("C2", "R1", ALL, "2026-03-02"),
                new Line(
                        BANK,
                        new PledgeFact.RegisterSearched(
                                "C2", "S-C2", List.of(), LocalDate.parse("2026-03-02")),
                        "register"));
        step(
                "The trader asks the keeper for the pledged goods",
                "trader",
                "2026-03-02",
                "10:10",
                "The storage is paid, and he holds the receipt; but nothing is delivered while it is pledged.",
                yard(new ReceiptFact.FeesPaid("R1", "F1", LocalDate.parse("2026-03-02"))),
                delivery("D1", "2026-03-02"));
        now = at("2026-03-02", "10:20");
        lendingMillis +=
                step(
                        "The register enters the pledge",
                        "register",
                        "2026-03-02",
                        "10:20",
                        "From now on it is public.",
                        registered());
        lendingMillis +=
                step(
                        "The money is drawn",
                        "trader",
                        "2026-03-02",
                        "10:40",
                        "It goes to the supplier, not to the trader.",
                        bank(
                                new PledgeFact.DrawRequested(
                                        "C1",
                                        "D1",
                                        new BigDecimal("1080000.00"),
                                        "SUPPLIER",
                                        LocalDate.parse("2026-03-02"))));
        quiet("2026-03-03", "2026-03-19", "12850");
        page.append(
                "Until 19 March the price stands. Interest runs, 108.00 yuan a day; it is booked with the next payment.\n\n");
        step(
                "The price falls: a warning",
                "price source",
                "2026-03-20",
                "15:30",
                "11,900.",
                quoted("11900", "2026-03-20"));
        step(
                "It falls further: a call",
                "price source",
                "2026-03-23",
                "15:30",
                "11,100. The trader has two working days.",
                quoted("11100", "2026-03-23"));
        step(
                "The trader offers 20 t more",
                "trader, inspector",
                "2026-03-24",
                "09:30",
                "Goods that come in are looked at like the first ones; the answer of the register is three weeks old, so it is asked again.",
                bank(
                        new PledgeFact.ExchangeRequested(
                                "C1",
                                "E1",
                                List.of(new Part("R2", new BigDecimal("20.000"))),
                                List.of(),
                                LocalDate.parse("2026-03-24"))),
                verified("C1", "R2", FIFTY, "2026-03-24"));
        now = at("2026-03-24", "09:50");
        step(
                "The register has nothing against it",
                "register",
                "2026-03-24",
                "09:50",
                "What comes in must be public, too.",
                registered());
        now = at("2026-03-24", "10:10");
        step(
                "The register enters the 20 t: the call is cured",
                "register",
                "2026-03-24",
                "10:10",
                "The goods are held, the ratio is back at the draw line, the call ends, a day early.",
                registered());
        quiet("2026-03-24", "2026-04-01", "11600");
        page.append("The market recovers: 11,600 from now on.\n\n");
        step(
                "Nobody has looked at the goods for 30 days",
                "keeper",
                "2026-04-02",
                "09:00",
                "Receipt R1 was verified last on 2 March, so the bank is warned. The keeper counts the goods of both receipts, and the days begin anew.",
                verified("C1", "R2", FIFTY, "2026-04-02"),
                verified("C1", "R1", ALL, "2026-04-02"));
        quiet("2026-04-02", "2026-04-09", "11600");
        step(
                "300,000.00 are paid back",
                "trader",
                "2026-04-10",
                "10:00",
                "First the interest of 39 days, the rest is principal.",
                bank(
                        new PledgeFact.Repaid(
                                "C1",
                                "P1",
                                new BigDecimal("300000.00"),
                                LocalDate.parse("2026-04-10"))));
        step(
                "Part of the goods is released",
                "trader",
                "2026-04-10",
                "10:30",
                "He asks for 50 t, which is too much, and then for 40 t.",
                quoted("11600", "2026-04-10"),
                exchange("E2", "50.000"),
                exchange("E3", "40.000"));
        quiet("2026-04-13", "2026-04-29", "11600");
        step(
                "The rest is paid",
                "trader",
                "2026-04-30",
                "10:00",
                "He pays 790,000.00, somewhat too much. With the cent that ends the debt everything is free, in the same decision.",
                bank(
                        new PledgeFact.Repaid(
                                "C1",
                                "P2",
                                new BigDecimal("790000.00"),
                                LocalDate.parse("2026-04-30"))));
        step(
                "The keeper delivers again",
                "trader",
                "2026-04-30",
                "10:20",
                "The same goods as in March.",
                yard(new ReceiptFact.FeesPaid("R1", "F2", LocalDate.parse("2026-04-30"))),
                delivery("D2", "2026-04-30"));
        now = at("2026-05-06", "09:00");
        step(
                "The register cancels its entry",
                "register",
                "2026-05-06",
                "09:00",
                "Ten working days are allowed for it. The file is closed.",
                registered());
        try (Views views = Views.open(store())) {
            assertThat(Objects.requireNonNull(views.one(BANK, "financing:C1")).line().status())
                    .isEqualTo("closed");
            assertThat(Objects.requireNonNull(views.one(BANK, "financing:C2")).line().status())
                    .isEqualTo("rejected");
        }
        int asked = page.indexOf("## 6.");
        assertThat(page.substring(asked, page.indexOf("## 7.")))
                .contains("delivery: refused", "receipt.free `0`");
        // What bank 2 is told names neither the other bank nor its contract.
        int from = page.indexOf("Meanwhile bank 2");
        assertThat(page.substring(from, page.indexOf("## ", from)))
                .contains("earlier right since 2026-03-02T01:40:00Z")
                .doesNotContain("BANK1", "C1");
    }

    private static Line exchange(String no, String quantity) {
        return bank(
                new PledgeFact.ExchangeRequested(
                        "C1",
                        no,
                        List.of(),
                        List.of(new Part("R1", new BigDecimal(quantity))),
                        LocalDate.parse("2026-04-10")));
    }

    private static Line[] concat(Line[] first, Line... others) {
        List<Line> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(others));
        return all.toArray(Line[]::new);
    }

    private static String head() {
        ServiceModule<?, ?> module = Objects.requireNonNull(Wiring.service(BANK));
        assertThat(module.name()).isEqualTo(BANK);
        return """
        # The life of one financing

        From the scales to the end of the entry in the register, through [warehouse-receipt](../services/warehouse-receipt/README.md) and
        [pledge-finance](../services/pledge-finance/README.md) on one store. `FinancingWalkTest` makes this page from what the services answer, and
        compares it with each build; `./liandong test -pl app -am -Dtest=FinancingWalkTest -Dsurefire.failIfNoSpecifiedTests=false
        -Dgolden.update=true` renews it. All persons, papers and prices are made up.

        """;
    }

    private String tail() {
        Duration lent = Duration.between(at("2026-03-02", "09:20"), at("2026-03-02", "10:40"));
        return """
        ## How long it took

        When facts come is the story's; it says how fast people and other offices are. The last column is the machine's: from the arrival of the
        facts to their durable decision (SQLite), in a program that was started just before, measured once when this page was renewed, and not compared by the test.

        | | step | who | when | machine |
        |---|---|---|---|---|
        %s
        From the application to the order to pay out %d minutes pass in this story, of which the machine takes %s ms. A financing took two to three
        days; four hours are to be beaten. What the law or the contract gives: two working days to cure a call, ten working days to cancel the
        entry.
        """
                .formatted(
                        table, lent.toMinutes(), String.format(Locale.ROOT, "%.1f", lendingMillis));
    }
}
