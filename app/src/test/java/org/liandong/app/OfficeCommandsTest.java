package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Called.Caller;
import org.liandong.app.server.Server;
import org.liandong.engine.Engine;
import tools.jackson.databind.JsonNode;

/// Accounts and keys by commands, in a store that no server has open.
class OfficeCommandsTest {

    @TempDir Path folder;

    private Path store;

    @BeforeEach
    void store() {
        store = folder.resolve("store");
    }

    private Caller caller() {
        return Caller.of(folder.resolve("keys"));
    }

    private Called call(Object... arguments) {
        return call(caller(), arguments);
    }

    private Called call(Caller caller, Object... arguments) {
        return caller.call(
                Stream.concat(Stream.of(arguments), Stream.of("--store", store)).toArray());
    }

    private Called done(Object... arguments) {
        Called called = call(arguments);
        assertThat(called.code()).as(called.said()).isZero();
        return called;
    }

    private void wrongUse(String reason, Object... arguments) {
        Called called = call(arguments);
        assertThat(called.code()).as(called.said()).isEqualTo(2);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).startsWith("liandong: ").contains(reason);
    }

    private List<String> notes() {
        return done("person", "list", "--json").json().stream()
                .map(line ->
                        line.path("name").asString()
                                + " "
                                + line.path("state").asString()
                                + " "
                                + line.path("grants"))
                .toList();
    }

    private JsonNode json(Object... arguments) {
        return done(arguments).json().getFirst();
    }

    @Test
    void anAccountIsMadeGivenARoleInvitedAndClosed() throws IOException {
        Called added =
                done(
                        "person",
                        "add",
                        "Lin",
                        "--shown",
                        "Lin Yue",
                        "--role",
                        "administrator",
                        "--address",
                        "https://office.example:8443/");
        assertThat(added.lines()).hasSize(2);
        assertThat(added.out()).contains("The account lin was made.");
        assertThat(added.lines().getLast())
                .matches("https://office\\.example:8443/begin/[A-Za-z0-9_-]{43}");
        assertThat(done("person", "add", "mo", "--role", "officer", "--office", "x").out())
                .contains("http://127.0.0.1:8080/begin/");
        assertThat(done("person", "grant", "mo", "--role", "auditor", "--service", "*").out())
                .isEqualTo(
                        "mo is now: officer of every service (tasks of x); auditor of every service.\n");
        done("person", "grant", "mo", "--take", "--role", "officer", "--office", "x");
        assertThat(done("person", "list").out())
                .contains("Lin Yue", "link waits", "never", "auditor of every service");
        assertThat(notes())
                .containsExactly(
                        "lin invited [{\"role\":\"administrator\",\"service\":\"*\"}]",
                        "mo invited [{\"role\":\"auditor\",\"service\":\"*\"}]");
        JsonNode invited = json("person", "invite", "mo", "--json");
        assertThat(invited.path("link").asString()).startsWith("http://127.0.0.1:8080/begin/");
        assertThat(done("person", "close", "mo").out()).isEqualTo("The account mo is closed.\n");
        assertThat(call(caller().inChinese(), "person", "list").out()).contains("已关闭", "所有服务");

        // What is secret is in no file, and every act is in the trail.
        String stored = Files.readString(store.resolve("liandong.db"), StandardCharsets.ISO_8859_1);
        assertThat(stored)
                .contains("person-added", "person-changed", "person-invited", "person-closed")
                .contains("command/" + System.getProperty("user.name"))
                .doesNotContain(link(added.lines().getLast()))
                .doesNotContain(link(invited.path("link").asString()));
        assertThat(call("verify").code()).isZero();
    }

    private static String link(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    @Test
    void anOfficerAndAKeyMaySeeTheCasesOfOneOwnerOnly() throws IOException {
        done("person", "add", "lin", "--role", "administrator", "--subject", "sub-1");
        String[] officer = {
            "--role",
            "officer",
            "--service",
            "pledge-finance",
            "--owner",
            "BANK1",
            "--owner",
            "BANK2"
        };
        done(Stream.concat(Stream.of("person", "add", "mo"), Stream.of(officer)).toArray());
        done(Stream.concat(Stream.of("key", "add", "Bank"), Stream.of(officer)).toArray());
        String limited = "officer of pledge-finance (cases of BANK1, BANK2)";
        assertThat(done("person", "list").out()).contains(limited);
        assertThat(done("key", "list").out()).contains(limited);
        wrongUse("limited to owners", "person", "add", "no", "--role", "auditor", "--owner", " ");
        wrongUse(
                "belongs to the role officer, auditor only",
                "person",
                "add",
                "no",
                "--role",
                "source",
                "--owner",
                "BANK1");
    }

    @Test
    void aKeyIsMadeRotatedAndRevoked() throws IOException {
        Called made =
                done(
                        "key",
                        "add",
                        "Harbour bank",
                        "--role",
                        "source",
                        "--service",
                        "ecommerce-import",
                        "--type",
                        "payment",
                        "--type",
                        "order",
                        "--source",
                        "P1",
                        "--days",
                        90);
        assertThat(made.lines()).hasSize(2);
        String token = made.lines().getLast();
        assertThat(token).matches("ldk_[0-9a-z]{10}_[A-Za-z0-9_-]{43}");
        JsonNode listed = json("key", "list", "--json");
        assertThat(listed.path("grants").toString())
                .isEqualTo(
                        "[{\"role\":\"source\",\"service\":\"ecommerce-import\",\"types\":[\"payment\",\"order\"],\"sources\":[\"P1\"]}]");
        String id = listed.path("id").asString();
        assertThat(token).startsWith("ldk_" + id);
        JsonNode rotated = json("key", "rotate", id, "--overlap-days", 2, "--json");
        assertThat(rotated.path("key").asString()).startsWith("ldk_" + id).isNotEqualTo(token);
        assertThat(rotated.path("previousUntil").isNull()).isFalse();
        assertThat(done("key", "revoke", id).out())
                .isEqualTo("The key Harbour bank (" + id + ") is revoked.\n");
        assertThat(done("key", "list").out()).contains("Harbour bank", "revoked", "never");
        assertThat(done("key", "add", "Port", "--role", "auditor", "--subject", "sub-7").out())
                .startsWith("Port is let in as ")
                .doesNotContain("ldk_");
        String stored = Files.readString(store.resolve("liandong.db"), StandardCharsets.ISO_8859_1);
        assertThat(stored)
                .contains("key-added", "key-rotated", "key-revoked")
                .doesNotContain(token.substring(15));
    }

    @Test
    void whatCannotBeIsToldAndNothingIsDone() {
        wrongUse("There is no store in", "person", "list");
        wrongUse("There is no store in", "key", "revoke", "x");
        done("person", "add", "lin", "--role", "administrator", "--subject", "sub-1");
        assertThat(caller().call("person").err()).contains("liandong: Name a command.");
        assertThat(caller().call("key", "lst").err())
                .contains("There is no command lst. Maybe: list.");
        wrongUse("--role is missing.", "person", "add", "mo");
        wrongUse("NAME is missing.", "person", "close");
        wrongUse("Choose a role", "person", "add", "mo", "--role", "emperor");
        wrongUse("no such service", "person", "add", "mo", "--role", "auditor", "--service", "zoo");
        wrongUse("at least one beginning", "person", "add", "mo", "--role", "applicant");
        wrongUse("is taken", "person", "add", "lin", "--role", "auditor");
        wrongUse("cannot be a name", "person", "add", "No Name", "--role", "auditor");
        wrongUse(
                "at most 100",
                "person",
                "add",
                "mo",
                "--role",
                "auditor",
                "--shown",
                "x".repeat(101));
        wrongUse("cannot be an address", "person", "invite", "lin", "--address", "ftp://x/");
        wrongUse("There is no account mo.", "person", "invite", "mo");
        wrongUse("This is the last administrator.", "person", "close", "lin");
        wrongUse(
                "This is the last administrator.",
                "person",
                "grant",
                "lin",
                "--take",
                "--role",
                "administrator");
        wrongUse("at most 732 days", "key", "add", "X", "--role", "source", "--days", 733);
        wrongUse("There is no key zzz.", "key", "rotate", "zzz");
        wrongUse("needs a whole number", "key", "add", "X", "--role", "source", "--days", "soon");
        assertThat(done("key", "list").out()).contains("No program has a key yet.");
        assertThat(notes())
                .containsExactly("lin active [{\"role\":\"administrator\",\"service\":\"*\"}]");
    }

    @Test
    void aStoreThatAServerHasOpenIsLookedAtButNotChangedAndTheLinkWorksThere() throws Exception {
        Called added = done("person", "add", "lin", "--role", "administrator");
        Engine.Settings settings =
                Wiring.settings(
                        store.toString(), folder.resolve("keys"), null, InstantSource.system());
        try (Server server =
                        Server.start(
                                new Server.Settings("127.0.0.1", 0),
                                settings,
                                Engine.open(settings));
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(done("person", "list").out()).contains("lin");
            for (List<Object> act :
                    List.of(
                            List.<Object>of("person", "close", "lin"),
                            List.<Object>of("key", "add", "X", "--role", "source"))) {
                Called called = call(act.toArray());
                assertThat(called.code()).isEqualTo(3);
                assertThat(called.err()).contains("A server or command has the store", "/admin");
            }
            URI link = server.address().resolve(URI.create(added.lines().getLast()).getPath());
            assertThat(
                            client.send(
                                            HttpRequest.newBuilder(link).build(),
                                            BodyHandlers.ofString())
                                    .body())
                    .contains("Choose a password for lin");
        }
    }
}
