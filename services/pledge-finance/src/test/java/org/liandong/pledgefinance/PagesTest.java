package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.pledgefinance.Harbour.applied;
import static org.liandong.pledgefinance.Harbour.exchange;
import static org.liandong.pledgefinance.Harbour.financed;
import static org.liandong.pledgefinance.Harbour.part;
import static org.liandong.pledgefinance.Harbour.quoted;
import static org.liandong.pledgefinance.Harbour.registered;
import static org.liandong.pledgefinance.Harbour.repaid;
import static org.liandong.pledgefinance.Harbour.searched;
import static org.liandong.pledgefinance.Harbour.verified;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.kernel.clock.CalendarEdition;
import org.liandong.kernel.ledger.Account;
import org.liandong.kernel.page.Arguments;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Parameter;
import org.liandong.kernel.page.Reading;
import org.liandong.kernel.page.Series;
import org.liandong.kernel.page.ServicePage;
import org.liandong.kernel.page.Sheet;
import org.liandong.pledgefinance.PledgeFact.Condition;
import org.liandong.pledgefinance.PledgeFact.Customs;
import org.liandong.testkit.SheetText;
import org.liandong.testkit.TestEngines;

/// What the pages of the bank say, to the cent.
class PagesTest {

    private static final PledgeModule MODULE = new PledgeModule();
    private static final List<ServicePage<PledgeCase>> PAGES =
            MODULE.pages(MODULE.resources(), TestEngines.RULES);

    private static ServicePage<PledgeCase> page(String name) {
        return PAGES.stream().filter(page -> page.name().equals(name)).findFirst().orElseThrow();
    }

    /// A page on a day at noon. Whatever it says has a word in both languages.
    private static Sheet shown(Harbour harbour, String day, String name, Arguments arguments) {
        ServicePage<PledgeCase> page = page(name);
        Sheet sheet = page.show(arguments, harbour.engine().reading(MODULE, Harbour.noon(day)));
        for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            assertThat(Objects.requireNonNull(MODULE.words(language)).keySet())
                    .as(language.toString())
                    .containsAll(words(page, sheet));
        }
        return sheet;
    }

    private static Sheet shown(Harbour harbour, String day, String name, Map<String, String> of) {
        return shown(harbour, day, name, Arguments.of(of));
    }

    private static Set<String> words(ServicePage<PledgeCase> page, Sheet sheet) {
        List<String> names = new ArrayList<>(List.of("title", "about"));
        for (Parameter parameter : page.parameters()) {
            names.add(parameter.name());
            if (parameter.kind() == Parameter.Kind.CHOICE) {
                parameter.options().forEach(each -> names.add(parameter.name() + "." + each));
            }
        }
        Set<String> words = new TreeSet<>();
        said(sheet.answer(), words);
        sheet.figures().forEach(figure -> names.add(figure.name()));
        for (Sheet.Table table : sheet.tables()) {
            names.add(table.name());
            table.columns().forEach(column -> names.add(column.name()));
            table.rows().forEach(row -> row.forEach(cell -> said(cell, words)));
            if (table.note() != null) {
                said(table.note(), words);
            }
            for (Sheet.Chart chart : table.charts()) {
                said(chart.title(), words);
                chart.series().forEach(table::place);
                chart.lines().forEach(line -> names.add(line.name()));
            }
        }
        names.forEach(each -> words.add("sheet." + page.name() + "." + each));
        return words;
    }

    private static void said(Cell cell, Set<String> words) {
        switch (cell) {
            case Cell.Said(var word, var arguments) -> {
                words.add(word);
                arguments.forEach(each -> said(each, words));
            }
            case Cell.Status(var status) -> words.add("status." + status);
            default -> {}
        }
    }

    /// A financing by its number, on the whole of a receipt of 50 t.
    private static PledgeFact[] lent(
            String contractNo, String bank, String receiptNo, String yuan) {
        return new PledgeFact[] {
            applied(contractNo, bank, yuan, part(receiptNo, "50.000")),
            verified(contractNo, receiptNo, "50.000"),
            searched(contractNo),
            registered(contractNo, contractNo),
            new PledgeFact.DrawRequested(
                    contractNo,
                    "D-" + contractNo,
                    new BigDecimal(yuan),
                    "SUPPLIER",
                    LocalDate.parse("2026-03-02"))
        };
    }

    /// C1 of BANK1 owes 1,080,000.00 on 120.960 t, C2 of BANK2 300,000.00 on 50 t, C3 of BANK1 430,000.00 on 50 t.
    private static Harbour banks() {
        return Harbour.given(financed("1080000.00", "12850"))
                .when(lent("C2", "BANK2", "R2", "300000.00"))
                .when(lent("C3", "BANK1", "R3", "430000.00"));
    }

    // ---- portfolio

    @Test
    void aBookWithoutFinancingsSaysHowOneAppears() {
        try (Harbour harbour = Harbour.given()) {
            Sheet sheet = shown(harbour, "2026-03-02", "portfolio", Map.of());
            assertThat(SheetText.of(sheet.answer())).isEqualTo("portfolio.none");
            assertThat(sheet.tables()).isEmpty();
        }
    }

    @Test
    void aPortfolioAddsUpAndShowsWhoIsCalledUntilWhen() {
        try (Harbour harbour = banks()) {
            harbour.dayComes("2026-03-03").when(quoted("Q2", "11100", "2026-03-03"));
            Sheet sheet = shown(harbour, "2026-03-03", "portfolio", Map.of());
            assertThat(SheetText.of(sheet.answer()))
                    .isEqualTo(
                            "portfolio.answer(portfolio.count.many(3) 1810181.00 2452656.00"
                                    + " portfolio.call.one(1) portfolio.closeout.many(0))");
            assertThat(SheetText.figures(sheet))
                    .containsExactly(
                            "financings 3",
                            "exposure 1810181.00",
                            "worth 2452656.00",
                            "ratio 0.738049",
                            "warned 1",
                            "called 1",
                            "closed-out 0",
                            "at-stake 1080108.00");
            assertThat(SheetText.rows(sheet, "financings"))
                    .containsExactly(
                            "C1 TRADER NATURAL-RUBBER called 1080108.00 1342656.00 0.804456"
                                    + " 140248.80 2026-03-05",
                            "C3 TRADER NATURAL-RUBBER warned 430043.00 555000.00 0.774852 - -",
                            "C2 TRADER NATURAL-RUBBER in-force 300030.00 555000.00 0.540595 - -");
            assertThat(SheetText.rows(sheet, "prices"))
                    .containsExactly("NATURAL-RUBBER 11100.00 2026-03-03 quoted");
        }
    }

    @Test
    void aPortfolioIsThatOfOneBankOrOfTheCallsOnly() {
        try (Harbour harbour = banks()) {
            assertThat(
                            SheetText.of(
                                    shown(
                                                    harbour,
                                                    "2026-03-02",
                                                    "portfolio",
                                                    Map.of("show", "calls"))
                                            .answer()))
                    .isEqualTo("portfolio.no-calls");
            harbour.dayComes("2026-03-03").when(quoted("Q2", "11100", "2026-03-03"));
            Sheet sheet = shown(harbour, "2026-03-03", "portfolio", Map.of("bank", "BANK2"));
            assertThat(SheetText.rows(sheet, "financings"))
                    .containsExactly(
                            "C2 TRADER NATURAL-RUBBER in-force 300030.00 555000.00 0.540595 - -");
            Sheet calls = shown(harbour, "2026-03-03", "portfolio", Map.of("show", "calls"));
            assertThat(SheetText.rows(calls, "financings"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("C1 TRADER");
        }
    }

    // ---- a loan against its lines

    private static Map<String, String> contract(String no) {
        return Map.of("contract", no);
    }

    @Test
    void aLoanIsValuedOnEachDayAsItStoodThen() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.dayComes("2026-03-03").when(quoted("Q2", "11100", "2026-03-03"));
            harbour.dayComes("2026-03-04")
                    .when(
                            quoted("Q3", "13300", "2026-03-04"),
                            repaid("P1", "300000.00", "2026-03-04"));
            harbour.dayComes("2026-03-05")
                    .when(exchange("E1", List.of(), List.of(part("R1", "20.960"))));
            Sheet sheet = shown(harbour, "2026-03-06", "loan", contract("C1"));
            assertThat(SheetText.of(sheet.answer()))
                    .isEqualTo("loan.answer(C1 0.628487 780372.04 1241667.00 in-force)");
            assertThat(SheetText.figures(sheet))
                    .containsExactly(
                            "financing C1",
                            "bank BANK1",
                            "borrower TRADER",
                            "commodity NATURAL-RUBBER",
                            "ratio 0.628487",
                            "called-at 9754.65",
                            "sold-at 8670.80",
                            "cash 0.00");
            // The lower of the newest price and the mean of the days counts.
            assertThat(SheetText.rows(sheet, "days"))
                    .containsExactly(
                            "2026-03-02 12850.00 120.960 1554336.00 1080000.00 0.694830",
                            "2026-03-03 11100.00 120.960 1342656.00 1080108.00 0.804456",
                            "2026-03-04 12416.67 120.960 1501920.40 780216.00 0.519479",
                            "2026-03-05 12416.67 100.000 1241667.00 780294.02 0.628425",
                            "2026-03-06 12416.67 100.000 1241667.00 780372.04 0.628487");
            assertThat(SheetText.table(sheet, "days").charts())
                    .extracting(chart -> SheetText.of(chart.title()))
                    .containsExactly("loan.highest(0.804456 2026-03-03)", "loan.both");
            assertThat(SheetText.table(sheet, "days").charts().getFirst().lines())
                    .extracting(line -> line.name() + " " + line.at())
                    .containsExactly(
                            "draw-line 0.70",
                            "warning-line 0.75",
                            "call-line 0.80",
                            "sale-line 0.90");
            // As the service itself values it.
            assertThat(
                            SheetText.rows(
                                    shown(harbour, "2026-03-06", "portfolio", Map.of()),
                                    "financings"))
                    .containsExactly(
                            "C1 TRADER NATURAL-RUBBER in-force 780372.04 1241667.00 0.628487 - -");
        }
    }

    @Test
    void aLoanThatIsPaidBackEndsOnItsLastDay() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.dayComes("2026-03-04")
                    .when(
                            repaid("P1", "1080108.00", "2026-03-03"),
                            quoted("Q2", "12000", "2026-03-04"));
            Sheet sheet = shown(harbour, "2026-03-10", "loan", contract("C1"));
            assertThat(SheetText.of(sheet.answer())).isEqualTo("loan.redeemed(C1 redeemed)");
            assertThat(SheetText.rows(sheet, "days"))
                    .containsExactly(
                            "2026-03-02 12850.00 120.960 1554336.00 1080000.00 0.694830",
                            "2026-03-03 12850.00 120.960 1554336.00 0.00 0.000000");
        }
    }

    @Test
    void goodsThatAreNotSoundCountForNothingFromTheDayOfTheFinding() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.dayComes("2026-03-04")
                    .when(
                            verified(
                                    "C1",
                                    "R1",
                                    "120.960",
                                    Condition.FROZEN,
                                    Customs.BONDED,
                                    "2026-12-31",
                                    "2026-03-04"));
            Sheet sheet = shown(harbour, "2026-03-04", "loan", contract("C1"));
            assertThat(SheetText.of(sheet.answer()))
                    .isEqualTo("loan.worthless(C1 1080216.00 close-out)");
            assertThat(SheetText.rows(sheet, "days"))
                    .containsExactly(
                            "2026-03-02 12850.00 120.960 1554336.00 1080000.00 0.694830",
                            "2026-03-04 12850.00 0.000 0.00 1080216.00 -");
        }
    }

    @Test
    void aLoanThatIsNoneIsAskedFor() {
        try (Harbour harbour = Harbour.given(applied("1080000.00"))) {
            String day = "2026-03-02";
            assertThat(SheetText.of(shown(harbour, day, "loan", Map.of()).answer()))
                    .isEqualTo("loan.which");
            assertThat(SheetText.of(shown(harbour, day, "loan", contract("C1")).answer()))
                    .isEqualTo("loan.unpledged(C1 waiting)");
            Sheet.Wrong wrong = shown(harbour, day, "loan", contract("C9")).wrong();
            assertThat(SheetText.of(Objects.requireNonNull(wrong).why()))
                    .isEqualTo("loan.unknown(C9)");
            assertThat(page("loan").about("financing:C1")).containsEntry("contract", "C1");
            assertThat(page("loan").about("market:COPPER")).isEmpty();
        }
    }

    // ---- a path of prices

    /// A crash of another year, on the same days of the week: a call on Wednesday that nobody cures, and a gap after the weekend.
    private static final String CRASH =
            """
            day,price
            2020-03-02,100
            2020-03-03,93
            2020-03-04,86
            2020-03-05,86
            2020-03-06,86
            2020-03-09,60
            """;

    private static Sheet replayed(
            Harbour harbour, String day, String path, String... namesAndTexts) {
        Map<String, String> texts = new HashMap<>(Map.of("commodity", "NATURAL-RUBBER"));
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return shown(
                harbour,
                day,
                "risk",
                new Arguments(texts, Map.of("path", Series.read(path, 1)), ""));
    }

    @Test
    void aPathOfPricesSaysWhomItWouldCallAndCloseOut() {
        try (Harbour harbour = banks()) {
            Sheet sheet = replayed(harbour, "2026-03-02", CRASH);
            assertThat(SheetText.of(sheet.answer()))
                    .isEqualTo(
                            "risk.answer(risk.count.many(3) risk.call.one(1)"
                                    + " risk.closeout.many(2) 192955.40 2026-03-09)");
            assertThat(SheetText.figures(sheet))
                    .containsExactly(
                            "financings 3",
                            "exposure 1810000.00",
                            "lowest 7710.00",
                            "calls 1",
                            "closeouts 2",
                            "uncured 1",
                            "cash 144721.73",
                            "uncovered 192955.40");
            assertThat(SheetText.rows(sheet, "days"))
                    .containsExactly(
                            "2026-03-02 2020-03-02 12850.00 0 0 0 0 0.00 0.00",
                            "2026-03-03 2020-03-03 11950.50 0 0 0 0 0.00 0.00",
                            "2026-03-04 2020-03-04 11051.00 1 0 1 0 144505.73 0.00",
                            "2026-03-05 2020-03-05 11051.00 0 0 1 0 144613.73 0.00",
                            "2026-03-06 2020-03-06 11051.00 0 0 1 0 144721.73 0.00",
                            "2026-03-09 2020-03-09 7710.00 0 2 0 2 0.00 192955.40");
            assertThat(SheetText.rows(sheet, "events"))
                    .containsExactly(
                            "2026-03-04 C1 TRADER called risk.fallen 0.808104 1080216.00"
                                    + " 1336728.96 144505.73",
                            "2026-03-09 C1 TRADER close-out risk.uncured 1.158861 1080756.00"
                                    + " 932601.60 427934.88",
                            "2026-03-09 C3 TRADER close-out risk.fallen 1.116215 430301.00"
                                    + " 385500.00 160451.00");
            assertThat(SheetText.table(sheet, "days").charts())
                    .extracting(chart -> SheetText.of(chart.title()))
                    .containsExactly("risk.chart(2 2026-03-09)", "risk.money");
        }
    }

    @Test
    void thePricesOfATrialMakeTheSameOfTheServiceWhenTheyCome() {
        try (Harbour harbour = banks()) {
            replayed(harbour, "2026-03-02", CRASH);
            assertThat(harbour.status()).isEqualTo("in-force");
            assertThat(harbour.messages("MARGIN-CALL", "by")).isEmpty();
            for (String quote :
                    List.of(
                            "2026-03-03 11950.50",
                            "2026-03-04 11051.00",
                            "2026-03-05 11051.00",
                            "2026-03-06 11051.00",
                            "2026-03-09 7710.00")) {
                String day = quote.substring(0, 10);
                String price = quote.substring(11);
                harbour.dayComes(day)
                        .when(
                                quoted("I" + day, "INE", price, day),
                                quoted("S" + day, "SPOT", price, day));
            }
            assertThat(harbour.messages("MARGIN-CALL", "contractNo", "on", "cash", "by"))
                    .containsExactly("C1 2026-03-04 144505.73 2026-03-06");
            assertThat(harbour.messages("CLOSE-OUT", "contractNo")).containsExactly("C1", "C3");
            assertThat(harbour.status("financing:C2")).isEqualTo("warned");
        }
    }

    @Test
    void aCallThatIsOpenRunsOutOnThePath() {
        try (Harbour harbour = banks()) {
            harbour.dayComes("2026-03-03").when(quoted("Q2", "11100", "2026-03-03"));
            Sheet sheet =
                    replayed(
                            harbour,
                            "2026-03-03",
                            """
                            2020-03-03,1000
                            2020-03-05,1000
                            2020-03-06,1000
                            """,
                            "bank",
                            "BANK1");
            assertThat(SheetText.rows(sheet, "events"))
                    .containsExactly(
                            "2026-03-06 C1 TRADER close-out risk.uncured 0.804698 1080432.00"
                                    + " 1342656.00 140572.80");
        }
    }

    @Test
    void aPathOfTheFutureKeepsItsDaysAndPrices() {
        try (Harbour harbour = banks()) {
            String[] own = {"level", "prices", "bank", "BANK2"};
            Sheet sheet = replayed(harbour, "2026-03-02", "2026-03-03,9000", own);
            assertThat(SheetText.of(sheet.answer())).isEqualTo("risk.calm(risk.count.one(1))");
            assertThat(SheetText.rows(sheet, "days"))
                    .containsExactly("2026-03-03 2026-03-03 9000.00 0 0 0 0 0.00 0.00");
            // The call line of 300,030.00 on 50 t is at 7,500.75.
            assertThat(
                            SheetText.rows(
                                    replayed(harbour, "2026-03-02", "2026-03-03,7500.76", own),
                                    "events"))
                    .isEmpty();
            assertThat(
                            SheetText.rows(
                                    replayed(harbour, "2026-03-02", "2026-03-03,7500.75", own),
                                    "events"))
                    .hasSize(1);
            // All have matured by then, and are taken to be paid.
            assertThat(
                            SheetText.of(
                                    replayed(
                                                    harbour,
                                                    "2026-03-02",
                                                    "2026-08-31,5000",
                                                    "level",
                                                    "prices")
                                            .answer()))
                    .isEqualTo("risk.calm(risk.count.many(3))");
        }
    }

    @Test
    void aPathThatCannotBeUsedIsAskedForAgain() {
        try (Harbour harbour = banks()) {
            String day = "2026-03-02";
            assertThat(SheetText.of(replayed(harbour, day, "").answer())).isEqualTo("risk.which");
            assertThat(why(replayed(harbour, day, CRASH, "commodity", "")))
                    .isEqualTo("commodity risk.of-what");
            assertThat(why(replayed(harbour, day, "2020-03-02,0")))
                    .isEqualTo("path risk.not-above");
            assertThat(SheetText.of(replayed(harbour, day, CRASH, "commodity", "COPPER").answer()))
                    .isEqualTo("risk.none(COPPER)");
        }
    }

    private static String why(Sheet sheet) {
        Sheet.Wrong wrong = Objects.requireNonNull(sheet.wrong());
        return wrong.parameter() + " " + SheetText.of(wrong.why());
    }

    // ---- a book that is larger than a page

    /// The one financing of a harbour, many times over.
    private record Many(Reading<PledgeCase> one, int count, int lookedAt)
            implements Reading<PledgeCase> {

        @Override
        public Cases<PledgeCase> cases(
                String prefix, Set<String> statuses, String after, int limit) {
            int from = after.isEmpty() ? 0 : Integer.parseInt(after.substring(prefix.length()));
            int to = Math.min(Math.min(from + limit, count), lookedAt);
            Case<PledgeCase> of = one.cases(prefix, statuses, "", 1).cases().getFirst();
            List<Case<PledgeCase>> cases = new ArrayList<>();
            for (int i = from + 1; i <= to; i++) {
                cases.add(
                        new Case<>(
                                prefix + i,
                                of.status(),
                                of.openedAt(),
                                of.changedAt(),
                                of.state()));
            }
            return new Cases<>(cases, to == count ? "" : prefix + to);
        }

        @Override
        public Instant at() {
            return one.at();
        }

        @Override
        public LocalDate today() {
            return one.today();
        }

        @Override
        public CalendarEdition calendar() {
            return one.calendar();
        }

        @Override
        public @Nullable PledgeCase state(String caseKey) {
            return one.state(caseKey);
        }

        @Override
        public @Nullable PledgeCase common(String caseKey) {
            return one.common(caseKey);
        }

        @Override
        public List<Account> accounts(String prefix) {
            return one.accounts(prefix);
        }

        @Override
        public @Nullable Instant due(String caseKey, String clock) {
            return one.due(caseKey, clock);
        }

        @Override
        public List<Came> facts(String caseKey) {
            return one.facts(caseKey);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2000, 9999, risk.assumed",
        "2001, 9999, risk.part(2000 2001)",
        "4700, 9999, risk.part(2000 4700)",
        "4700, 3300, risk.part.more(2000 3300)",
        "4700, 1200, risk.part.more(1200 1200)"
    })
    void aTrialOfAPartOfTheBookSaysHowManyOfHowMany(int count, int lookedAt, String note) {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            Sheet sheet =
                    page("risk")
                            .show(
                                    new Arguments(
                                            Map.of("commodity", "NATURAL-RUBBER"),
                                            Map.of("path", Series.read("2026-03-03,12000", 1)),
                                            ""),
                                    new Many(
                                            harbour.engine()
                                                    .reading(MODULE, Harbour.noon("2026-03-02")),
                                            count,
                                            lookedAt));
            assertThat(SheetText.of(Objects.requireNonNull(SheetText.table(sheet, "days").note())))
                    .isEqualTo(note);
        }
    }
}
