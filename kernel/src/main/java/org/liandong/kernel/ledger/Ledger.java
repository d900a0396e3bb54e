package org.liandong.kernel.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ledger: answers each command once and keeps every account within its bounds. It implements the ledger model.
///
/// The same commands at the same instants on the same state give the same answers, state and hashes. Time comes in with
/// each call; where it goes back, the ledger stays at the latest instant it has booked. The cost of a command does not
/// grow with the history of its accounts. For one thread at a time.
///
/// ```java
/// var ledger = new Ledger(new InMemoryLedgerState(), assets, ZoneId.of("Asia/Shanghai"));
/// Answer answer = ledger.apply(Command.Post.of(key, today, reference, Leg.of(free, occupied, "312450.00")), now);
/// switch (answer) {
///     case Answer.Posted posted -> …      // done, whether now or earlier
///     case Answer.Refused refused -> …    // a business outcome; trying again needs a new key
///     case Answer.Rejected rejected -> …  // wrong or early; correct it and use the same key
/// }
/// ```
public final class Ledger {

    /// The most members of a batch: they are checked, staged and answered as one.
    public static final int BATCH_MEMBERS_MAX = 1_000;

    private final LedgerState state;
    private final Map<String, Asset> assets = new HashMap<>();
    private final ZoneId zone;
    private final Canonical canonical = new Canonical();
    private Changes changes = new Changes();
    private List<Hold> expired = List.of();

    /// A ledger over a state.
    ///
    /// @param state   where everything is kept
    /// @param assets  all assets that accounts hold or may hold
    /// @param zone    its dates are the dates in this zone
    /// @throws IllegalArgumentException when two assets have the same code
    public Ledger(LedgerState state, Collection<Asset> assets, ZoneId zone) {
        this.state = state;
        this.zone = zone;
        for (Asset asset : assets) {
            if (this.assets.put(asset.code(), asset) != null) {
                throw new IllegalArgumentException(
                        "The asset %s is given twice.".formatted(asset.code()));
            }
        }
    }

    /// Answers a command: the checks of section 4 of the ledger model in their order, then the effect.
    ///
    /// Holds that are due are expired first, whatever the answer.
    ///
    /// @param now  instant of the caller's clock
    public Answer apply(Command command, Instant now) {
        Instant at = start(now);
        return switch (command) {
            case Command.Single single -> one(single, state, changes, at);
            case Command.Batch batch -> batch(batch, at);
        };
    }

    /// Expires the holds that are due, as the next command would do. See [#expired] and [#changes].
    ///
    /// @param now  instant of the caller's clock
    public void expireDue(Instant now) {
        start(now);
    }

    /// The accounts changed by the last call of [#apply] or [#expireDue], expiries included: each as it was and as it is.
    ///
    /// [Change#makesRoom] tells for which of them it is worth waking those who wait. A replayed answer changes nothing.
    public List<Change> changes() {
        return changes.toList();
    }

    /// The holds that the last call of [#apply] or [#expireDue] expired, in order.
    public List<Hold> expired() {
        return expired;
    }

    /// The account of that name, or null.
    public @Nullable Account account(String name) {
        return state.account(name);
    }

    /// The hold of that id, or null.
    public @Nullable Hold hold(String id) {
        return state.hold(id);
    }

    /// The transaction of that number, or null.
    public @Nullable Transaction transaction(long seq) {
        return state.transaction(seq);
    }

    /// Where the ledger stands.
    public Head head() {
        return state.head();
    }

    /// What may still leave an account, with the decimals of its asset: `in - out - reservedOut`.
    ///
    /// A hold that is due counts until the next command or [#expireDue].
    ///
    /// @throws IllegalArgumentException when there is no such account
    public BigDecimal available(String account) {
        Account found = required(account);
        return amount(found, found.available());
    }

    /// The balance of an account, with the decimals of its asset: `in - out`.
    ///
    /// @throws IllegalArgumentException when there is no such account
    public BigDecimal posted(String account) {
        Account found = required(account);
        return amount(found, found.posted());
    }

    /// The balance of an account for a day, as it was known at a point of the log. Section 6 of the ledger model.
    ///
    /// The point is a number and not an instant, since several transactions may be booked at one instant and more may
    /// follow at the same: with the number fixed the answer never changes again.
    ///
    /// @param effectiveThrough  the legs effective on or before this day count
    /// @param bookedThrough     number of the last transaction that counts; [Head#seq] for all
    /// @throws IllegalArgumentException when there is no such account
    public BigDecimal balanceAsOf(String account, LocalDate effectiveThrough, long bookedThrough) {
        Account found = required(account);
        BigInteger sum = BigInteger.ZERO;
        for (BookedLeg leg : state.legs(account, effectiveThrough, bookedThrough)) {
            sum = leg.to().equals(account) ? sum.add(leg.minor()) : sum.subtract(leg.minor());
        }
        return amount(found, sum);
    }

    // Check 0, and the instant of booking, which never goes back.
    private Instant start(Instant now) {
        Head head = state.head();
        Instant at = now.isBefore(head.bookedAt()) ? head.bookedAt() : now;
        changes = new Changes();
        List<Hold> due = state.holdsDue(at);
        if (due.isEmpty()) {
            expired = List.of();
            return at;
        }
        var gone = new ArrayList<Hold>(due.size());
        for (Hold hold : List.copyOf(due)) {
            Hold after = hold.afterExpiry();
            Attempt.giveBack(hold, after, state, changes);
            gone.add(after);
        }
        expired = Collections.unmodifiableList(gone);
        moveClock(state, at);
        return at;
    }

    private Answer one(Command.Single command, LedgerState on, Changes noting, Instant at) {
        var attempt =
                new Attempt(
                        command, on, assets, canonical, at, LocalDate.ofInstant(at, zone), noting);
        Attempt.Failure wrong = attempt.shape();
        if (wrong != null) {
            return Answer.failed(command.key(), wrong.code(), wrong.detail(), List.of());
        }
        String body = canonical.hashOf(command);
        Answer earlier = earlier(command, body, on);
        return earlier != null ? earlier : kept(attempt.book(), body, on, at);
    }

    // Check 2.
    private static @Nullable Answer earlier(Command command, String body, LedgerState on) {
        Remembered remembered = on.remembered(command.key());
        if (remembered == null) {
            return null;
        }
        return remembered.body().equals(body)
                ? remembered.answer().asReplayed()
                : Answer.failed(
                        command.key(),
                        Code.KEY_REUSED,
                        new Detail.Subject(command.key()),
                        List.of());
    }

    private static Answer kept(Answer answer, String body, LedgerState on, Instant at) {
        switch (answer) {
            case Answer.Posted posted -> {
                on.remember(posted.key(), new Remembered(body, posted));
                moveClock(on, at);
            }
            case Answer.Refused refused ->
                    on.remember(refused.key(), new Remembered(body, refused));
            case Answer.Rejected _ -> {}
        }
        return answer;
    }

    private static void moveClock(LedgerState on, Instant at) {
        Head head = on.head();
        if (head.bookedAt().isBefore(at)) {
            on.save(head.at(at));
        }
    }

    private Answer batch(Command.Batch batch, Instant at) {
        Attempt.Failure wrong = shape(batch);
        if (wrong != null) {
            return Answer.failed(batch.key(), wrong.code(), wrong.detail(), List.of());
        }
        String body = canonical.hashOf(batch);
        Answer earlier = earlier(batch, body, state);
        if (earlier != null) {
            return earlier;
        }
        Answer answer =
                switch (batch.mode()) {
                    case EACH -> each(batch, at);
                    case ATOMIC -> atomic(batch, at);
                };
        return kept(answer, body, state, at);
    }

    private static Attempt.@Nullable Failure shape(Command.Batch batch) {
        if (!Attempt.isName(batch.key())) {
            return Attempt.malformed("key");
        }
        int count = batch.members().size();
        if (count == 0 || count > BATCH_MEMBERS_MAX) {
            return new Attempt.Failure(Code.MALFORMED, new Detail.Count(count, BATCH_MEMBERS_MAX));
        }
        for (Command.Single member : batch.members()) {
            if (member.key().equals(batch.key())) {
                return Attempt.malformed("key");
            }
        }
        return null;
    }

    private Answer each(Command.Batch batch, Instant at) {
        var answers = new ArrayList<Answer>(batch.members().size());
        for (Command.Single member : batch.members()) {
            answers.add(one(member, state, changes, at));
        }
        return new Answer.Posted(batch.key(), 0, at, null, answers, false);
    }

    private Answer atomic(Command.Batch batch, Instant at) {
        var staged = new Staged(state);
        var noted = new Changes();
        var answers = new ArrayList<Answer>(batch.members().size());
        for (Command.Single member : batch.members()) {
            Answer answer = one(member, staged, noted, at);
            switch (answer) {
                case Answer.Posted posted -> answers.add(posted);
                case Answer.Refused refused -> {
                    Remembered remembered = staged.remembered(member.key());
                    if (remembered != null && !refused.replayed()) {
                        state.remember(member.key(), remembered);
                    }
                    return failed(batch, answers.size(), refused, refused.code(), refused.detail());
                }
                case Answer.Rejected rejected -> {
                    return failed(
                            batch, answers.size(), rejected, rejected.code(), rejected.detail());
                }
            }
        }
        staged.flush();
        changes.noteAll(noted);
        return new Answer.Posted(batch.key(), 0, at, null, answers, false);
    }

    // The batch has the code of the member that failed; the other members are told that it was not
    // their fault.
    private static Answer failed(
            Command.Batch batch, int position, Answer failing, Code code, Detail detail) {
        String failingKey = batch.members().get(position).key();
        var answers = new ArrayList<Answer>(batch.members().size());
        for (int i = 0; i < batch.members().size(); i++) {
            answers.add(
                    i == position
                            ? failing
                            : Answer.failed(
                                    batch.members().get(i).key(),
                                    Code.BATCH_FAILED,
                                    new Detail.Subject(failingKey),
                                    List.of()));
        }
        return Answer.failed(batch.key(), code, detail, answers);
    }

    private Account required(String name) {
        Account account = state.account(name);
        if (account == null) {
            throw new IllegalArgumentException(
                    "There is no account %s in this ledger.".formatted(name));
        }
        return account;
    }

    private BigDecimal amount(Account account, BigInteger minor) {
        Asset asset = assets.get(account.asset());
        if (asset == null) {
            throw new IllegalStateException(
                    "The account %s holds the asset %s, which this ledger was not given."
                            .formatted(account.name(), account.asset()));
        }
        return asset.amount(minor);
    }
}
