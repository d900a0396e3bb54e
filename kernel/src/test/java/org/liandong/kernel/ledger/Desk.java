package org.liandong.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A ledger with a hand-moved clock and short words for its commands, so that an example reads as a story.
final class Desk {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    static final Reference WHY = Reference.of("case-1", "decision-1", "because");
    static final List<Asset> ASSETS =
            List.of(
                    asset("CNY", 2, Asset.Kind.MONEY, "yuan"),
                    asset("T.ALUMINIUM", 3, Asset.Kind.GOODS, "tonne"),
                    asset("CBAM", 0, Asset.Kind.CERTIFICATE, "certificate"),
                    new Asset(
                            "OLD",
                            0,
                            Asset.Kind.QUOTA,
                            "piece",
                            LocalDate.parse("2020-01-01"),
                            LocalDate.parse("2026-01-01")));

    final InMemoryLedgerState state = new InMemoryLedgerState();
    final Ledger ledger = new Ledger(state, ASSETS, SHANGHAI);
    Instant now = noon(TODAY);
    private int keys;

    private static Asset asset(String code, int scale, Asset.Kind kind, String unit) {
        return new Asset(code, scale, kind, unit, LocalDate.parse("2020-01-01"), null);
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(SHANGHAI).toInstant();
    }

    static BigDecimal amount(String digits) {
        return new BigDecimal(digits);
    }

    String key() {
        return "k" + ++keys;
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, SHANGHAI);
    }

    Desk on(String day) {
        now = noon(LocalDate.parse(day));
        return this;
    }

    Desk later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Answer apply(Command command) {
        return ledger.apply(command, now);
    }

    // Commands that have to pass: the ground an example stands on.

    Answer.Posted done(Command command) {
        Answer answer = apply(command);
        assertThat(answer).isInstanceOf(Answer.Posted.class);
        return (Answer.Posted) answer;
    }

    Desk open(String... accounts) {
        for (String account : accounts) {
            done(Command.OpenAccount.of(key(), account, "CNY"));
        }
        return this;
    }

    Desk boundary(String... accounts) {
        for (String account : accounts) {
            done(Command.OpenAccount.boundary(key(), account, "CNY"));
        }
        return this;
    }

    Desk open(
            String account,
            String asset,
            @Nullable String floor,
            @Nullable String ceiling,
            AsOf asOf) {
        done(
                new Command.OpenAccount(
                        key(),
                        account,
                        asset,
                        floor == null ? null : amount(floor),
                        ceiling == null ? null : amount(ceiling),
                        asOf));
        return this;
    }

    long moved(String from, String to, String amount) {
        return done(move(from, to, amount)).seq();
    }

    long moved(String from, String to, String amount, String effective) {
        return done(move(from, to, amount, effective)).seq();
    }

    Desk held(String id, String from, String to, String amount) {
        done(hold(id, from, to, amount));
        return this;
    }

    // Commands, each with a key of its own and effective today unless said otherwise.

    Command.Post move(String from, String to, String amount) {
        return Command.Post.of(key(), today(), WHY, Leg.of(from, to, amount));
    }

    Command.Post move(String from, String to, String amount, String effective) {
        return Command.Post.of(key(), LocalDate.parse(effective), WHY, Leg.of(from, to, amount));
    }

    Command.Post moves(Leg... legs) {
        return Command.Post.of(key(), today(), WHY, legs);
    }

    Command.PlaceHold hold(String id, String from, String to, String amount) {
        return new Command.PlaceHold(key(), id, Leg.of(from, to, amount), today(), null, WHY);
    }

    Command.PlaceHold hold(
            String id, String from, String to, String amount, @Nullable Instant expiresAt) {
        return new Command.PlaceHold(key(), id, Leg.of(from, to, amount), today(), expiresAt, WHY);
    }

    Command.Capture capture(String hold) {
        return new Command.Capture(key(), hold, null, today(), WHY);
    }

    Command.Capture capture(String hold, String amount) {
        return new Command.Capture(key(), hold, amount(amount), today(), WHY);
    }

    Command.Release release(String hold) {
        return new Command.Release(key(), hold, null, WHY);
    }

    Command.Release release(String hold, String amount) {
        return new Command.Release(key(), hold, amount(amount), WHY);
    }

    Command.Reverse reverse(long seq) {
        return new Command.Reverse(key(), seq, today(), WHY);
    }

    Command.Freeze freeze(String account) {
        return new Command.Freeze(key(), account, "court order 7");
    }

    Command.Unfreeze unfreeze(String account) {
        return new Command.Unfreeze(key(), account, "court order 8");
    }

    Command.Close close(String account) {
        return new Command.Close(key(), account);
    }

    Command.LockPeriod lock(String through) {
        return new Command.LockPeriod(key(), LocalDate.parse(through));
    }

    Command.ChangeBounds bounds(String account, @Nullable String floor, @Nullable String ceiling) {
        return new Command.ChangeBounds(
                key(),
                account,
                floor == null ? null : amount(floor),
                ceiling == null ? null : amount(ceiling));
    }

    Command.Post movesExpecting(Map<String, Long> versions, Leg... legs) {
        return moves(legs).expecting(versions);
    }

    Command.Batch atomic(Command.Single... members) {
        return new Command.Batch(key(), Command.Batch.Mode.ATOMIC, List.of(members));
    }

    Command.Batch each(Command.Single... members) {
        return new Command.Batch(key(), Command.Batch.Mode.EACH, List.of(members));
    }

    // What is.

    String available(String account) {
        return ledger.available(account).toPlainString();
    }

    String posted(String account) {
        return ledger.posted(account).toPlainString();
    }

    Account account(String name) {
        Account account = ledger.account(name);
        assertThat(account).as(name).isNotNull();
        return java.util.Objects.requireNonNull(account);
    }

    Hold holdOf(String id) {
        Hold hold = ledger.hold(id);
        assertThat(hold).as(id).isNotNull();
        return java.util.Objects.requireNonNull(hold);
    }

    /// The code of an answer, or `POSTED`.
    static String codeOf(Answer answer) {
        return switch (answer) {
            case Answer.Posted _ -> "POSTED";
            case Answer.Refused refused -> refused.code().name();
            case Answer.Rejected rejected -> rejected.code().name();
        };
    }

    static Detail detailOf(Answer answer) {
        return switch (answer) {
            case Answer.Posted _ -> new Detail.None();
            case Answer.Refused refused -> refused.detail();
            case Answer.Rejected rejected -> rejected.detail();
        };
    }

    String code(Command command) {
        return codeOf(apply(command));
    }
}
