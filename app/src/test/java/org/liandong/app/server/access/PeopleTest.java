package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Wiring;
import org.liandong.app.server.access.Keys.Made;
import org.liandong.app.server.access.People.Entry;
import org.liandong.app.server.access.People.Person;
import org.liandong.engine.Engine;
import org.liandong.engine.Verifier;
import org.liandong.engine.Views;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Accounts and keys, over a store: what is kept, what is written down, and who gets in.
class PeopleTest {

    private static final Owners NOBODYS = (_, _) -> "";

    private static final String GOOD = "kite lantern river 9";
    private static final String OTHER = "seven quiet harbours";
    private static final String HOME = "192.0.2.7";

    @TempDir Path folder;

    private Instant now = Instant.parse("2026-03-02T01:00:00Z");
    private Engine engine;
    private Views views;
    private People people;
    private Keys keys;

    private Engine.Settings settings() {
        return Wiring.settings(
                folder.resolve("store").toString(), folder.resolve("keys"), null, () -> now);
    }

    @BeforeEach
    void open() {
        Access.prepare(settings().store());
        engine = Engine.open(settings());
        views = Views.open(settings().store());
        load();
    }

    private void load() {
        Acts acts = new Acts(engine);
        // As little work as the library allows: the cost is not what is tested here.
        people =
                People.load(
                        acts,
                        views,
                        () -> now,
                        new SecureRandom(),
                        new Argon2PasswordEncoder(16, 32, 1, 64, 1));
        keys = Keys.load(acts, views, () -> now, new SecureRandom());
    }

    @AfterEach
    void close() {
        views.close();
        engine.close();
        assertThat(Verifier.verify(settings(), (done, total) -> {}).difference()).isNull();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        views.notes(Long.MAX_VALUE, 100)
                .reversed()
                .forEach(note -> notes.add(note.source() + " " + note.type()));
        return notes;
    }

    private Person firstAdministrator() {
        return people.choose(people.firstLink(), "Lin", GOOD);
    }

    private static void refused(ThrowingCallable act, String key) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    private Person entered(String name, String password) {
        assertThat(people.enter(name, password, HOME)).isInstanceOf(Entry.Entered.class);
        return Objects.requireNonNull(people.of(name));
    }

    @Test
    void theFirstAdministratorComesByALinkThatWorksOnce() {
        assertThat(people.isUnclaimed()).isTrue();
        String old = people.firstLink();
        String link = people.firstLink();
        refused(() -> people.choose(old, "lin", GOOD), "access.link-void");
        refused(() -> people.choose(link, "Lin!", GOOD), "access.name-bad");
        refused(() -> people.choose(link, "lin", "short"), "access.password-short");

        Person lin = people.choose(link, "Lin", GOOD);

        assertThat(lin.name()).isEqualTo("lin");
        assertThat(lin.caller().is(Role.ADMINISTRATOR)).isTrue();
        assertThat(people.isUnclaimed()).isFalse();
        refused(() -> people.choose(link, "mo", GOOD), "access.link-void");
        assertThat(notes()).containsExactly("person/lin administrator-claimed");
        assertThat(entered("LIN ", GOOD).name()).isEqualTo("lin");
    }

    @Test
    void anAccountIsMadeByAnAdministratorAndItsPasswordChosenByItsOwner() {
        firstAdministrator();
        String link =
                people.add(
                        "person/lin",
                        "mo",
                        "Mo Yan",
                        null,
                        List.of(Grant.officer("ecommerce-import", "")));
        assertThat(people.enter("mo", "", HOME)).isInstanceOf(Entry.Wrong.class);
        people.choose(link, "somebody else", OTHER);
        refused(() -> people.invited(link), "access.link-void");

        load();
        Person mo = entered("mo", OTHER);
        assertThat(mo.caller().maySee("ecommerce-import", "any", NOBODYS)).isTrue();
        assertThat(mo.caller().maySee("import-refund", "any", NOBODYS)).isFalse();
        assertThat(mo.caller().is(Role.ADMINISTRATOR)).isFalse();

        String again = people.invite("person/lin", "mo");
        assertThat(people.enter("mo", OTHER, HOME)).isInstanceOf(Entry.Wrong.class);
        now = now.plus(People.LINK_VALID);
        refused(() -> people.choose(again, "", GOOD), "access.link-void");
        assertThat(notes())
                .containsExactly(
                        "person/lin administrator-claimed",
                        "person/lin person-added",
                        "person/mo password-chosen",
                        "person/lin person-invited");
    }

    @Test
    void noSecretStandsInTheStore() throws Exception {
        firstAdministrator();
        String link =
                people.add("person/lin", "mo", "Mo", null, List.of(Grant.of(Role.AUDITOR, "*")));
        Made made =
                keys.add(
                        "person/lin",
                        "bank",
                        List.of(Grant.source("ecommerce-import", List.of(), List.of())),
                        Duration.ofDays(9));
        String secret = made.token().substring(made.token().lastIndexOf('_') + 1);
        String stored = "";
        for (String file : List.of("liandong.db", "liandong.db-wal")) {
            stored +=
                    Files.readString(
                            folder.resolve("store").resolve(file),
                            java.nio.charset.StandardCharsets.ISO_8859_1);
        }
        assertThat(stored).contains("administrator-claimed", made.key().id());
        assertThat(stored.contains(GOOD)).isFalse();
        assertThat(stored.contains(link)).isFalse();
        assertThat(stored.contains(secret)).isFalse();
    }

    @Test
    void whoGuessesWaitsTwiceAsLongEachTimeAndOthersDoNot() {
        firstAdministrator();
        people.choose(
                people.add("person/lin", "mo", "Mo", null, List.of(Grant.of(Role.AUDITOR, "*"))),
                "",
                OTHER);
        for (int i = 0; i < 5; i++) {
            assertThat(people.enter("lin", "wrong", HOME)).isEqualTo(new Entry.Wrong());
        }
        assertThat(people.enter("lin", GOOD, HOME))
                .isEqualTo(new Entry.Wait(Duration.ofSeconds(1)));
        now = now.plusSeconds(1);
        assertThat(people.enter("lin", "wrong", HOME)).isEqualTo(new Entry.Wrong());
        assertThat(people.enter("lin", GOOD, HOME))
                .isEqualTo(new Entry.Wait(Duration.ofSeconds(2)));
        // Somebody else is not locked out by it.
        entered("mo", OTHER);
        now = now.plusSeconds(2);
        entered("lin", GOOD);
        assertThat(people.enter("lin", "wrong", HOME)).isEqualTo(new Entry.Wrong());
        assertThat(notes()).contains("nobody sign-in-slowed");
    }

    @Test
    void whoTriesManyNamesFromOneAddressWaits() {
        firstAdministrator();
        for (int i = 0; i < 30; i++) {
            assertThat(people.enter("name" + i, "wrong", HOME)).isEqualTo(new Entry.Wrong());
        }
        assertThat(people.enter("lin", GOOD, HOME)).isInstanceOf(Entry.Wait.class);
        assertThat(people.enter("lin", GOOD, "192.0.2.8")).isInstanceOf(Entry.Entered.class);
    }

    @Test
    void aChangeOrTheEndOfAnAccountEndsWhatIsSignedIn() {
        Person lin = firstAdministrator();
        refused(() -> people.close("person/lin", "lin"), "access.last-administrator");
        refused(
                () -> people.change("person/lin", "lin", "Lin", null, List.of()),
                "access.last-administrator");
        people.choose(
                people.add("person/lin", "mo", "Mo", null, List.of(Grant.administrator())),
                "",
                OTHER);
        people.change("person/mo", "lin", "Lin", null, List.of(Grant.of(Role.AUDITOR, "*")));
        assertThat(Objects.requireNonNull(people.of("lin")).epoch()).isGreaterThan(lin.epoch());
        people.close("person/mo", "lin");
        assertThat(people.enter("lin", GOOD, HOME)).isEqualTo(new Entry.Wrong());
    }

    @Test
    void anAccountOfAProvidersSubjectHasNoPassword() {
        firstAdministrator();
        people.add("person/lin", "mo", "Mo", "sub-77", List.of(Grant.of(Role.AUDITOR, "*")));
        assertThat(Objects.requireNonNull(people.ofSubject("sub-77")).name()).isEqualTo("mo");
        assertThat(people.ofSubject("sub-78")).isNull();
        refused(
                () ->
                        people.add(
                                "person/lin",
                                "fu",
                                "Fu",
                                "sub-77",
                                List.of(Grant.of(Role.AUDITOR, "*"))),
                "access.subject-taken");
        people.close("person/lin", "mo");
        assertThat(people.ofSubject("sub-77")).isNull();
    }

    @Test
    void passwordsAreLongAndNotThoseThatAreTriedFirst() {
        String link = people.firstLink();
        for (String plain :
                List.of(
                        "passwordpassword",
                        "aaaaaaaaaaaaaaaaaaaa",
                        "abcabcabcabcabcabc",
                        "123456789012345",
                        "qwertyuiopasdfgh",
                        "Liandong2026 lin-wei",
                        "lin-wei-lin-wei-1234567890",
                        "ＰＡＳＳＷＯＲＤpassword1")) {
            refused(() -> people.choose(link, "lin-wei", plain), "access.password-plain");
        }
        refused(() -> people.choose(link, "lin", "x".repeat(129)), "access.password-long");
        // Any characters count, and two keyboards' ways to write the same are the same.
        people.choose(link, "lin", "山高月小水落石出清風徐來水波不興");
        entered("lin", "山高月小水落石出清風徐來水波不興");
    }

    @Test
    void aKeyIsShownOnceCanBeRotatedWithAnOverlapAndEnds() {
        Made made =
                keys.add(
                        "person/lin",
                        "bank",
                        List.of(
                                Grant.source(
                                        "ecommerce-import", List.of("payment"), List.of("P1"))),
                        Duration.ofDays(90));
        assertThat(made.token()).matches("ldk_[0-9a-z]{10}_[A-Za-z0-9_-]{43}");
        assertThat(Objects.requireNonNull(keys.check(made.token())).name()).isEqualTo("bank");
        assertThat(keys.check(made.token() + "x")).isNull();
        assertThat(keys.check("ldk_" + made.key().id() + "_" + "A".repeat(43))).isNull();
        assertThat(keys.check("")).isNull();

        Made rotated =
                keys.rotate("person/lin", made.key().id(), Duration.ofDays(2), Duration.ofDays(90));
        assertThat(keys.check(made.token())).isNotNull();
        assertThat(keys.check(rotated.token())).isNotNull();
        now = now.plus(Duration.ofDays(2));
        assertThat(keys.check(made.token())).isNull();
        assertThat(keys.check(rotated.token())).isNotNull();

        load();
        assertThat(Objects.requireNonNull(keys.of(made.key().id())).usedAt()).isEqualTo(now);
        assertThat(keys.check(rotated.token())).isNotNull();
        keys.revoke("person/lin", made.key().id());
        assertThat(keys.check(rotated.token())).isNull();
        refused(
                () -> keys.rotate("person/lin", made.key().id(), Duration.ZERO, Duration.ofDays(1)),
                "access.key-void");
        assertThat(notes())
                .containsExactly(
                        "person/lin key-added", "person/lin key-rotated", "person/lin key-revoked");
    }

    @Test
    void aKeyEndsByItself() {
        Made made =
                keys.add(
                        "person/lin",
                        "bank",
                        List.of(Grant.source("*", List.of(), List.of())),
                        Duration.ofDays(1));
        now = now.plus(Duration.ofDays(1)).minusMillis(1);
        assertThat(keys.check(made.token())).isNotNull();
        now = now.plusMillis(1);
        assertThat(keys.check(made.token())).isNull();
        refused(
                () ->
                        keys.add(
                                "person/lin",
                                "bank",
                                List.of(Grant.administrator()),
                                Duration.ofDays(9999)),
                "access.validity-bad");
    }

    @Test
    void whatAKeyMayReportIsItsServicesTypesAndSources() {
        Caller bank =
                new Caller(
                        "key/a",
                        "bank",
                        false,
                        List.of(
                                Grant.source(
                                        "ecommerce-import", List.of("payment"), List.of("P1"))));
        assertThat(bank.refusal("ecommerce-import", "payment", "P1")).isNull();
        for (List<String> other :
                List.of(
                        List.of("ecommerce-import", "order", "P1"),
                        List.of("ecommerce-import", "payment", "P2"),
                        List.of("import-refund", "payment", "P1"))) {
            assertThat(
                            Objects.requireNonNull(
                                            bank.refusal(other.get(0), other.get(1), other.get(2)))
                                    .code())
                    .isEqualTo("NOT-GRANTED");
        }
        assertThat(bank.maySee("ecommerce-import")).isFalse();
        assertThat(bank.maySee("ecommerce-import", "P1/7", NOBODYS)).isFalse();
    }

    @Test
    void anApplicantSeesOwnCasesOnlyAndMustHaveSome() {
        Caller firm =
                new Caller(
                        "person/firm",
                        "firm",
                        true,
                        List.of(Grant.applicant("ecommerce-import", List.of("EBP1/"))));
        assertThat(firm.maySee("ecommerce-import", "EBP1/7", NOBODYS)).isTrue();
        assertThat(firm.maySee("ecommerce-import", "EBP10/7", NOBODYS)).isFalse();
        assertThat(firm.maySee("import-refund", "EBP1/7", NOBODYS)).isFalse();
        assertThat(firm.maySee("ecommerce-import")).isFalse();
        assertThat(firm.worksOn("ecommerce-import", "EBP1/7", NOBODYS)).isFalse();
        refused(() -> Grant.applicant("ecommerce-import", List.of()), "access.prefix-missing");
        refused(() -> Grant.applicant("ecommerce-import", List.of("")), "access.prefix-missing");
    }

    @Test
    void whoIsLimitedToOwnersSeesTheirCasesOnly() {
        Owners owners =
                (_, key) -> key.startsWith("A") ? "ALPHA" : key.startsWith("B") ? "BETA" : "";
        Caller beta =
                new Caller(
                        "person/beta",
                        "beta",
                        true,
                        List.of(Grant.officer("pledge-finance", "credit", List.of("BETA"))));
        assertThat(beta.maySee("pledge-finance")).isFalse();
        assertThat(beta.knows("pledge-finance")).isTrue();
        assertThat(beta.maySee("pledge-finance", "B1", owners)).isTrue();
        assertThat(beta.maySee("pledge-finance", "A1", owners)).isFalse();
        assertThat(beta.maySee("pledge-finance", "none", owners)).isFalse();
        assertThat(beta.worksOn("pledge-finance", null, owners)).isFalse();
        assertThat(beta.maySee("import-refund", "B1", owners)).isFalse();
        assertThat(beta.mayAnswer("pledge-finance", "credit", "BETA")).isTrue();
        assertThat(beta.mayAnswer("pledge-finance", "credit", "ALPHA")).isFalse();
        assertThat(beta.mayAnswer("pledge-finance", "credit", "")).isFalse();
        assertThat(beta.mayAnswer("pledge-finance", "risk", "BETA")).isFalse();
        assertThat(Objects.requireNonNull(beta.refusal("pledge-finance", "repaid", "B")).code())
                .isEqualTo("NOT-GRANTED");
        assertThat(beta.isLimited()).isTrue();
        assertThat(beta.maySeeBooks()).isFalse();
        // Another grant that sees the service whole sees all of it, and no store is asked whose a
        // case is.
        Owners unasked =
                (_, key) -> {
                    throw new AssertionError("Whose is " + key + "?");
                };
        Caller both =
                new Caller(
                        "person/both",
                        "both",
                        true,
                        Grant.with(beta.grants(), Grant.of(Role.AUDITOR, Grant.ANY)));
        assertThat(both.maySee("pledge-finance", "none", unasked)).isTrue();
        assertThat(both.worksOn("pledge-finance", null, unasked)).isTrue();
        assertThat(both.isLimited()).isFalse();
        assertThat(both.maySeeBooks()).isTrue();
        refused(() -> Grant.officer("pledge-finance", "", List.of(" ")), "access.owner-bad");
    }

    @Test
    void whatWasGrantedBeforeThereWereOwnersIsNotLimited() {
        Grant[] grants =
                org.liandong.engine.Json.read(
                        "[{\"role\":\"OFFICER\",\"service\":\"*\",\"office\":\"\",\"prefixes\":[],\"types\":[],\"sources\":[]}]",
                        Grant[].class);
        assertThat(grants).containsExactly(Grant.officer(Grant.ANY, ""));
    }
}
