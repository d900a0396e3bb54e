package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Called.Caller;
import tools.jackson.databind.JsonNode;

/// What a person and a program are told about a store that a day of parcels has filled.
class CommandsTest {

    @TempDir static Path folder;

    private static Path store;
    private static Path day;

    @BeforeAll
    static void aDay() {
        store = folder.resolve("store");
        day = folder.resolve("day");
        Called simulated =
                caller().call(
                                "simulate",
                                "ecommerce-import",
                                "--cases",
                                150,
                                "--seed",
                                7,
                                "--errors",
                                "0.3",
                                "--out",
                                day);
        assertThat(simulated.code()).as(simulated.err()).isZero();
        assertThat(simulated.out()).contains("of 150 cases are in " + day);
        // Some of the errors are refusals.
        assertThat(caller().call("ingest", "--store", store, day).code()).isEqualTo(1);
    }

    private static Caller caller() {
        return Caller.of(folder.resolve("keys"));
    }

    private static Called call(String command, Object... arguments) {
        return call(caller(), command, arguments);
    }

    private static Called call(Caller caller, String command, Object... arguments) {
        Object[] words =
                Stream.concat(Stream.of(command, "--store", store), Stream.of(arguments)).toArray();
        return caller.call(words);
    }

    /// The key of the first case that stands there.
    private static String caseAt(String status) {
        return call("cases", "--status", status, "--limit", 1, "--json")
                .json()
                .getFirst()
                .path("case")
                .asString();
    }

    // ---- cases

    @Test
    void aCaseInAListHasExactlyTheseFields() {
        JsonNode line = call("cases", "--json").json().getFirst();
        assertThat(line.propertyNames())
                .containsExactly("service", "case", "status", "openedAt", "changedAt");
        assertThat(line.path("service").asString()).isEqualTo("ecommerce-import");
        assertThat(line.path("openedAt").asString()).endsWith("Z");
    }

    @Test
    void casesAreListedByStatusAndPageByPage() {
        List<JsonNode> all = call("cases", "--json").json();
        List<JsonNode> released = call("cases", "--status", "released", "--json").json();
        assertThat(all).hasSizeGreaterThan(150);
        assertThat(released)
                .isNotEmpty()
                .hasSizeLessThan(all.size())
                .allMatch(line -> line.path("status").asString().equals("released"));
        String third = all.get(2).path("case").asString();
        assertThat(call("cases", "--json", "--after", third, "--limit", 2).json())
                .containsExactly(all.get(3), all.get(4));
        assertThat(call("cases", "--limit", 2).out()).contains("There are more: --after");
    }

    @Test
    void aListWithoutCasesSaysSo() {
        Called called = call("cases", "--status", "lost");
        assertThat(called.code()).isZero();
        assertThat(called.out()).contains("no case stands at lost").contains("released");
        assertThat(call("cases", "--after", "~~~~").out()).contains("no case comes after ~~~~");
        assertThat(call("cases", "--status", "lost", "--json").out()).isEmpty();
    }

    // ---- case

    @Test
    void aCaseHasExactlyTheseFields() {
        Called called = call("case", caseAt("released"), "--json");
        assertThat(called.json()).hasSize(1);
        JsonNode one = called.json().getFirst();
        assertThat(one.propertyNames())
                .containsExactly(
                        "service",
                        "case",
                        "status",
                        "openedAt",
                        "changedAt",
                        "facts",
                        "decisions",
                        "tasks",
                        "clocks",
                        "waiting",
                        "postings",
                        "holds",
                        "messages");
        assertThat(one.path("facts").get(0).propertyNames())
                .containsExactly(
                        "seq",
                        "at",
                        "kind",
                        "arrivedAt",
                        "type",
                        "source",
                        "id",
                        "file",
                        "document",
                        "body");
        assertThat(one.path("decisions").get(0).propertyNames())
                .startsWith("seq", "at")
                .contains("kind", "outcome", "checks", "verdicts", "arithmetic", "basis", "clause");
        assertThat(one.path("clocks").get(0).propertyNames())
                .containsExactly(
                        "name",
                        "state",
                        "dueAt",
                        "lastDay",
                        "from",
                        "limit",
                        "provisional",
                        "clause");
        assertThat(one.path("postings").get(0).propertyNames())
                .containsExactly(
                        "seq",
                        "bookedAt",
                        "effective",
                        "kind",
                        "from",
                        "to",
                        "asset",
                        "amount",
                        "minor",
                        "decision",
                        "reason",
                        "hold",
                        "reverses");
        assertThat(one.path("messages").get(0).propertyNames())
                .containsExactly("id", "at", "type", "to", "subject", "head");
    }

    @Test
    void aReleasedParcelSaysWhatItsTaxStandsOnAndHowItWasComputed() {
        String said = call("case", caseAt("released")).out();
        assertThat(said.lines().findFirst().orElseThrow())
                .matches("Released on \\d{4}-\\d{2}-\\d{2}\\. Tax [0-9,.]+ yuan stands on .*");
        assertThat(said)
                .contains("Checks that hold", "limits@2019-01-01", "Arithmetic", "Postings")
                .contains("time to ask for a return  running  last day", "under 财关税〔2016〕18号")
                .containsPattern("= \\([0-9.]+ \\+ 0\\.00 \\+ 0\\) / \\(1 − 0");
    }

    @Test
    void aRefusedParcelNamesEveryFailedCheckWithBothValuesAndTheirSources() {
        List<JsonNode> refused = call("cases", "--status", "refused", "--json").json();
        assertThat(refused).isNotEmpty();
        for (JsonNode line : refused) {
            String key = line.path("case").asString();
            String said = call("case", key).out();
            JsonNode decisions = call("case", key, "--json").json().getFirst().path("decisions");
            JsonNode release = decisions.get(decisions.size() - 1);
            assertThat(said).startsWith("Refused on ").contains("Checks that fail");
            for (JsonNode check : release.path("checks")) {
                if (check.path("result").asString().equals("FAILED")) {
                    assertThat(said).contains("✗ " + check.path("rule").asString());
                    assertThat(said).contains(check.path("left").path("field").asString());
                    assertThat(said).contains(check.path("right").path("field").asString());
                }
            }
        }
    }

    @Test
    void aWaitingParcelSaysForWhat() {
        assertThat(call("case", caseAt("waiting")).out())
                .startsWith("Waiting for ")
                .contains("It goes on by itself", "reminder of missing documents");
    }

    @Test
    void aReferredParcelNamesTheTask() {
        assertThat(call("case", caseAt("referred")).out())
                .startsWith("An officer must decide since ")
                .contains("For an officer", "Customs officer: Do you admit this parcel? (");
    }

    @Test
    void aCaseIsFoundByAnyNumberOfIt() {
        String key = caseAt("released");
        String order = key.substring(key.indexOf('/') + 1);
        Called found = call("case", order);
        assertThat(found.code()).isZero();
        assertThat(found.err()).contains("Found by number " + key + ": case " + key);
        assertThat(found.out()).isEqualTo(call("case", key).out());
    }

    @Test
    void anUnknownNumberIsWrongUseInBothForms() {
        for (Called called : List.of(call("case", "NOBODY"), call("case", "NOBODY", "--json"))) {
            assertThat(called.code()).isEqualTo(2);
            assertThat(called.out()).isEmpty();
            assertThat(called.err()).contains("Nothing is known under NOBODY.");
        }
    }

    @Test
    void aCaseIsToldInChinese() {
        Caller chinese = caller().inChinese();
        for (String status : List.of("released", "refused", "waiting", "referred")) {
            String said = call(chinese, "case", caseAt(status)).out();
            assertThat(said).contains("核对", "决定", "收到的事实");
            assertThat(said)
                    .as("English words in %s", status)
                    .doesNotContain(
                            "dutiable", "yearly", "tolerance", "half up", "GACC", "import VAT");
        }
    }

    @Test
    void noLineOfACaseIsWiderThanTheWindow() {
        for (int width : new int[] {80, 120}) {
            for (String status : List.of("released", "refused", "waiting", "referred")) {
                for (Caller caller : List.of(caller(), caller().inChinese())) {
                    assertThat(
                                    call(
                                                    caller.beforeWindowOf(width),
                                                    "case",
                                                    caseAt(status),
                                                    "--color=never")
                                            .lines())
                            .allSatisfy(line ->
                                    assertThat(Columns.width(line))
                                            .as(line)
                                            .isLessThanOrEqualTo(width));
                }
            }
        }
    }

    @Test
    void coloursAreForTerminalsOnly() {
        String key = caseAt("refused");
        assertThat(call("case", key).out()).doesNotContain("\u001b");
        assertThat(call(caller().beforeWindowOf(80), "case", key).out()).contains("\u001b[31m");
        assertThat(call("case", key, "--color", "always").out()).contains("\u001b[31m");
        assertThat(call(caller().beforeWindowOf(80), "case", key, "--color", "never").out())
                .doesNotContain("\u001b");
    }

    // ---- document

    private static Called document(Caller caller, Object... arguments) {
        return call(caller, "document", arguments);
    }

    @Test
    void theDocumentsOfACaseAreHadBackAsTheyCame() throws IOException {
        JsonNode facts = call("case", caseAt("released"), "--json").json().getFirst().path("facts");
        int compared = 0;
        for (JsonNode fact : facts) {
            if (fact.path("document").isNumber()) {
                String came = Files.readString(Path.of(fact.path("file").asString()));
                Called called = document(caller(), fact.path("document").asLong());
                assertThat(called.code()).isZero();
                assertThat(called.err()).isEmpty();
                assertThat(called.out()).isEqualTo(came);
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aCaseNamesTheNumbersOfItsDocuments() {
        String key = caseAt("released");
        long number =
                call("case", key, "--json")
                        .json()
                        .getFirst()
                        .path("facts")
                        .get(0)
                        .path("document")
                        .asLong();
        assertThat(call("case", key).out()).contains("(document " + number + ")");
        assertThat(call(caller().inChinese(), "case", key).out()).contains("（单证 " + number + "）");
    }

    @Test
    void aDocumentIsWrittenToAFile() throws IOException {
        Path out = folder.resolve("original.xml");
        Called called = document(caller(), 1, "--out", out);
        assertThat(called.code()).isZero();
        assertThat(called.out())
                .matches(
                        "Document 1 \\(.*, received \\d{4}-\\d{2}-\\d{2} .*\\) written to "
                                + out
                                + "\\.\n");
        assertThat(Files.readString(out)).isEqualTo(document(caller(), 1).out());
        Called unwritten = document(caller(), 1, "--out", folder.resolve("none/original.xml"));
        assertThat(unwritten.code()).isEqualTo(3);
        assertThat(unwritten.err())
                .isEqualTo(
                        "liandong: The document cannot be written to %s: there is no such file or folder.\n"
                                .formatted(folder.resolve("none/original.xml")));
    }

    @Test
    void aNumberThatNoDocumentHasIsWrongUse() {
        for (long number : new long[] {0, -1, 1_000_000}) {
            Called called = document(caller(), "--", number);
            assertThat(called.code()).isEqualTo(2);
            assertThat(called.out()).isEmpty();
            assertThat(called.err()).contains("There is no document " + number + " in this store.");
        }
        assertThat(document(caller().inChinese(), 0).err()).contains("此账库中没有单证 0。");
    }

    @Test
    void withoutItsKeyADocumentStaysClosed() {
        Path empty = folder.resolve("no-keys");
        Called none = document(Caller.of(empty), 1);
        assertThat(none.code()).isEqualTo(3);
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).startsWith("liandong: There is no key " + empty);
        assertThat(empty).doesNotExist();
        assertThat(document(Caller.of(empty).inChinese(), 1).err()).contains("没有密钥");

        Caller stranger = Caller.of(folder.resolve("other-keys"));
        stranger.call("ingest", "--store", folder.resolve("strange"), "-");
        Called other = document(stranger, 1);
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.out()).isEmpty();
        assertThat(other.err()).contains("was filled under another identity key");
        assertThat(document(stranger.inChinese(), 1).err()).contains("是用另一把身份密钥写成的");
    }

    @Test
    void anAlteredDocumentIsNotGiven() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("altered"));
        Files.copy(store.resolve("liandong.db"), copy.resolve("liandong.db"));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy + "/liandong.db");
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update document set content = (select content from document where id = 1) where id = 2");
            statement.executeUpdate("update document set content = x'' where id = 3");
        }
        for (int number : new int[] {2, 3}) {
            Called called = caller().call("document", number, "--store", copy);
            assertThat(called.code()).isEqualTo(3);
            assertThat(called.out()).isEmpty();
            assertThat(called.err())
                    .contains("Document %d is not what was received".formatted(number));
        }
        assertThat(caller().inChinese().call("document", 2, "--store", copy).err())
                .contains("单证 2 已不是收到时的内容");
        assertThat(caller().call("document", 4, "--store", copy).code()).isZero();
    }

    // ---- accounts

    @Test
    void anAccountHasExactlyTheseFields() {
        List<JsonNode> accounts = call("accounts", "guarantee/", "--json").json();
        assertThat(accounts)
                .allMatch(line -> line.path("account").asString().startsWith("guarantee/"));
        assertThat(accounts.getFirst().propertyNames())
                .containsExactly(
                        "account",
                        "asset",
                        "balance",
                        "held",
                        "available",
                        "expected",
                        "state",
                        "openedOn");
        assertThat(accounts.getFirst().path("balance").isNumber()).isTrue();
    }

    @Test
    void whatEveryAccountHoldsSumsToNothing() {
        long cents =
                call("accounts", "--json").json().stream()
                        .mapToLong(a ->
                                a.path("balance").asDecimal().movePointRight(2).longValueExact())
                        .sum();
        assertThat(cents).isZero();
    }

    @Test
    void guaranteesAreSummedUpBeforeTheirAccounts() {
        Called called = call("accounts", "guarantee/");
        assertThat(called.out()).contains("Guarantees in use", "Limit", "In use", "░", "/free");
        assertThat(call("accounts", "allowance/").out()).doesNotContain("Guarantees in use");
        assertThat(call("accounts", "zoo/").out()).contains("No account begins with \"zoo/\".");
    }

    // ---- messages

    @Test
    void messagesAreWrittenAsTheXmlThatIsSent() throws IOException {
        Path out = folder.resolve("outbox");
        Called called = call("messages", "--out", out);
        assertThat(called.code()).isZero();
        try (Stream<Path> files = Files.list(out)) {
            List<Path> written = files.sorted().toList();
            assertThat(called.out())
                    .isEqualTo(
                            String.format(
                                    Locale.ROOT,
                                    "%,d messages written to %s.%n",
                                    written.size(),
                                    out));
            assertThat(written.getFirst().getFileName().toString())
                    .matches("0000000001-CEB\\d{3}\\.xml");
            assertThat(Files.readString(written.getFirst())).startsWith("<?xml").contains("CEB");
        }
        String last = call("messages", "--after", 3).out();
        assertThat(last).startsWith("<?xml");
        assertThat(call("messages", "--after", 1_000_000).out()).isEmpty();
    }

    // ---- verify

    @Test
    void aStoreIsWhatItsTrailLeadsTo() {
        Called called = call("verify");
        assertThat(called.code()).as(called.said()).isZero();
        assertThat(called.out()).startsWith("The store is what its trail leads to: ");
    }

    @Test
    void underAnotherKeyAStoreIsLeftAlone() {
        Caller stranger = Caller.of(folder.resolve("other-keys"));
        for (Called called :
                List.of(
                        call(stranger, "verify"),
                        call(stranger, "ingest", day),
                        call(stranger, "clock", "--to", "2090-01-01"))) {
            assertThat(called.code()).isEqualTo(3);
            assertThat(called.out()).isEmpty();
            assertThat(called.err())
                    .isEqualTo(
                            "liandong: The store %s was filled under another identity key. Name the folder of its key with --keys, or bring the key back from a copy.\n"
                                    .formatted(store));
        }
        assertThat(call(stranger.inChinese(), "verify").err())
                .isEqualTo(
                        "liandong: 账库 %s 是用另一把身份密钥写成的。请用 --keys 指明该密钥所在文件夹，或从备份恢复密钥。\n"
                                .formatted(store));
    }

    @Test
    void aDifferenceIsToldInBothLanguages() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("changed"));
        Files.copy(store.resolve("liandong.db"), copy.resolve("liandong.db"));
        String key = caseAt("refused");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy + "/liandong.db");
                var statement =
                        connection.prepareStatement(
                                "update cases set status = 'released' where case_key = ?")) {
            statement.setString(1, key);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        Called english = caller().call("verify", "--store", copy);
        assertThat(english.code()).isEqualTo(1);
        assertThat(english.out())
                .contains(
                        "In the row ecommerce-import/%s of the table of cases (cases), the column status is released, but the trail leads to refused. (Entry "
                                .formatted(key));
        Called chinese = caller().inChinese().call("verify", "--store", copy);
        assertThat(chinese.out())
                .contains(
                        "案件表 cases 的行 ecommerce-import/%s，列 status 为 released，按轨迹应为 refused。"
                                .formatted(key));
    }

    // ---- clock

    @Test
    void timePassesToTheEndOfADayAndNeverBack() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("later"));
        Files.copy(store.resolve("liandong.db"), copy.resolve("liandong.db"));
        Called passed = caller().call("clock", "--store", copy, "--to", "2090-12-31");
        assertThat(passed.code()).as(passed.err()).isZero();
        assertThat(passed.out())
                .contains("It is now 24:00 of 2090-12-31.", "Ran out:", "time to ask for a return");
        Called back = caller().call("clock", "--store", copy, "--to", "2026-01-01");
        assertThat(back.code()).isEqualTo(2);
        assertThat(back.err()).contains("The store is already at 2091-01-01 00:00:00");
        assertThat(caller().call("clock", "--store", copy, "--to", "2090-12-31").out())
                .contains("No clock ran out.");
        assertThat(caller().call("clock", "--store", copy, "--to", "+10000-01-01").code())
                .isEqualTo(2);
        assertThat(caller().call("verify", "--store", copy).code()).isZero();
    }

    // ---- simulate and demo

    @Test
    void theSameSeedMakesTheSameBytes() throws IOException {
        Path again = folder.resolve("again");
        caller().call(
                        "simulate",
                        "ecommerce-import",
                        "--parcels",
                        150,
                        "--seed",
                        7,
                        "--errors",
                        "0.3",
                        "--out",
                        again);
        try (Stream<Path> files = Files.list(day)) {
            for (Path file : files.toList()) {
                assertThat(again.resolve(file.getFileName().toString()))
                        .hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void theDemoEndsWithASummaryThatAPersonUnderstands() {
        Path demo = folder.resolve("demo");
        Called english = caller().call("demo", "--once", "--parcels", 120, "--store", demo);
        assertThat(english.code()).as(english.err()).isZero();
        assertThat(english.out())
                .contains(
                        "A day of 120 parcels, 2026-03-02",
                        "of 120 parcels are released at the end of the day.",
                        "to its durable decision: median ",
                        "To beat: seven to eight hours",
                        "Guarantees in use, yuan",
                        "Buyers' allowances of 2026, yuan",
                        "Time limits that run",
                        "Open tasks",
                        "60 days later",
                        "./liandong verify --store " + demo);
        assertThat(caller().call("verify", "--store", demo).code()).isZero();
        Called again = caller().call("demo", "--once", "--parcels", 120, "--store", demo);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("holds a store already");
    }

    @Test
    void theDemoIsToldInChinese() {
        Called chinese =
                caller().inChinese()
                        .beforeWindowOf(80)
                        .call(
                                "demo",
                                "--once",
                                "--parcels",
                                60,
                                "--store",
                                folder.resolve("demo-zh"),
                                "--color",
                                "never");
        assertThat(chinese.out())
                .contains("60 个包裹", "中位数", "担保额度使用情况", "进行中的期限", "60 天之后")
                .doesNotContainPattern("[a-z]{3,} [a-z]{3,} [a-z]{3,} ");
        assertThat(chinese.lines())
                .allSatisfy(
                        line -> assertThat(Columns.width(line)).as(line).isLessThanOrEqualTo(140));
    }
}
