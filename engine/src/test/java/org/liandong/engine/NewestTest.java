package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liandong.engine.Views.CaseLine;

/// What people look for first.
class NewestTest {

    private static final Sight TOY = Sight.whole(List.of("toy"));
    private static final Sight OTHER = Sight.whole(List.of("other"));

    private final House house = new House();
    private final Newest newest =
            new Newest(house.engine().store(), new Wordings.Reader(house.engine().store()));

    @AfterEach
    void close() {
        house.close();
    }

    private List<String> keys(Newest.Cases page) {
        return page.lines().stream().map(CaseLine::key).toList();
    }

    private void visitors(String... names) {
        house.take(new Toy.Offered("east", 100));
        for (String name : names) {
            house.take(new Toy.Asked(name, "east", 1, "t-" + name));
        }
    }

    @Test
    void theCaseThatChangedLastComesFirst() {
        visitors("ann", "bob", "cid");
        house.take(new Toy.Left("ann", "east"));
        assertThat(keys(newest.cases("toy", null, Long.MAX_VALUE, 10)))
                .containsExactly("ann", "cid", "bob", "room-east");
    }

    @Test
    void pagesMeetWithoutGapOrOverlap() {
        visitors("ann", "bob", "cid");
        house.take(new Toy.Left("ann", "east"));
        Newest.Cases first = newest.cases("toy", null, Long.MAX_VALUE, 2);
        Newest.Cases second = newest.cases("toy", null, first.next(), 2);
        assertThat(keys(first)).containsExactly("ann", "cid");
        assertThat(keys(second)).containsExactly("bob", "room-east");
        assertThat(newest.cases("toy", null, second.next(), 2).lines()).isEmpty();
    }

    @Test
    void aListByStatusHoldsThatStatusOnlyAndEnds() {
        visitors("ann", "bob", "cid");
        house.take(new Toy.Left("bob", "east"));
        Newest.Cases placed = newest.cases("toy", "placed", Long.MAX_VALUE, 10);
        assertThat(keys(placed)).containsExactly("cid", "ann");
        assertThat(placed.next()).isZero();
        assertThat(newest.cases("toy", "nowhere", Long.MAX_VALUE, 10).lines()).isEmpty();
        assertThat(newest.cases("other", null, Long.MAX_VALUE, 10).lines()).isEmpty();
    }

    @Test
    void ofManyCasesTheListIsTheSame() {
        visitors("ann", "bob", "cid");
        house.take(new Toy.Left("ann", "east"));
        List<List<String>> few = pages();
        QuestionsTest.pretendMillions(house.engine().store());
        assertThat(pages()).isEqualTo(few);
        assertThat(few).containsExactly(List.of("ann", "cid"), List.of("bob", "room-east"));
    }

    private List<List<String>> pages() {
        List<List<String>> pages = new ArrayList<>();
        long before = Long.MAX_VALUE;
        do {
            Newest.Cases page = newest.cases("toy", null, before, 2);
            if (!page.lines().isEmpty()) {
                pages.add(keys(page));
            }
            before = page.next();
        } while (before > 0);
        return pages;
    }

    @Test
    void howManyStandWhereIsCountedAsTheyMove() {
        visitors("ann", "bob", "cid");
        assertThat(standing()).isEqualTo(Map.of("offered", 1L, "placed", 3L));
        house.take(new Toy.Left("ann", "east"));
        house.take(new Toy.Left("bob", "east"));
        house.take(new Toy.Left("cid", "east"));
        assertThat(standing()).isEqualTo(Map.of("offered", 1L, "left", 3L));
        // Of a step that failed nothing is counted.
        house.take(new Toy.Burst("dan"));
        assertThat(standing()).isEqualTo(Map.of("offered", 1L, "left", 3L));
    }

    private Map<String, Long> standing() {
        Map<String, Long> counts = new TreeMap<>();
        house.engine().store().query(Tables.STANDING, "where service = 'toy'").stream()
                .forEach(s -> counts.put(s.id().status(), s.cases()));
        return counts;
    }

    @Test
    void clocksAreInTheOrderInWhichTheyRunOut() {
        visitors("ann");
        house.after(Duration.ofMinutes(30));
        house.take(new Toy.Asked("bob", "east", 1, "t-bob"));
        Instant first = Toy.START.plus(Duration.ofHours(2));
        assertThat(newest.clocks(TOY, Instant.EPOCH, null, 10))
                .extracting(Newest.ClockOf::key)
                .containsExactly("ann", "bob");
        Newest.Place ann = Newest.Place.of(newest.clocks(TOY, Instant.EPOCH, null, 1).getFirst());
        assertThat(newest.clocks(TOY, Instant.EPOCH, ann, 10))
                .extracting(Newest.ClockOf::key)
                .containsExactly("bob");
        assertThat(newest.clocks(TOY, first.plusMillis(1), null, 10))
                .extracting(Newest.ClockOf::key)
                .containsExactly("bob");
        assertThat(newest.clocksBefore(TOY, first)).isZero();
        assertThat(newest.clocksBefore(TOY, first.plusMillis(1))).isEqualTo(1);
        // Of others nothing is seen.
        assertThat(newest.clocks(OTHER, Instant.EPOCH, null, 10)).isEmpty();
        assertThat(newest.clocks(Sight.NOTHING, Instant.EPOCH, null, 10)).isEmpty();
        assertThat(newest.clocksBefore(OTHER, first.plusMillis(1))).isZero();
    }

    @Test
    void aStatementNamesTheOtherSideAndTheCaseNewestFirst() {
        visitors();
        house.take(new Toy.Offered("east", 5));
        Newest.Statement whole = newest.statement("east/free", Long.MAX_VALUE, 10);
        assertThat(whole.bookings())
                .extracting(Newest.Booking::minor)
                .containsExactly(BigInteger.valueOf(5), BigInteger.valueOf(100));
        assertThat(whole.bookings().getFirst().other()).isEqualTo("east/all");
        assertThat(whole.bookings().getFirst().caseKey()).isEqualTo("east");
        assertThat(whole.next()).isZero();
    }

    @Test
    void aStatementGoesOnWhereThePageBeforeEnded() {
        visitors();
        house.take(new Toy.Offered("east", 5));
        house.take(new Toy.Offered("west", 7));
        house.take(new Toy.Offered("east", 9));
        List<Long> amounts = new ArrayList<>();
        long from = Long.MAX_VALUE;
        do {
            Newest.Statement page = newest.statement("east/free", from, 1);
            assertThat(page.bookings()).hasSize(1);
            amounts.add(page.bookings().getFirst().minor().longValue());
            from = page.next();
        } while (from != 0);
        assertThat(amounts).containsExactly(9L, 5L, 100L);
        // What no page has said: another account's transaction, one that is not there yet, an
        // account that is not there.
        assertThat(newest.statement("west/free", 1, 10).bookings()).isEmpty();
        assertThat(newest.statement("east/free", 99, 10).bookings()).isEmpty();
        assertThat(newest.statement("nowhere", Long.MAX_VALUE, 10))
                .isEqualTo(new Newest.Statement(List.of(), 0));
    }

    @Test
    void aDayIsTheEntriesFromItsFirstInstantOn() {
        visitors("ann");
        house.after(Duration.ofMinutes(30));
        house.take(new Toy.Asked("bob", "east", 1, "t-bob"));
        long last = newest.firstFrom(Toy.START.plus(Duration.ofDays(1)));
        assertThat(newest.firstFrom(Instant.EPOCH)).isEqualTo(1);
        assertThat(newest.firstFrom(Toy.START.plusMillis(1))).isEqualTo(last - 2);
        assertThat(newest.came(last - 2, last - 1))
                .extracting(c -> c.kind() + " " + c.type() + " " + c.count())
                .contains("fact asked 1");
        assertThat(newest.decided(1, last))
                .containsExactly(new Newest.Decided("toy", "admission", "admitted", 2));
        assertThat(newest.decided(last - 2, last))
                .containsExactly(new Newest.Decided("toy", "admission", "admitted", 1));
    }

    @Test
    void whatWasSetAsideSaysWhy() {
        visitors();
        house.take(new Toy.Burst("dan"));
        Newest.SetAside aside = newest.setAside(List.of("toy"), Long.MAX_VALUE, 10).getFirst();
        assertThat(aside.type()).isEqualTo("burst");
        assertThat(aside.problems()).hasSize(1);
        assertThat(aside.document()).isEqualTo("test");
        assertThat(newest.setAside(List.of("toy"), aside.id(), 10)).isEmpty();
        assertThat(newest.setAside(List.of("other"), Long.MAX_VALUE, 10)).isEmpty();
        assertThat(newest.setAside(List.of(), Long.MAX_VALUE, 10)).isEmpty();
    }
}
