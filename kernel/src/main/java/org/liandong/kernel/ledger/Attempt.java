package org.liandong.kernel.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One try to book one command: the numbered checks of section 4 of the ledger model, then the writes.
///
/// All checks stand before the first write, so an attempt that fails has written nothing. The numbers in the comments
/// are those of the model. A check answers null when it holds.
final class Attempt {

    /// The longest key, name or id: it has to fit an index of any database.
    static final int NAME_LENGTH_MAX = 200;

    /// The longest reason or other free text: an explanation, not a document.
    static final int TEXT_LENGTH_MAX = 2_000;

    /// The most legs of one transaction, fixed by the model.
    static final int LEGS_MAX = 128;

    /// The most digits of an amount or a counter, fixed by the model.
    static final int DIGITS_MAX = 38;

    private final Command.Single command;
    private final LedgerState state;
    private final Map<String, Asset> assets;
    private final Canonical canonical;
    private final Instant at;
    private final LocalDate today;
    private final Changes changes;

    private final List<Resolved> legs = new ArrayList<>(2);
    private final WriteSet writes;

    Attempt(
            Command.Single command,
            LedgerState state,
            Map<String, Asset> assets,
            Canonical canonical,
            Instant at,
            LocalDate today,
            Changes changes) {
        this.command = command;
        this.state = state;
        this.assets = assets;
        this.canonical = canonical;
        this.at = at;
        this.today = today;
        this.changes = changes;
        writes = new WriteSet(state, changes);
    }

    /// Why a check does not hold.
    record Failure(Code code, Detail detail) {}

    // A leg with what it names, as far as that is known. The amount is null while the source, so
    // the asset, is unknown.
    private record Resolved(
            @Nullable Account from, @Nullable Account to, @Nullable BigInteger minor) {}

    // ------------------------------------------------------------------------------------------------ check 1

    /// Check 1: shape of the request, amounts, scale, mandatory references.
    @Nullable Failure shape() {
        if (!isName(command.key())) {
            return malformed("key");
        }
        return switch (command) {
            case Command.OpenAccount c -> {
                if (!isName(c.name())) {
                    yield malformed("name");
                }
                Asset asset = assets.get(c.asset());
                yield asset == null ? null : boundsShape(c.floor(), c.ceiling(), asset);
            }
            case Command.Post c -> postShape(c);
            case Command.PlaceHold c -> {
                if (!isName(c.id())) {
                    yield malformed("id");
                }
                Failure wrong = referenceShape(c.reference());
                yield wrong != null ? wrong : legShape(c.leg());
            }
            case Command.Capture c -> {
                Failure wrong = referenceShape(c.reference());
                yield wrong != null ? wrong : holdAmountShape(c.hold(), c.amount());
            }
            case Command.Release c -> {
                Failure wrong = referenceShape(c.reference());
                yield wrong != null ? wrong : holdAmountShape(c.hold(), c.amount());
            }
            case Command.Reverse c -> referenceShape(c.reference());
            case Command.Freeze c ->
                    isText(c.authority(), TEXT_LENGTH_MAX) ? null : malformed("authority");
            case Command.Unfreeze c ->
                    isText(c.authority(), TEXT_LENGTH_MAX) ? null : malformed("authority");
            case Command.ChangeBounds c -> {
                Account account = state.account(c.account());
                yield account == null
                        ? null
                        : boundsShape(c.floor(), c.ceiling(), assetOf(account));
            }
            case Command.Close _, Command.LockPeriod _ -> null;
        };
    }

    private @Nullable Failure postShape(Command.Post c) {
        Failure wrong = referenceShape(c.reference());
        if (wrong != null) {
            return wrong;
        }
        int count = c.legs().size();
        if (count == 0) {
            return new Failure(Code.NO_LEGS, new Detail.Count(0, LEGS_MAX));
        }
        if (count > LEGS_MAX) {
            return new Failure(Code.TOO_MANY_LEGS, new Detail.Count(count, LEGS_MAX));
        }
        for (int i = 0; i < count; i++) {
            wrong = legShape(c.legs().get(i));
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    // The scale is that of the source's asset. Where there is no such account, check 3 rejects the
    // leg.
    private @Nullable Failure legShape(Leg leg) {
        Account from = state.account(leg.from());
        Account to = state.account(leg.to());
        BigInteger minor = null;
        if (from != null) {
            Asset asset = assetOf(from);
            Failure wrong = amountShape(leg.amount(), asset);
            if (wrong != null) {
                return wrong;
            }
            minor = minor(leg.amount(), asset);
        }
        legs.add(new Resolved(from, to, minor));
        return null;
    }

    private @Nullable Failure holdAmountShape(String id, @Nullable BigDecimal amount) {
        Hold hold = state.hold(id);
        return hold == null || amount == null ? null : amountShape(amount, asset(hold.asset()));
    }

    private static @Nullable Failure boundsShape(
            @Nullable BigDecimal floor, @Nullable BigDecimal ceiling, Asset asset) {
        Failure wrong = floor == null ? null : amountShape(floor, asset);
        if (wrong != null) {
            return wrong;
        }
        return ceiling == null ? null : amountShape(ceiling, asset);
    }

    private static @Nullable Failure amountShape(BigDecimal amount, Asset asset) {
        if (amount.scale() > asset.scale()) {
            return new Failure(Code.AMOUNT_SCALE, new Detail.Amount(amount, asset.scale()));
        }
        long digits = (long) amount.precision() - amount.scale() + asset.scale();
        if (amount.signum() != 0 && digits > DIGITS_MAX) {
            return new Failure(Code.AMOUNT_TOO_LARGE, new Detail.Amount(amount, asset.scale()));
        }
        return null;
    }

    private static BigInteger minor(BigDecimal amount, Asset asset) {
        return amount.signum() == 0
                ? BigInteger.ZERO
                : amount.setScale(asset.scale()).unscaledValue();
    }

    private static @Nullable Failure referenceShape(Reference reference) {
        if (!isText(reference.caseId(), NAME_LENGTH_MAX)) {
            return malformed("case");
        }
        if (!isText(reference.decision(), NAME_LENGTH_MAX)) {
            return malformed("decision");
        }
        if (!isText(reference.reason(), TEXT_LENGTH_MAX)) {
            return malformed("reason");
        }
        String rule = reference.rule();
        return rule == null || isText(rule, NAME_LENGTH_MAX) ? null : malformed("rule");
    }

    static Failure malformed(String field) {
        return new Failure(Code.MALFORMED, new Detail.Field(field));
    }

    static boolean isName(String text) {
        return isText(text, NAME_LENGTH_MAX);
    }

    // Not blank, and nothing that has no bytes in UTF-8 or that a database cannot keep: half a
    // surrogate pair, NUL.
    private static boolean isText(String text, int lengthMax) {
        int length = text.length();
        if (length > lengthMax) {
            return false;
        }
        boolean blank = true;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > ' ') {
                blank = false;
                if (Character.isSurrogate(c)) {
                    if (Character.isLowSurrogate(c)
                            || i + 1 == length
                            || !Character.isLowSurrogate(text.charAt(i + 1))) {
                        return false;
                    }
                    i++;
                }
            } else if (c == 0) {
                return false;
            }
        }
        return !blank;
    }

    // ------------------------------------------------------------------------------------- checks
    // 3 to 10, writes

    /// Checks 3 to 10, and the writes when all hold.
    Answer book() {
        return switch (command) {
            case Command.OpenAccount c -> open(c);
            case Command.Post c -> post(c);
            case Command.PlaceHold c -> hold(c);
            case Command.Capture c -> capture(c);
            case Command.Release c -> release(c);
            case Command.Reverse c -> reverse(c);
            case Command.Freeze c -> changeState(c.account(), Account.State.FROZEN);
            case Command.Unfreeze c -> changeState(c.account(), Account.State.OPEN);
            case Command.ChangeBounds c -> changeBounds(c);
            case Command.Close c -> close(c);
            case Command.LockPeriod c -> lock(c);
        };
    }

    private Answer open(Command.OpenAccount c) {
        Asset asset = assets.get(c.asset());
        if (asset == null || !asset.isOpenOn(today)) {
            return failed(Code.UNKNOWN_ASSET, new Detail.Subject(c.asset()));
        }
        if (state.account(c.name()) != null) {
            return failed(Code.DUPLICATE_ACCOUNT, new Detail.Subject(c.name()));
        }
        var account =
                new Account(
                        c.name(),
                        c.asset(),
                        bound(c.floor(), asset),
                        bound(c.ceiling(), asset),
                        c.asOf(),
                        Account.State.OPEN,
                        today,
                        0,
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        BigInteger.ZERO);
        if (!account.isWithinBounds()) {
            return failed(Code.BOUNDS_NOT_MET, balance(account));
        }
        state.save(account);
        changes.note(null, account);
        return posted(0);
    }

    private Answer post(Command.Post c) {
        Failure wrong = checkLegs(c.legs());
        if (wrong == null && c.corrects() != 0 && state.transaction(c.corrects()) == null) {
            wrong = unknownTransaction(c.corrects());
        }
        if (wrong == null) {
            wrong = checkDates(c.effective(), LocalDate.MIN);
        }
        if (wrong == null) {
            wrong = checkStates();
        }
        if (wrong == null) {
            wrong = checkVersions(c.expectedVersions());
        }
        if (wrong == null) {
            wrong = moveLegs();
        }
        if (wrong == null) {
            wrong = checkBounds();
        }
        if (wrong == null) {
            wrong = checkEveryDate(c.effective());
        }
        if (wrong != null) {
            return failed(wrong);
        }
        writes.save();
        writes.saveEffective(c.effective());
        return posted(
                append(Transaction.Kind.POST, c.effective(), null, 0, c.corrects(), c.reference()));
    }

    private Answer hold(Command.PlaceHold c) {
        Failure wrong = checkLegs(List.of(c.leg()));
        if (wrong != null) {
            return failed(wrong);
        }
        if (state.hold(c.id()) != null) {
            return failed(Code.DUPLICATE_HOLD, new Detail.Subject(c.id()));
        }
        Instant expiresAt = c.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(at)) {
            return failed(Code.HOLD_EXPIRED, new Detail.Subject(c.id()));
        }
        wrong = checkDates(c.effective(), LocalDate.MIN);
        if (wrong == null) {
            wrong = checkStates();
        }
        if (wrong != null) {
            return failed(wrong);
        }
        Resolved leg = legs.getFirst();
        Account from = known(leg.from());
        Account to = known(leg.to());
        BigInteger minor = known(leg.minor());
        wrong = checkSize(writes.reserve(from, to, minor));
        if (wrong == null) {
            wrong = checkBounds();
        }
        if (wrong == null) {
            wrong = checkEveryDate(c.effective());
        }
        if (wrong != null) {
            return failed(wrong);
        }
        writes.save();
        writes.saveEffective(c.effective());
        state.save(
                new Hold(
                        c.id(),
                        from.name(),
                        to.name(),
                        from.asset(),
                        minor,
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        minor,
                        c.effective(),
                        expiresAt,
                        Hold.State.OPEN,
                        c.key(),
                        c.reference()));
        return posted(assetOf(from).amount(minor));
    }

    private Answer capture(Command.Capture c) {
        Failure wrong = checkPositive(c.amount());
        if (wrong != null) {
            return failed(wrong);
        }
        Hold hold = state.hold(c.hold());
        if (hold == null) {
            return failed(Code.UNKNOWN_HOLD, new Detail.Subject(c.hold()));
        }
        BigInteger minor = amountOf(hold, c.amount());
        Account from = account(hold.from());
        Account to = account(hold.to());
        legs.add(new Resolved(from, to, minor));
        wrong = checkHold(hold, minor);
        if (wrong == null) {
            wrong = checkDates(c.effective(), hold.effective());
        }
        if (wrong == null) {
            wrong = checkStates();
        }
        if (wrong == null) {
            writes.giveBack(from, to, minor);
            wrong = moveLegs();
        }
        if (wrong == null) {
            wrong = checkBounds();
        }
        if (wrong != null) {
            return failed(wrong);
        }
        // Check 10 has nothing to find: what leaves the source on this date was reserved from an
        // earlier one or the same.
        writes.save();
        writes.saveEffective(from, hold.effective(), minor);
        writes.saveEffective(from, c.effective(), minor.negate());
        writes.saveEffective(to, c.effective(), minor);
        state.save(hold.afterCapture(minor));
        long seq = append(Transaction.Kind.CAPTURE, c.effective(), hold.id(), 0, 0, c.reference());
        return new Answer.Posted(c.key(), seq, at, assetOf(from).amount(minor), List.of(), false);
    }

    private Answer release(Command.Release c) {
        Failure wrong = checkPositive(c.amount());
        if (wrong != null) {
            return failed(wrong);
        }
        Hold hold = state.hold(c.hold());
        if (hold == null) {
            return failed(Code.UNKNOWN_HOLD, new Detail.Subject(c.hold()));
        }
        BigInteger minor = amountOf(hold, c.amount());
        wrong = checkHold(hold, minor);
        if (wrong != null) {
            return failed(wrong);
        }
        giveBack(hold, hold.afterRelease(minor), state, changes);
        return posted(asset(hold.asset()).amount(minor));
    }

    /// Writes a hold that was released or has expired, and its two accounts.
    static void giveBack(Hold before, Hold after, LedgerState state, Changes changes) {
        Account from = existing(state, before.from());
        BigInteger minor = before.remaining().subtract(after.remaining());
        var writes = new WriteSet(state, changes);
        writes.giveBack(from, existing(state, before.to()), minor);
        writes.save();
        writes.saveEffective(from, before.effective(), minor);
        state.save(after);
    }

    private Answer reverse(Command.Reverse c) {
        Transaction original = state.transaction(c.seq());
        if (original == null) {
            return failed(unknownTransaction(c.seq()));
        }
        if (original.kind() == Transaction.Kind.REVERSE) {
            return failed(Code.NOT_REVERSIBLE, new Detail.Subject(Long.toString(c.seq())));
        }
        long reversedBy = state.reversalOf(c.seq());
        if (reversedBy != 0) {
            return failed(Code.ALREADY_REVERSED, new Detail.Reversal(c.seq(), reversedBy));
        }
        for (BookedLeg leg : original.legs()) {
            legs.add(new Resolved(account(leg.to()), account(leg.from()), leg.minor()));
        }
        Failure wrong = checkDates(c.effective(), original.effective());
        if (wrong == null) {
            wrong = checkStates();
        }
        if (wrong == null) {
            wrong = moveLegs();
        }
        if (wrong == null) {
            wrong = checkBounds();
        }
        if (wrong == null) {
            wrong = checkEveryDate(c.effective());
        }
        if (wrong != null) {
            return failed(wrong);
        }
        writes.save();
        writes.saveEffective(c.effective());
        return posted(
                append(Transaction.Kind.REVERSE, c.effective(), null, c.seq(), 0, c.reference()));
    }

    private Answer changeState(String name, Account.State to) {
        Account account = state.account(name);
        if (account == null) {
            return failed(unknownAccount(name));
        }
        if (account.state() == Account.State.CLOSED) {
            return failed(Code.ACCOUNT_CLOSED, new Detail.Subject(name));
        }
        if (account.state() != to) {
            save(account, account.withState(to));
        }
        return posted(0);
    }

    private Answer changeBounds(Command.ChangeBounds c) {
        Account account = state.account(c.account());
        if (account == null) {
            return failed(unknownAccount(c.account()));
        }
        if (account.state() == Account.State.CLOSED) {
            return failed(Code.ACCOUNT_CLOSED, new Detail.Subject(c.account()));
        }
        Account after =
                account.withBounds(
                        bound(c.floor(), assetOf(account)), bound(c.ceiling(), assetOf(account)));
        if (!after.isWithinBounds()) {
            return failed(Code.BOUNDS_NOT_MET, balance(account));
        }
        save(account, after);
        return posted(0);
    }

    private Answer close(Command.Close c) {
        Account account = state.account(c.account());
        if (account == null) {
            return failed(unknownAccount(c.account()));
        }
        switch (account.state()) {
            case CLOSED -> {
                return failed(Code.ACCOUNT_CLOSED, new Detail.Subject(c.account()));
            }
            case FROZEN -> {
                return failed(Code.ACCOUNT_FROZEN, new Detail.Subject(c.account()));
            }
            case OPEN -> {}
        }
        if (account.posted().signum() != 0
                || account.reservedIn().signum() != 0
                || account.reservedOut().signum() != 0) {
            return failed(Code.NOT_EMPTY, balance(account));
        }
        save(account, account.withState(Account.State.CLOSED));
        return posted(0);
    }

    private Answer lock(Command.LockPeriod c) {
        if (c.through().isAfter(today)) {
            return failed(Code.EFFECTIVE_IN_FUTURE, new Detail.Day(c.through(), today));
        }
        Head head = state.head();
        if (c.through().isAfter(head.lockedThrough())) {
            state.save(head.lockedThrough(c.through()));
        }
        return posted(0);
    }

    // -------------------------------------------------------------------------------------------
    // checks, in order

    /// Check 3: each leg in turn.
    private @Nullable Failure checkLegs(List<Leg> asked) {
        for (int i = 0; i < asked.size(); i++) {
            Leg leg = asked.get(i);
            Failure wrong = checkPositive(leg.amount());
            if (wrong != null) {
                return wrong;
            }
            if (leg.from().equals(leg.to())) {
                return new Failure(Code.SAME_ACCOUNT, new Detail.Subject(leg.from()));
            }
            Account from = legs.get(i).from();
            if (from == null) {
                return unknownAccount(leg.from());
            }
            Account to = legs.get(i).to();
            if (to == null) {
                return unknownAccount(leg.to());
            }
            if (!from.asset().equals(to.asset())) {
                return new Failure(
                        Code.ASSET_MISMATCH,
                        new Detail.Assets(from.name(), from.asset(), to.name(), to.asset()));
            }
        }
        return null;
    }

    private static @Nullable Failure checkPositive(@Nullable BigDecimal amount) {
        return amount == null || amount.signum() > 0
                ? null
                : new Failure(Code.AMOUNT_NOT_POSITIVE, new Detail.Amount(amount, amount.scale()));
    }

    /// Check 4 for a capture or a release.
    private @Nullable Failure checkHold(Hold hold, BigInteger minor) {
        return switch (hold.state()) {
            case DONE -> new Failure(Code.HOLD_NOT_OPEN, new Detail.Subject(hold.id()));
            case EXPIRED -> new Failure(Code.HOLD_EXPIRED, new Detail.Subject(hold.id()));
            case OPEN -> {
                if (minor.compareTo(hold.remaining()) <= 0) {
                    yield null;
                }
                Asset asset = asset(hold.asset());
                yield new Failure(
                        Code.HOLD_AMOUNT_EXCEEDED,
                        new Detail.Remaining(
                                hold.id(), asset.amount(hold.remaining()), asset.amount(minor)));
            }
        };
    }

    /// Check 5.
    private @Nullable Failure checkDates(LocalDate effective, LocalDate earliest) {
        if (effective.isAfter(today)) {
            return new Failure(Code.EFFECTIVE_IN_FUTURE, new Detail.Day(effective, today));
        }
        for (int i = 0; i < legs.size(); i++) {
            Resolved leg = legs.get(i);
            LocalDate first =
                    later(
                            earliest,
                            later(known(leg.from()).openedOn(), known(leg.to()).openedOn()));
            if (effective.isBefore(first)) {
                return new Failure(Code.EFFECTIVE_BEFORE_OPEN, new Detail.Day(effective, first));
            }
        }
        LocalDate lockedThrough = state.head().lockedThrough();
        return effective.isAfter(lockedThrough)
                ? null
                : new Failure(Code.PERIOD_LOCKED, new Detail.Day(effective, lockedThrough));
    }

    /// Check 6: first whether any account is closed, then whether value would leave a frozen one.
    private @Nullable Failure checkStates() {
        for (int i = 0; i < legs.size(); i++) {
            Account from = known(legs.get(i).from());
            Account to = known(legs.get(i).to());
            if (from.state() == Account.State.CLOSED || to.state() == Account.State.CLOSED) {
                Account closed = from.state() == Account.State.CLOSED ? from : to;
                return new Failure(Code.ACCOUNT_CLOSED, new Detail.Subject(closed.name()));
            }
        }
        for (int i = 0; i < legs.size(); i++) {
            Account from = known(legs.get(i).from());
            if (from.state() == Account.State.FROZEN) {
                return new Failure(Code.ACCOUNT_FROZEN, new Detail.Subject(from.name()));
            }
        }
        return null;
    }

    /// Check 7.
    private @Nullable Failure checkVersions(SortedMap<String, Long> expected) {
        if (expected.isEmpty()) {
            return null;
        }
        for (Map.Entry<String, Long> entry : expected.entrySet()) {
            Account account = state.account(entry.getKey());
            if (account == null) {
                return unknownAccount(entry.getKey());
            }
            if (account.version() != entry.getValue()) {
                return new Failure(
                        Code.VERSION_CONFLICT,
                        new Detail.Version(account.name(), entry.getValue(), account.version()));
            }
        }
        return null;
    }

    /// Check 8, first half: all counters are changed.
    private @Nullable Failure moveLegs() {
        for (int i = 0; i < legs.size(); i++) {
            Resolved leg = legs.get(i);
            Failure wrong =
                    checkSize(writes.move(known(leg.from()), known(leg.to()), known(leg.minor())));
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static @Nullable Failure checkSize(@Nullable Account tooLarge) {
        return tooLarge == null
                ? null
                : new Failure(Code.AMOUNT_TOO_LARGE, new Detail.Subject(tooLarge.name()));
    }

    /// Check 8, second half: all floors; then check 9: all ceilings.
    private @Nullable Failure checkBounds() {
        for (WriteSet.Tally tally : writes.tallies()) {
            Account before = tally.before();
            BigInteger floor = before.floor();
            BigInteger available = tally.available();
            if (floor != null && available.compareTo(floor) < 0) {
                Asset asset = assetOf(before);
                return new Failure(
                        Code.FLOOR_BREACH,
                        new Detail.Floor(
                                before.name(),
                                asset.amount(floor),
                                asset.amount(before.available()),
                                asset.amount(before.available().subtract(available)),
                                asset.amount(floor.subtract(available))));
            }
        }
        for (WriteSet.Tally tally : writes.tallies()) {
            Account before = tally.before();
            BigInteger ceiling = before.ceiling();
            BigInteger exposure = tally.exposure();
            if (ceiling != null && exposure.compareTo(ceiling) > 0) {
                Asset asset = assetOf(before);
                return new Failure(
                        Code.CEILING_BREACH,
                        new Detail.Ceiling(
                                before.name(),
                                asset.amount(ceiling),
                                asset.amount(before.exposure()),
                                asset.amount(exposure.subtract(before.exposure())),
                                asset.amount(exposure.subtract(ceiling))));
            }
        }
        return null;
    }

    /// Check 10, for the accounts from which something leaves: the others cannot break by this command.
    ///
    /// It walks back from what is available now over the changes after the effective date, so its cost is the distance
    /// of the date, not the age of the account.
    private @Nullable Failure checkEveryDate(LocalDate effective) {
        for (WriteSet.Tally tally : writes.tallies()) {
            Account before = tally.before();
            BigInteger floor = before.floor();
            if (before.asOf() != AsOf.EVERY_DATE
                    || floor == null
                    || !effective.isBefore(today)
                    || tally.available().compareTo(before.available()) >= 0) {
                continue;
            }
            SortedMap<LocalDate, BigInteger> later = state.changesAfter(before.name(), effective);
            BigInteger available = tally.available();
            for (BigInteger change : later.values()) {
                available = available.subtract(change);
            }
            if (available.compareTo(floor) < 0) {
                return breachOn(effective, before, floor, available);
            }
            for (Map.Entry<LocalDate, BigInteger> change : later.entrySet()) {
                available = available.add(change.getValue());
                if (available.compareTo(floor) < 0) {
                    return breachOn(change.getKey(), before, floor, available);
                }
            }
        }
        return null;
    }

    private Failure breachOn(
            LocalDate day, Account account, BigInteger floor, BigInteger available) {
        Asset asset = assetOf(account);
        return new Failure(
                Code.FLOOR_BREACH_AS_OF,
                new Detail.FloorOn(
                        account.name(),
                        asset.amount(floor),
                        day,
                        asset.amount(available),
                        asset.amount(floor.subtract(available))));
    }

    // ---------------------------------------------------------------------------------------------------- helpers

    private void save(Account before, Account after) {
        state.save(after);
        changes.note(before, after);
    }

    private long append(
            Transaction.Kind kind,
            LocalDate effective,
            @Nullable String hold,
            long reverses,
            long corrects,
            Reference reference) {
        var booked = new ArrayList<BookedLeg>(legs.size());
        for (int i = 0; i < legs.size(); i++) {
            Resolved leg = legs.get(i);
            booked.add(
                    new BookedLeg(
                            known(leg.from()).name(), known(leg.to()).name(), known(leg.minor())));
        }
        Head head = state.head();
        var bare =
                new Transaction(
                        head.seq() + 1,
                        command.key(),
                        kind,
                        booked,
                        effective,
                        at,
                        hold,
                        reverses,
                        corrects,
                        reference,
                        head.hash(),
                        "");
        Transaction transaction = bare.withHash(canonical.hashOf(bare));
        state.append(transaction);
        state.save(head.after(transaction));
        return transaction.seq();
    }

    private Answer posted(long seq) {
        return new Answer.Posted(command.key(), seq, at, null, List.of(), false);
    }

    private Answer posted(BigDecimal amount) {
        return new Answer.Posted(command.key(), 0, at, amount, List.of(), false);
    }

    private Answer failed(Failure failure) {
        return failed(failure.code(), failure.detail());
    }

    private Answer failed(Code code, Detail detail) {
        return Answer.failed(command.key(), code, detail, List.of());
    }

    private static Failure unknownAccount(String name) {
        return new Failure(Code.UNKNOWN_ACCOUNT, new Detail.Subject(name));
    }

    private static Failure unknownTransaction(long seq) {
        return new Failure(Code.UNKNOWN_TRANSACTION, new Detail.Subject(Long.toString(seq)));
    }

    private Detail balance(Account account) {
        Asset asset = assetOf(account);
        return new Detail.Balance(
                account.name(),
                asset.amount(account.posted()),
                asset.amount(account.reservedIn()),
                asset.amount(account.reservedOut()));
    }

    private BigInteger amountOf(Hold hold, @Nullable BigDecimal amount) {
        return amount == null ? hold.remaining() : minor(amount, asset(hold.asset()));
    }

    private static @Nullable BigInteger bound(@Nullable BigDecimal amount, Asset asset) {
        return amount == null ? null : minor(amount, asset);
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private Account account(String name) {
        return existing(state, name);
    }

    private static Account existing(LedgerState state, String name) {
        Account account = state.account(name);
        if (account == null) {
            throw new IllegalStateException(
                    "The state names the account %s but has none.".formatted(name));
        }
        return account;
    }

    private Asset assetOf(Account account) {
        return asset(account.asset());
    }

    private Asset asset(String code) {
        Asset asset = assets.get(code);
        if (asset == null) {
            throw new IllegalStateException(
                    "The state holds the asset %s, which this ledger was not given.\nMaybe an asset in use was removed from the list."
                            .formatted(code));
        }
        return asset;
    }

    // What check 3 has proved to be there.
    private static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
