package org.liandong.app.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liandong.app.server.RunningServer;
import org.liandong.app.server.access.Grant;
import org.liandong.engine.OfficeTime;
import org.liandong.kernel.FactLine;
import org.liandong.pledgefinance.PledgeFact;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeModule;
import org.liandong.warehousereceipt.ReceiptFact;
import org.liandong.warehousereceipt.ReceiptModule;

/// The charts of a loan that falls through warning and call line and is cured, as they are drawn: by day, with the numbers of the table, with
/// every line named, and nothing cut off.
class LoanChartTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final double TIMEOUT_MILLIS = 120_000;
    private static final BigDecimal TONNES = new BigDecimal("120.960");
    private static final BigDecimal AMOUNT = new BigDecimal("1080000.00");

    /// Days of the market and their prices. The loan is called on the ninth and paid down on the tenth.
    private static final String[][] PRICES = {
        {"2026-03-03", "12700"},
        {"2026-03-04", "12400"},
        {"2026-03-05", "11900"},
        {"2026-03-06", "11600"},
        {"2026-03-09", "11100"},
        {"2026-03-10", "10900"},
        {"2026-03-11", "11000"},
        {"2026-03-12", "11300"},
        {"2026-03-13", "11200"},
        {"2026-03-16", "11500"},
        {"2026-03-17", "11800"}
    };

    /// What is drawn in a chart, and whether each name has the room it needs.
    private static final String DRAWN =
            """
            place => {
                const option = echarts.getInstanceByDom(place).getOption();
                const pen = document.createElement("canvas").getContext("2d");
                pen.font = "12px " + getComputedStyle(document.body).fontFamily;
                return option.series.map(one => [
                    one.endLabel.formatter,
                    pen.measureText(one.endLabel.formatter).width <= one.endLabel.width ? "" : "cut",
                    one.data.map(each => each[1]).join(" ")].join("|"));
            }
            """;

    /// What is said of the n-th day of a chart when it is pointed at.
    private static final String SAID =
            "(place, day) => echarts.getInstanceByDom(place).getOption().tooltip[0].formatter([{dataIndex: day}])";

    private volatile Instant now = at("2026-03-02", "09:00");
    private final List<String> lines = new ArrayList<>();
    private int told;

    private static Instant at(String day, String time) {
        return LocalDate.parse(day)
                .atTime(LocalTime.parse(time))
                .atZone(OfficeTime.ZONE)
                .toInstant();
    }

    private void tell(PledgeFact fact) {
        told++;
        lines.add(FactLine.of(PledgeModule.NAME, fact, "chart-test", "B" + told));
    }

    private void tell(ReceiptFact fact) {
        told++;
        lines.add(FactLine.of(ReceiptModule.NAME, fact, "chart-test", "Y" + told));
    }

    /// Sends what was told. Keys are new each time, as they grow old with the days.
    private void send(RunningServer server) {
        String key = server.key(Grant.source(Grant.ANY, List.of(), List.of()));
        var answer =
                server.send(
                        server.request("/facts", key)
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofString(String.join("", lines))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().lines()).allMatch(line -> line.contains("\"accepted\""));
        lines.clear();
    }

    private void goodsAreStored(LocalDate on) {
        BigDecimal tare = new BigDecimal("12.000");
        tell(
                new ReceiptFact.GoodsAccepted(
                        "L1",
                        1,
                        "KEEPER",
                        "TRADER",
                        "NATURAL-RUBBER",
                        "TSR20",
                        "TH",
                        "W1",
                        "A1",
                        "BL-1",
                        on));
        tell(new ReceiptFact.Weighed("L1", "T1", 1, TONNES.add(tare), tare, now));
        tell(new ReceiptFact.QualityCertified("L1", "C1", "SGS", "TSR20", on));
        tell(new ReceiptFact.CustomsStated("L1", 1, ReceiptFact.CustomsStatus.DUTY_PAID, "D1", on));
        tell(
                new ReceiptFact.ReceiptDrawn(
                        "R1",
                        "L1",
                        "KEEPER",
                        "TRADER",
                        TONNES,
                        Map.ofEntries(
                                Map.entry("titleNotice", "yes"),
                                Map.entry("depositorAddress", "1 Port Road"),
                                Map.entry("keeperAddress", "2 Port Road"),
                                Map.entry("quality", "good"),
                                Map.entry("grade", "TSR20"),
                                Map.entry("lossStandard", "0.1"),
                                Map.entry("fee", "0.8"),
                                Map.entry("issuer", "Li"),
                                Map.entry("issuePlace", "Qingdao"),
                                Map.entry("signature", "seal 7"),
                                Map.entry("storageContractNo", "S1")),
                        on,
                        "",
                        on));
    }

    private void priced(String day, String price) {
        tell(
                new PledgeFact.PriceQuoted(
                        "Q-" + day,
                        "INE",
                        "NR",
                        "NATURAL-RUBBER",
                        "TSR20",
                        "settlement",
                        new BigDecimal(price),
                        "CNY/t",
                        PledgeFact.TaxBasis.EXCL_VAT,
                        LocalDate.parse(day),
                        now,
                        ""));
    }

    private void moneyIsLent(LocalDate on) {
        tell(
                new PledgeFact.FinancingApplied(
                        "C1",
                        "BANK1",
                        "TRADER",
                        "Trader",
                        "rubber, contract 7",
                        "SUPPLIER",
                        "SUPERVISOR",
                        "K1",
                        "NATURAL-RUBBER",
                        List.of(new Part("R1", TONNES)),
                        new BigDecimal("14000"),
                        new BigDecimal("50000000"),
                        AMOUNT,
                        new BigDecimal("0.036"),
                        on,
                        on.plusDays(120)));
        tell(
                new PledgeFact.ReceiptVerified(
                        "C1",
                        "R1",
                        "V1",
                        "TRADER",
                        "KEEPER",
                        true,
                        "NATURAL-RUBBER",
                        "TSR20",
                        TONNES,
                        PledgeFact.Condition.SOUND,
                        PledgeFact.Customs.DUTY_PAID,
                        on.plusDays(300),
                        new BigDecimal("5000000"),
                        on.plusDays(300),
                        on));
        tell(new PledgeFact.RegisterSearched("C1", "S1", List.of(), on));
        tell(new PledgeFact.PledgeRegistered("C1", "C1", "REG-C1", now));
        tell(new PledgeFact.DrawRequested("C1", "D1", AMOUNT, "SUPPLIER", on));
    }

    private void daysPass(RunningServer server) {
        for (String[] day : PRICES) {
            now = at(day[0], "15:30");
            priced(day[0], day[1]);
            if (day[0].equals("2026-03-10")) {
                tell(
                        new PledgeFact.Repaid(
                                "C1", "P1", new BigDecimal("200000.00"), LocalDate.parse(day[0])));
            }
            send(server);
        }
    }

    @Test
    void aLoanThatFallsThroughItsLinesAndIsCuredIsReadFromItsCharts() throws Exception {
        try (Chromium chromium = Chromium.start();
                RunningServer server = RunningServer.startEmpty(() -> now)) {
            Files.createDirectories(PICTURES);
            LocalDate first = LocalDate.parse("2026-03-02");
            goodsAreStored(first);
            priced("2026-03-02", "12850");
            moneyIsLent(first);
            send(server);
            daysPass(server);
            String key = server.key(Grant.officer(Grant.ANY, ""));
            inEnglishOnADesk(chromium.browser(), server, key);
            inChineseOnAPhone(chromium.browser(), server, key);
        }
    }

    private static BrowserContext context(
            Browser browser, RunningServer server, String key, String locale, int width) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(server.at("/").toString())
                                .setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + key))
                                .setLocale(locale)
                                .setViewportSize(width, 900)
                                .setHasTouch(width < 500)
                                .setColorScheme(
                                        width < 500 ? ColorScheme.DARK : ColorScheme.LIGHT));
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        return context;
    }

    private static List<String> drawn(Page page, int chart) {
        Object drawn = page.locator(".chart").nth(chart).evaluate(DRAWN);
        return ((List<?>) drawn).stream().map(String::valueOf).toList();
    }

    private static Page shown(BrowserContext context, String name) {
        Page page = context.newPage();
        page.navigate("/services/pledge-finance/loan?contract=C1");
        page.locator(".chart canvas").nth(1).waitFor();
        // Points at the day of the call.
        page.locator(".chart canvas").first().hover();
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(PICTURES.resolve(name + ".png")));
        return page;
    }

    private static void inEnglishOnADesk(Browser browser, RunningServer server, String key) {
        try (BrowserContext context = context(browser, server, key, "en-GB", 1440)) {
            Page page = shown(context, "loan-days-en-1440-light");
            assertThat(page.locator("#t-days tbody tr").count()).isEqualTo(PRICES.length + 1);
            List<String> ratios = drawn(page, 0);
            assertThat(ratios.getFirst())
                    .startsWith("Ratio||69.48 70.31 72.02 75.05 77 80.49 66.81 ");
            assertThat(ratios.subList(1, 5))
                    .containsExactly(
                            "Draw line 70 %||70 70",
                            "Warning 75 %||75 75", "Call 80 %||80 80", "Close-out 90 %||90 90");
            List<String> both = drawn(page, 1);
            assertThat(both.getFirst()).startsWith("Goods worth||1554336 1536192 ");
            assertThat(both.getLast()).startsWith("Owed||1080000 1080108 ");
            assertThat(page.locator(".chart").nth(1).evaluate(SAID, 5))
                    .isEqualTo(
                            "2026-03-09\nGoods worth  1,342,656.00 yuan\nOwed  1,080,756.00 yuan");
        }
    }

    private static void inChineseOnAPhone(Browser browser, RunningServer server, String key) {
        try (BrowserContext context = context(browser, server, key, "zh-CN", 390)) {
            Page page = shown(context, "loan-days-zh-390-dark");
            assertThat(drawn(page, 0))
                    .element(0)
                    .asString()
                    .startsWith("质押率||69.48 70.31 72.02 75.05 77 80.49 66.81 ");
            assertThat(drawn(page, 0).subList(1, 5))
                    .containsExactly(
                            "质押率上限 70 %||70 70",
                            "预警线 75 %||75 75", "追加线 80 %||80 80", "处置线 90 %||90 90");
            assertThat(page.locator(".chart").first().evaluate(SAID, 5))
                    .isEqualTo("2026-03-09\n质押率  80.49 %");
            assertThat(
                            page.evaluate(
                                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .isEqualTo(true);
        }
    }
}
