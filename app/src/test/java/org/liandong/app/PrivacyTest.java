package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Called.Caller;
import tools.jackson.databind.JsonNode;

/// Who looks into a store, or at what any command says, learns nobody's identity number, telephone or name.
class PrivacyTest {

    private static final Pattern PERSONAL =
            Pattern.compile(
                    "<(?:\\w+:)?\\w*?(?:(IdNumber)|([Tt]elephone)|(Name|consignee))>([^<]+)</");

    // Telephones and names are compared, so facts and states hold them. Identity numbers are only
    // in the original messages,
    // which are sealed.
    private static final Set<String> COMPARED = Set.of("trail.body", "cases.state", "parked.facts");

    @TempDir static Path folder;

    private static final Set<String> identityNumbers = new TreeSet<>();
    private static final Set<String> telephones = new TreeSet<>();
    private static final Set<String> names = new TreeSet<>();
    private static final List<Called> said = new ArrayList<>();

    @BeforeAll
    static void aDayAndEverythingThatCanBeSaidAboutIt() throws IOException {
        Path day = folder.resolve("day");
        call(
                "simulate",
                "ecommerce-import",
                "--parcels",
                60,
                "--seed",
                11,
                "--errors",
                "0.5",
                "--out",
                day);
        // Values that no field can hold: the problem quotes them.
        try (Stream<Path> files = Files.list(day)) {
            Path order =
                    files.filter(f -> f.toString().contains("CEB311")).findFirst().orElseThrow();
            Files.writeString(
                    day.resolve("9999999-broken.xml"),
                    Files.readString(order)
                            .replaceAll("(IdNumber>)(\\d+X?<)", "$1" + "9".repeat(60) + "$2")
                            .replaceAll("([Tt]elephone>)(\\d+<)", "$1" + "8".repeat(60) + "$2"));
        }
        collect(day);
        assertThat(identityNumbers).hasSizeGreaterThan(20);
        assertThat(telephones).hasSizeGreaterThan(20);
        assertThat(names).hasSizeGreaterThan(10);
        show(day);
    }

    private static void collect(Path day) throws IOException {
        try (Stream<Path> files = Files.list(day)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                PERSONAL.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> {
                            if (found.group(1) != null) {
                                identityNumbers.add(found.group(4));
                            } else if (found.group(2) != null) {
                                telephones.add(found.group(4));
                            } else if (isPersons(found.group())) {
                                names.add(found.group(4));
                            }
                        });
            }
        }
    }

    // Firms and goods have names, too.
    private static boolean isPersons(String element) {
        return Stream.of("buyerName", "payerName", "consignee>").anyMatch(element::contains);
    }

    private static void show(Path day) {
        Path store = folder.resolve("store");
        said.add(call("ingest", "--store", store, "--json", day));
        said.add(call("ingest", "--store", folder.resolve("other"), day));
        said.add(call("--lang", "zh", "ingest", "--store", folder.resolve("third"), day));
        List<JsonNode> cases = call("cases", "--store", store, "--json").json();
        assertThat(cases).hasSizeGreaterThan(60);
        for (JsonNode line : cases) {
            String key = line.path("case").asString();
            said.add(call("case", key, "--store", store, "--json"));
            said.add(call("case", key, "--store", store));
            said.add(call("--lang", "zh", "case", key, "--store", store));
        }
        for (String command : List.of("cases", "accounts", "messages", "verify")) {
            said.add(call(command, "--store", store));
        }
        said.add(call("accounts", "--store", store, "--json"));
        said.add(call("clock", "--store", store, "--to", "2090-01-01"));
    }

    private static Called call(Object... arguments) {
        Called called = Caller.of(folder.resolve("keys")).call(arguments);
        assertThat(called.code()).as(called.err()).isLessThan(2);
        return called;
    }

    @Test
    void noCommandBetraysAnybody() {
        for (Called called : said) {
            String text = called.said();
            assertThat(found(identityNumbers, text)).as("identity numbers").isEmpty();
            assertThat(found(telephones, text)).as("telephones").isEmpty();
            assertThat(found(names, text)).as("names").isEmpty();
        }
    }

    @Test
    void noColumnHoldsAnIdentityNumber() throws SQLException {
        assertThat(columnsWith(identityNumbers, Set.of())).isEmpty();
    }

    @Test
    void noColumnButThoseOfFactsHoldsATelephoneOrAName() throws SQLException {
        assertThat(columnsWith(telephones, COMPARED)).isEmpty();
        assertThat(columnsWith(names, COMPARED)).isEmpty();
    }

    @Test
    void theScanFindsWhatIsThere() throws SQLException {
        assertThat(columnsWith(telephones, Set.of())).contains("trail.body", "cases.state");
    }

    private static List<String> found(Set<String> secrets, String text) {
        return secrets.stream().filter(text::contains).toList();
    }

    private static Set<String> columnsWith(Set<String> secrets, Set<String> known)
            throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("store/liandong.db"));
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            String column = table + "." + rows.getMetaData().getColumnName(i);
                            if (!known.contains(column)
                                    && !columns.contains(column)
                                    && !found(secrets, text(rows.getObject(i))).isEmpty()) {
                                columns.add(column);
                            }
                        }
                    }
                }
            }
        }
        return columns;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("select name from sqlite_master where type = 'table'")) {
            while (rows.next()) {
                tables.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : String.valueOf(value);
    }
}
