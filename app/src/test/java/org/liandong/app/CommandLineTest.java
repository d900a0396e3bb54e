package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.app.Called.Caller;
import org.liandong.engine.StoreFailure;
import picocli.CommandLine;

/// Right and wrong use of every command.
class CommandLineTest {

    private static final List<String> COMMANDS =
            List.of(
                    "demo",
                    "serve",
                    "ingest",
                    "cases",
                    "case",
                    "document",
                    "accounts",
                    "messages",
                    "clock",
                    "verify",
                    "backup",
                    "person",
                    "key",
                    "simulate");

    @TempDir Path folder;

    private Called call(Object... arguments) {
        return Caller.of(folder.resolve("keys")).call(arguments);
    }

    private void wrongUse(String reason, Object... arguments) {
        Called called = call(arguments);
        assertThat(called.code()).as(called.said()).isEqualTo(2);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).startsWith("liandong: ").contains(reason);
    }

    @Test
    void helpNamesEveryCommandAndExitCode() {
        Called help = call("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains(COMMANDS).contains("0 done", "1 some input refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "serve",
                "ingest",
                "cases",
                "case",
                "document",
                "accounts",
                "messages",
                "clock",
                "verify",
                "backup",
                "person",
                "key",
                "simulate"
            })
    void everyCommandHasHelpInBothLanguages(String command) {
        Called english = call(command, "--help");
        Called chinese = call("--lang", "zh", command, "--help");
        assertThat(english.code()).isZero();
        assertThat(chinese.code()).isZero();
        assertThat(english.out()).doesNotContainPattern("\\p{IsHan}");
        assertThat(chinese.out()).contains("选项").doesNotContain("Show this help");
        assertThat(english.err() + chinese.err()).isEmpty();
    }

    @Test
    void theLauncherKnowsEveryCommand() throws IOException {
        String launcher = Files.readString(Sources.root().resolve("liandong"));
        Matcher known = Pattern.compile("\\n +(demo(?: \\| [a-z]+)+)\\)").matcher(launcher);
        assertThat(known.find()).isTrue();
        assertThat(known.group(1).split(" \\| ")).containsExactlyInAnyOrderElementsOf(COMMANDS);
        assertThat(new CommandLine(new Main(Terminal.ofProcess())).getSubcommands().keySet())
                .containsExactlyInAnyOrderElementsOf(COMMANDS);
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(call("--version").out()).startsWith("liandong ").doesNotContain("${");
    }

    @Test
    void withoutACommandThereIsOnlyAHint() {
        wrongUse("Name a command.");
    }

    @Test
    void whatNobodyKnowsIsNamed() {
        wrongUse("There is no command casses. Maybe: cases", "casses");
        wrongUse("There is no option --jsn.", "cases", "--jsn");
        wrongUse("There is no option --jsn.", "ingest", "--jsn", "file");
        wrongUse("Nobody knows what extra is for here.", "verify", "extra");
    }

    @Test
    void whatIsMissingIsNamed() {
        wrongUse("PATH is missing.", "ingest");
        wrongUse("KEY is missing.", "case");
        wrongUse("ID is missing.", "document");
        wrongUse("ID cannot be 'x': it needs a whole number", "document", "x");
        wrongUse("--to is missing.", "clock");
        wrongUse("--cases", "simulate", "ecommerce-import");
        wrongUse("--store needs a text", "cases", "--store");
    }

    @Test
    void whatCannotBeIsNamedWithWhatCould() {
        wrongUse(
                "--to cannot be 'soon': it needs a date such as 2026-03-02",
                "clock",
                "--to",
                "soon");
        wrongUse("--limit cannot be 'x': it needs a whole number", "cases", "--limit", "x");
        wrongUse("--limit must be at least 1, not 0.", "cases", "--limit", "0");
        wrongUse("--lang cannot be 'fr': it needs en, zh", "--lang", "fr", "cases");
        wrongUse(
                "--color cannot be 'green': it needs auto, always, never",
                "--color=green",
                "cases");
        wrongUse("--store may be given only once.", "cases", "--store", "a", "--store", "b");
        wrongUse(
                "There is no service zoo. Services are: " + String.join(", ", Wiring.names()) + ".",
                "cases",
                "--service=zoo");
        wrongUse("There is no service zoo.", "case", "KEY", "--service=zoo");
        wrongUse("Name a case", "case", " ");
    }

    @Test
    void aPlanThatMakesNoDayIsWrongUse() {
        Path out = folder.resolve("day");
        wrongUse("No day of 'zoo' can be simulated", simulate("zoo", 3, "0.1", out));
        wrongUse("--cases must be from 1 to", simulate("ecommerce-import", 0, "0.1", out));
        wrongUse(
                "--errors must be from 0 to 1, not 1.5",
                simulate("ecommerce-import", 3, "1.5", out));
        wrongUse(
                "--errors must be from 0 to 1, not NaN",
                simulate("ecommerce-import", 3, "NaN", out));
        wrongUse("--cases must be", "demo", "--parcels", "0");
        wrongUse("--errors must be", "demo", "--errors", "-1");
        assertThat(out).doesNotExist();
    }

    private static Object[] simulate(String service, int parcels, String errors, Path out) {
        return new Object[] {
            "simulate", service, "--parcels", parcels, "--seed", 1, "--errors", errors, "--out", out
        };
    }

    @Test
    void aStoreThatIsNotThereIsWrongUseForWhoeverReads() {
        Path store = folder.resolve("none");
        String reason = "There is no store in " + store;
        wrongUse(reason, "cases", "--store", store);
        wrongUse(reason, "case", "KEY", "--store", store);
        wrongUse(reason, "document", 1, "--store", store);
        wrongUse(reason, "accounts", "--store", store);
        wrongUse(reason, "messages", "--store", store);
        wrongUse(reason, "clock", "--to", "2026-03-02", "--store", store);
        wrongUse(reason, "verify", "--store", store);
        assertThat(store).doesNotExist();
    }

    @Test
    void aStoreThatCannotBeOneIsWrongUse() {
        wrongUse(
                "it must be a folder, or a URL that begins with", "cases", "--store", "jdbc:zoo:x");
        wrongUse("it must be a folder", "cases", "--store", " ");
    }

    @Test
    void aFileThatIsNoStoreIsAFaultOutside() throws IOException {
        Path file = Files.writeString(folder.resolve("liandong.db"), "This is no database.");
        for (String command : List.of("cases", "verify")) {
            Called called = call(command, "--store", folder);
            assertThat(called.code()).isEqualTo(3);
            assertThat(called.err())
                    .startsWith(
                            "liandong: " + file + " is not a store of Liandong, or was damaged.");
        }
        Called ingest = call("ingest", "--store", folder, "-");
        assertThat(ingest.code()).isEqualTo(3);
        assertThat(file).hasContent("This is no database.");
        assertThat(call("--lang", "zh", "cases", "--store", folder).err()).contains("不是联动的账库");
    }

    @Test
    void aDatabaseServerThatIsNotThereIsAFaultOutside() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + free + "/office";
        for (String command : List.of("cases", "verify")) {
            Called called = call(command, "--store", url);
            assertThat(called.code()).isEqualTo(3);
            assertThat(called.out()).isEmpty();
            assertThat(called.err().lines().toList())
                    .hasSize(2)
                    .first()
                    .isEqualTo(
                            "liandong: The database server of the store %s does not answer. Check host and port, and whether it runs."
                                    .formatted(url));
        }
        assertThat(call("--lang", "zh", "ingest", "--store", url, "-").err())
                .startsWith("liandong: 账库 " + url + " 的数据库服务器没有应答。请检查主机名和端口，以及服务器是否在运行。\n数据库原话：");
    }

    @Test
    void everyFailureOfAStoreHasItsWordsInBothLanguages() {
        for (StoreFailure.Code code : StoreFailure.Code.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
                assertThat(Texts.of(locale).has("storefault." + code)).as(code.name()).isTrue();
            }
        }
    }

    @Test
    void whatStopsAnEngineIsToldFirst() {
        StoreFailure full =
                new StoreFailure(
                        StoreFailure.Code.FULL,
                        List.of("office"),
                        "no",
                        new SQLException("no room\nreally", "53100"));
        StoreFailure stopped =
                new StoreFailure(StoreFailure.Code.STOPPED, List.of(), "stopped", full);
        assertThat(StoreFault.inWords(stopped, Texts.of(Locale.ENGLISH)))
                .isEqualTo(
                        "The disk of the store office is full. Make room and go on; what was acknowledged is safe.\n"
                                + "In the database's own words: no room");
    }

    @Test
    void aStoreThatCannotBeMadeSaysWhy() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        Called called = call("ingest", "--store", file, "-");
        assertThat(called.code()).isEqualTo(3);
        assertThat(called.err())
                .isEqualTo(
                        "liandong: The store %s cannot be opened.\nBecause: %s: it is no folder\n"
                                .formatted(file, file));
        assertThat(call("--lang", "zh", "ingest", "--store", file, "-").err())
                .isEqualTo("liandong: 无法打开账库 %s。\n原因：%s: 它不是文件夹\n".formatted(file, file));
    }

    @Test
    void wrongUseIsToldInChineseToo() {
        Called called = call("--lang", "zh", "clock", "--to", "soon");
        assertThat(called.err()).contains("--to 不能是“soon”，应为日期", "参见：liandong clock --help");
        assertThat(call("--lang=zh", "casses").err()).contains("没有命令 casses。 也许是：cases");
        assertThat(Caller.of(folder).inChinese().call("cases", "--x").err()).contains("没有选项 --x");
    }

    @Test
    void aFolderThatCannotBeWrittenIsAFaultOutside() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        Called called = call(simulate("ecommerce-import", 3, "0", file));
        assertThat(called.code()).isEqualTo(3);
        assertThat(called.err()).isEqualTo("liandong: " + file + ": it is no folder\n");
    }

    @Test
    void aSettingThatIsNoFolderIsWrongUse() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        wrongUse("--config must be a folder", ingest(file));
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.createDirectories(config.resolve("zoo"));
        wrongUse("is not the folder of a service", ingest(config));
    }

    private Object[] ingest(Path config) {
        return new Object[] {"ingest", "--store", folder.resolve("store"), "--config", config, "-"};
    }

    @Test
    void aKeyThatIsBrokenIsNotReplaced() throws IOException {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Path key = Files.writeString(keys.resolve("identity.key"), "half a key");
        Called called = call("ingest", "--store", folder.resolve("store"), "-");
        assertThat(called.code()).isEqualTo(3);
        assertThat(called.err()).contains("must be 64 hexadecimal digits");
        assertThat(key).hasContent("half a key");
    }
}
