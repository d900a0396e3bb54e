package org.liandong.app.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liandong.app.server.RunningServer;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.Keys;
import org.liandong.app.server.access.People;
import org.liandong.app.server.access.Role;
import org.liandong.app.server.push.Webhooks;

/// Every page as people meet it: both languages, wide and narrow, light and dark, with and without script, with a mouse or a
/// keyboard, and held against the rules of accessibility.
@ExtendWith(RunningServer.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleBrowserTest {

    private static final String PASSWORD = "kite lantern river 9";
    private static final double TIMEOUT_MILLIS = 120_000;
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final RunningServer server;
    private final Chromium chromium;
    private final Browser browser;
    private final String axe;
    private String session = "";
    private String bank = "";
    private String hook = "";

    ConsoleBrowserTest(RunningServer server) throws IOException {
        this.server = server;
        chromium = Chromium.start();
        browser = chromium.browser();
        try (InputStream in = ConsoleBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.createDirectories(PICTURES);
    }

    @BeforeAll
    void aDayHasComeAndSomebodySignsIn() {
        LiveDay.sendTo(server);
        thereAreAccountsAndKeys();
        String link =
                server.part(People.class)
                        .add(
                                "person/test",
                                "console-test",
                                "Lin Yue",
                                null,
                                List.of(
                                        Grant.officer(Grant.ANY, ""),
                                        Grant.of(Role.AUDITOR, Grant.ANY),
                                        Grant.administrator()));
        try (BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions().setBaseURL(server.at("/").toString()))) {
            Page page = context.newPage();
            page.navigate("/begin/" + link);
            page.fill("#password", PASSWORD);
            page.click("form[action^='/begin/'] button");
            page.waitForURL(url -> !url.contains("/begin/"));
            session = context.storageState();
        }
    }

    private void thereAreAccountsAndKeys() {
        String by = "person/test";
        People people = server.part(People.class);
        people.add(
                by,
                "zhou.min",
                "周敏 Zhou Min",
                null,
                List.of(
                        Grant.officer("ecommerce-import", "customs-officer"),
                        Grant.of(Role.AUDITOR, Grant.ANY)));
        people.add(
                by,
                "harbour-bank",
                "Harbour bank, guarantees",
                "8f14e45f-ceea-467f-a0e6",
                List.of(Grant.applicant("ecommerce-import", List.of("GRT/3302960S99", "EBP1/"))));
        people.close(by, "harbour-bank");
        Keys keys = server.part(Keys.class);
        bank =
                keys.add(
                                by,
                                "Harbour bank, payments",
                                List.of(
                                        Grant.source(
                                                "ecommerce-import",
                                                List.of("payment"),
                                                List.of("P1", "P2"))),
                                Duration.ofDays(20))
                        .key()
                        .id();
        keys.rotate(by, bank, Duration.ofDays(7), Duration.ofDays(20));
        keys.revoke(
                by,
                keys.add(by, "Old platform", List.of(Grant.administrator()), Duration.ofDays(1))
                        .key()
                        .id());
        hook =
                server.part(Webhooks.class)
                        .add(by, "https://hook.invalid/decisions", "ecommerce-import", null, null)
                        .id();
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    // ---- helpers

    /// How a person looks at a page.
    private record Look(String language, int width, ColorScheme colours, boolean script) {

        static Look of(String language, int width, ColorScheme colours) {
            return new Look(language, width, colours, true);
        }
    }

    private BrowserContext context(Look look) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(server.at("/").toString())
                                .setStorageState(session)
                                .setLocale(look.language().equals("zh") ? "zh-CN" : "en-GB")
                                .setViewportSize(look.width(), 900)
                                .setColorScheme(look.colours())
                                .setReducedMotion(ReducedMotion.REDUCE)
                                .setJavaScriptEnabled(look.script()));
        // A machine that does much else at the same time is slow, not wrong.
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        return context;
    }

    private String firstCase(String status) {
        return firstCase("ecommerce-import", status);
    }

    private String firstCase(String service, String status) {
        return first("a.row", "/cases?service=" + service + "&status=" + status);
    }

    private String first(String link, String address) {
        try (BrowserContext context = context(Look.of("en", 1440, ColorScheme.LIGHT))) {
            Page page = context.newPage();
            page.navigate(address);
            return page.locator(link).first().getAttribute("href");
        }
    }

    /// The page of a service that tells of a lot or receipt, whichever case of it is known.
    private static String link(String caseHref, String page) {
        String number = caseHref.replaceFirst(".*/(lot|receipt):.?", "").replaceFirst("-[12]$", "");
        return "/services/warehouse-receipt/%s?%s=%s%s"
                .formatted(
                        page,
                        page.equals("lot") ? "lot" : "receipt",
                        page.equals("lot") ? "L" : "R",
                        number);
    }

    /// Every page by a name.
    private Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("today", "/");
        pages.put("cases", "/cases");
        pages.put("cases-refused", "/cases?service=ecommerce-import&status=refused");
        pages.put("cases-none", "/cases?status=claimed");
        pages.put("case-refused", firstCase("refused"));
        pages.put("case-released", firstCase("released"));
        pages.put("case-officer", firstCase("referred"));
        pages.put("case-guarantee", firstCase("in-force"));
        pages.put("cases-declarations", "/cases?service=duty-guarantee");
        pages.put("case-declaration", firstCase("duty-guarantee", "released"));
        pages.put("case-declaration-refused", firstCase("duty-guarantee", "refused"));
        pages.put("case-filing", "/cases/duty-guarantee/filing:HT00-USUAL");
        pages.put("case-filing-ends", "/cases/duty-guarantee/filing:HT04-USUAL");
        pages.put("tasks", "/tasks");
        pages.put("books", "/books");
        pages.put("books-allowances", "/books?prefix=allowance/");
        pages.put("account", "/books/guarantee/3302960S99/free");
        pages.put("account-filing", "/books/duty-guarantee/HT00-USUAL/free");
        pages.put("account-filing-ends", "/books/duty-guarantee/HT04-USUAL/free");
        pages.put("clocks", "/clocks");
        pages.put("messages", "/messages");
        pages.put("trail", "/trail");
        pages.put("aside", "/aside");
        pages.put("rules", "/rules");
        pages.put("rules-before", "/rules?on=2017-01-01");
        pages.put("services", "/services");
        String receipt = firstCase("warehouse-receipt", "split");
        pages.put("case-receipt", receipt);
        pages.put("yard", "/services/warehouse-receipt/yard");
        pages.put("yard-none", "/services/warehouse-receipt/yard?warehouse=nowhere");
        pages.put("lot", link(receipt, "lot"));
        pages.put("lot-which", "/services/warehouse-receipt/lot");
        pages.put("chain", link(receipt, "chain"));
        pages.put("portfolio", "/services/pledge-finance/portfolio");
        pages.put("loan", first("a[href*='/loan?']", "/services/pledge-finance/portfolio"));
        pages.put("loan-which", "/services/pledge-finance/loan");
        pages.put("risk", "/services/pledge-finance/risk");
        pages.put(
                "risk-crash",
                "/services/pledge-finance/risk?commodity=NATURAL-RUBBER&path="
                        + "2026-06-01,100%0A2026-06-02,96%0A2026-06-03,91%0A2026-06-04,85%0A"
                        + "2026-06-05,84%0A2026-06-08,78%0A2026-06-09,70%0A2026-06-10,74");
        pages.put("search", "/search");
        pages.put("search-nothing", "/search?q=no-such-number");
        pages.put("upload", "/upload");
        pages.put("admin", "/admin");
        pages.put("admin-people", "/admin/people");
        pages.put("admin-person", "/admin/people/zhou.min");
        pages.put("admin-person-new", "/admin/add/person");
        pages.put("admin-person-change", "/admin/people/zhou.min/change");
        pages.put("admin-person-give", "/admin/people/zhou.min/give");
        pages.put("admin-person-close", "/admin/people/zhou.min/close");
        pages.put("admin-keys", "/admin/keys");
        pages.put("admin-key", "/admin/keys/" + bank);
        pages.put("admin-key-new", "/admin/add/key");
        pages.put("admin-key-rotate", "/admin/keys/" + bank + "/rotate");
        pages.put("admin-key-revoke", "/admin/keys/" + bank + "/revoke");
        pages.put("admin-webhooks", "/admin/webhooks");
        pages.put("admin-webhook", "/admin/webhooks/" + hook);
        pages.put("admin-webhook-new", "/admin/add/webhook");
        pages.put("nowhere", "/nowhere");
        return pages;
    }

    private List<String> findings(Page page) {
        Object found =
                page.evaluate(
                        axe
                                + "; axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a',"
                                + " 'wcag21aa', 'wcag22aa', 'best-practice']}}).then(r => r.violations.flatMap(v =>"
                                + " v.nodes.map(n => v.id + ' ' + n.target.join(' '))))");
        List<String> findings = new ArrayList<>();
        ((List<?>) found).forEach(each -> findings.add(String.valueOf(each)));
        return findings;
    }

    private void goThroughAll(Look look) {
        try (BrowserContext context = context(look)) {
            Page page = context.newPage();
            List<String> said = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    said.add(message.text());
                }
            });
            page.onPageError(said::add);
            pages().forEach((name, address) -> {
                said.clear();
                boolean nowhere = name.equals("nowhere");
                var answer = page.navigate(address);
                page.waitForLoadState();
                if (name.equals("account") || name.equals("account-filing")) {
                    page.locator(".chart canvas").waitFor();
                }
                assertThat(answer.status()).as(name).isEqualTo(nowhere ? 404 : 200);
                assertThat(findings(page)).as(name + " " + look).isEmpty();
                assertThat(
                                page.evaluate(
                                        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                        .as(name + " is no wider than the window")
                        .isEqualTo(true);
                assertThat(page.locator("html").getAttribute("lang"))
                        .isEqualTo(look.language().equals("zh") ? "zh-CN" : "en");
                assertThat(page.locator("h1").count()).as(name).isEqualTo(1);
                // A browser tells the console of every address that is not found.
                assertThat(said).as(name + " " + look).hasSize(nowhere ? 1 : 0);
                page.screenshot(
                        new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setPath(
                                        PICTURES.resolve(
                                                "%s-%s-%d-%s.png"
                                                        .formatted(
                                                                name,
                                                                look.language(),
                                                                look.width(),
                                                                look.colours()
                                                                        .name()
                                                                        .toLowerCase(
                                                                                java.util.Locale
                                                                                        .ROOT)))));
            });
        }
    }

    // ---- every page

    @Test
    void everyPageIsAccessibleInEnglishOnADesk() {
        goThroughAll(Look.of("en", 1440, ColorScheme.LIGHT));
    }

    @Test
    void everyPageIsAccessibleInChineseOnAPhoneInTheDark() {
        goThroughAll(Look.of("zh", 390, ColorScheme.DARK));
    }

    // ---- what people do

    @Test
    void everythingWorksWithoutScript() {
        try (BrowserContext context = context(new Look("en", 1024, ColorScheme.LIGHT, false))) {
            Page page = context.newPage();
            String address = firstCase("released");
            String order = address.substring(address.lastIndexOf('/') + 1);

            page.navigate("/");
            page.fill("#q", order);
            page.press("#q", "Enter");
            assertThat(page.url()).endsWith(address);
            assertThat(page.locator("h1").textContent()).startsWith("Released on ");
            assertThat(page.locator("table[data-chart], details").count()).isPositive();

            page.click(".language");
            assertThat(page.url()).endsWith(address);
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
            page.click(".language");
            assertThat(page.locator("h1").textContent()).startsWith("Released on ");

            page.navigate("/upload");
            page.setInputFiles(
                    "#file",
                    new FilePayload(
                            "broken.ndjson",
                            "application/json",
                            "{nothing\n".getBytes(StandardCharsets.UTF_8)));
            page.click("button.main");
            assertThat(page.locator("h1").textContent())
                    .isEqualTo("1 document: 0 records taken, 1 refused.");
            assertThat(page.locator("tbody .state").textContent()).contains("rejected");
        }
    }

    @Test
    void anOfficerAnswersATaskWithAReasonAndAFormKeepsWhatWasEntered() {
        try (BrowserContext context = context(new Look("en", 1024, ColorScheme.LIGHT, false))) {
            Page page = context.newPage();
            page.navigate("/tasks?service=ecommerce-import");
            page.locator("a.row").last().click();
            String address = page.url().replaceAll("#.*", "");
            page.fill("#reason", "The goods are on the list of admitted goods.");
            page.click("#task button.main");
            assertThat(page.locator("#problems li").allTextContents())
                    .containsExactly("Choose an answer.");
            assertThat(page.inputValue("#reason"))
                    .isEqualTo("The goods are on the list of admitted goods.");
            assertThat(page.locator("#answer-error").textContent()).isEqualTo("Choose an answer.");

            page.locator("#task input[type=radio]").last().check();
            page.click("#task button.main");
            assertThat(page.url()).isEqualTo(address + "?said=answered");
            assertThat(page.locator(".done").textContent()).isEqualTo("Your answer is recorded.");
            assertThat(page.locator("#task").count()).isZero();
            assertThat(page.locator(".timeline strong").allTextContents())
                    .contains("officer's answer");
        }
    }

    @Test
    void anAdministratorAddsAnAccountAndReadsItsLinkOnce() {
        try (BrowserContext context = context(new Look("en", 1024, ColorScheme.LIGHT, true))) {
            Page page = context.newPage();
            page.navigate("/");
            page.click("text=Administration");
            page.click("text=Add an account");
            assertThat(page.locator("#service").isVisible()).isFalse();
            assertThat(page.locator("#office").isVisible()).isFalse();
            page.locator("[name=role][value=officer]").check();
            assertThat(page.locator("#office").isVisible()).isTrue();
            page.fill("#name", "Wang Fang");
            page.click("#act");
            assertThat(page.locator("#problems li").allTextContents()).hasSize(1);
            assertThat(findings(page)).isEmpty();
            picture(page, "admin-person-wrong");
            page.click("#problems a");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("name");
            assertThat(page.inputValue("#name")).isEqualTo("Wang Fang");
            assertThat(page.locator("[name=role][value=officer]").isChecked()).isTrue();
            page.fill("#name", "wang.fang");
            page.fill("#shown", "Wang Fang");
            page.fill("#office", "customs-officer");
            page.click("#act");
            assertThat(page.url()).endsWith("/admin/people/wang.fang");
            assertThat(page.inputValue("#secret")).contains("/begin/");
            assertThat(findings(page)).isEmpty();
            picture(page, "admin-person-link");
            page.reload();
            assertThat(page.locator("#secret").count()).isZero();
            page.click("text=Close the account");
            page.click("#act");
            assertThat(page.locator(".done").textContent()).startsWith("The account is closed.");
            assertThat(page.locator("h1").textContent())
                    .isEqualTo("The account of Wang Fang is closed.");
        }
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(PICTURES.resolve(name + ".png")));
    }

    @Test
    void theSameGoesWithTheKeyboardAlone() {
        try (BrowserContext context = context(Look.of("en", 1440, ColorScheme.LIGHT))) {
            Page page = context.newPage();
            page.navigate("/cases");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
            page.keyboard().press("Enter");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");
            String first = page.locator("a.row").first().getAttribute("href");
            for (int i = 0; i < 40; i++) {
                page.keyboard().press("Tab");
                if (first.equals(page.evaluate("document.activeElement.getAttribute('href')"))) {
                    break;
                }
            }
            page.keyboard().press("Enter");
            page.waitForURL("**" + first);
            assertThat(page.locator(".answer").isVisible()).isTrue();
        }
    }

    @Test
    void anUploadSaysWhatBecameOfEachRecordWithoutLeavingThePage() {
        try (BrowserContext context = context(Look.of("zh", 1440, ColorScheme.LIGHT))) {
            Page page = context.newPage();
            page.navigate("/upload");
            page.setInputFiles(
                    "#file",
                    new FilePayload(
                            "坏.ndjson",
                            "application/json",
                            "{nothing\n".getBytes(StandardCharsets.UTF_8)));
            page.click("button.main");
            page.locator("#results").waitFor();
            assertThat(page.locator("h1").textContent()).isEqualTo("1 份单证：接受 0 条，拒绝 1 条。");
            assertThat(page.locator("tbody td").first().textContent()).isEqualTo("坏.ndjson");
        }
    }

    @Test
    void theBookOfAGuaranteeShowsWhoHoldsHowMuchAndWarnsOfItsEnd() {
        try (BrowserContext context = context(new Look("en", 1440, ColorScheme.LIGHT, false))) {
            Page page = context.newPage();
            page.navigate("/books");
            assertThat(page.locator("h2 .note").allTextContents())
                    .containsExactly(
                            "Duty guarantee and aggregated taxation",
                            "Cross-border e-commerce import");
            assertThat(page.locator("tr:has-text('HT04-USUAL')").textContent())
                    .contains("ends in 21 days");
            page.click("text=HT04-USUAL");
            assertThat(page.locator(".warning").textContent())
                    .startsWith("This guarantee ends in 21 days.");
            page.click("section[aria-labelledby=holders] a >> nth=0");
            assertThat(page.url()).contains("/cases/duty-guarantee/3701");
            page.navigate("/");
            assertThat(page.locator("section[aria-labelledby^=quota-duty-guarantee]").textContent())
                    .contains("1 guarantee ends within 30 days.");
        }
    }

    @Test
    void aPageCanBePrinted() {
        try (BrowserContext context = context(Look.of("en", 1024, ColorScheme.LIGHT))) {
            Page page = context.newPage();
            page.navigate(firstCase("released"));
            page.emulateMedia(
                    new Page.EmulateMediaOptions()
                            .setMedia(com.microsoft.playwright.options.Media.PRINT));
            assertThat(page.locator(".top").isVisible()).isFalse();
            assertThat(page.locator("h1").isVisible()).isTrue();
        }
    }
}
