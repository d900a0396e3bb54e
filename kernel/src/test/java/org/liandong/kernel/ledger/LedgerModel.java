package org.liandong.kernel.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ledger model once more, as short as it can be written: maps, big integers, and a copy of everything before each
/// command. It judges every date by adding up all that was ever booked. Slow and plain, so that it can be believed.
final class LedgerModel {

    private static final Set<String> REFUSED =
            Set.of(
                    "PERIOD_LOCKED",
                    "ACCOUNT_CLOSED",
                    "ACCOUNT_FROZEN",
                    "HOLD_NOT_OPEN",
                    "HOLD_EXPIRED",
                    "FLOOR_BREACH",
                    "HOLD_AMOUNT_EXCEEDED",
                    "ALREADY_REVERSED",
                    "CEILING_BREACH",
                    "FLOOR_BREACH_AS_OF",
                    "NOT_EMPTY",
                    "BOUNDS_NOT_MET");
    private static final Map<String, Integer> SCALES = Map.of("CNY", 2, "T.ALUMINIUM", 3);
    private static final BigInteger LIMIT = BigInteger.TEN.pow(38);
    private static final BigInteger ZERO = BigInteger.ZERO;

    record Acc(
            String asset,
            @Nullable BigInteger floor,
            @Nullable BigInteger ceiling,
            boolean everyDate,
            String state,
            LocalDate opened,
            long version,
            BigInteger in,
            BigInteger out,
            BigInteger rin,
            BigInteger rout) {
        Acc add(BigInteger i, BigInteger o, BigInteger ri, BigInteger ro, long v) {
            return new Acc(
                    asset,
                    floor,
                    ceiling,
                    everyDate,
                    state,
                    opened,
                    version + v,
                    in.add(i),
                    out.add(o),
                    rin.add(ri),
                    rout.add(ro));
        }

        BigInteger available() {
            return in.subtract(out).subtract(rout);
        }

        BigInteger exposure() {
            return in.subtract(out).add(rin);
        }

        boolean fits() {
            return (floor == null || available().compareTo(floor) >= 0)
                    && (ceiling == null || exposure().compareTo(ceiling) <= 0);
        }
    }

    record Hld(
            String from,
            String to,
            BigInteger original,
            BigInteger captured,
            BigInteger released,
            LocalDate effective,
            @Nullable Instant expires,
            String state) {
        BigInteger remaining() {
            return original.subtract(captured).subtract(released);
        }
    }

    record Move(String from, String to, BigInteger n) {}

    record Tx(boolean isReverse, List<Move> moves, LocalDate effective, long reverses) {}

    static final class Fail extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fail(String code) {
            super(code, null, false, false);
        }
    }

    Map<String, Acc> accs = new TreeMap<>();
    Map<String, Hld> holds = new TreeMap<>();
    List<Tx> txs = new ArrayList<>();
    Map<String, Command> bodies = new HashMap<>();
    Map<String, String> answers = new HashMap<>();
    Instant clock = Instant.EPOCH;
    LocalDate locked = LocalDate.MIN;

    private LocalDate today() {
        return LocalDate.ofInstant(clock, Desk.SHANGHAI);
    }

    String apply(Command command, Instant now) {
        Instant at = now.isBefore(clock) ? clock : now;
        var due = new ArrayList<String>();
        holds.forEach((id, h) -> {
            if (h.state().equals("OPEN") && h.expires() != null && !h.expires().isAfter(at)) {
                due.add(id);
            }
        });
        Instant before = clock;
        clock = at;
        due.forEach(id -> giveBack(id, hold(id).remaining(), ZERO, "EXPIRED"));
        String answer = answer(command);
        boolean posted = answer.startsWith("POSTED") && !answer.endsWith(" again");
        clock = posted || !due.isEmpty() ? at : before;
        return answer;
    }

    private String answer(Command command) {
        if (command instanceof Command.Batch b
                && (b.members().isEmpty()
                        || b.members().stream().anyMatch(m -> m.key().equals(b.key())))) {
            return "MALFORMED";
        }
        try {
            if (command instanceof Command.Single s) {
                shape(s);
            }
            if (bodies.containsKey(command.key())) {
                need(command.equals(bodies.get(command.key())), "KEY_REUSED");
                return answers.get(command.key()) + " again";
            }
        } catch (Fail wrong) {
            return String.valueOf(wrong.getMessage());
        }
        String answer =
                command instanceof Command.Batch batch
                        ? batch(batch)
                        : undoing(() -> book((Command.Single) command));
        if (answer.startsWith("POSTED") || REFUSED.contains(answer)) {
            bodies.put(command.key(), command);
            answers.put(command.key(), answer);
        }
        return answer;
    }

    private String batch(Command.Batch batch) {
        if (batch.mode() == Command.Batch.Mode.EACH) {
            return "POSTED ["
                    + String.join(", ", batch.members().stream().map(this::answer).toList())
                    + "]";
        }
        var keptBodies = new HashMap<>(bodies);
        var keptAnswers = new HashMap<>(answers);
        var failing = new ArrayList<Command>();
        var all = new ArrayList<String>();
        String outcome =
                undoing(() -> {
                    for (Command member : batch.members()) {
                        String answer = answer(member);
                        all.add(answer);
                        if (!answer.startsWith("POSTED")) {
                            failing.add(member);
                            throw new Fail(answer.replace(" again", ""));
                        }
                    }
                    return "POSTED [" + String.join(", ", all) + "]";
                });
        for (Command member : failing) {
            bodies = keptBodies;
            answers = keptAnswers;
            if (REFUSED.contains(outcome)) {
                bodies.putIfAbsent(member.key(), member);
                answers.putIfAbsent(member.key(), outcome);
            }
        }
        return outcome;
    }

    private String undoing(java.util.function.Supplier<String> work) {
        var keptAccs = new TreeMap<>(accs);
        var keptHolds = new TreeMap<>(holds);
        var keptTxs = new ArrayList<>(txs);
        LocalDate keptLocked = locked;
        try {
            return work.get();
        } catch (Fail fail) {
            accs = keptAccs;
            holds = keptHolds;
            txs = keptTxs;
            locked = keptLocked;
            return String.valueOf(fail.getMessage());
        }
    }

    private static void need(boolean holds, String code) {
        if (!holds) {
            throw new Fail(code);
        }
    }

    private void shape(Command.Single command) {
        Consumer<Reference> why =
                r ->
                        need(
                                !r.caseId().isBlank()
                                        && !r.decision().isBlank()
                                        && !r.reason().isBlank(),
                                "MALFORMED");
        switch (command) {
            case Command.Post c -> {
                why.accept(c.reference());
                need(!c.legs().isEmpty(), "NO_LEGS");
                need(c.legs().size() <= 128, "TOO_MANY_LEGS");
                c.legs().forEach(this::shape);
            }
            case Command.PlaceHold c -> {
                why.accept(c.reference());
                shape(c.leg());
            }
            case Command.Capture c -> {
                why.accept(c.reference());
                shape(holds.containsKey(c.hold()) ? hold(c.hold()).from() : "", c.amount());
            }
            case Command.Release c -> {
                why.accept(c.reference());
                shape(holds.containsKey(c.hold()) ? hold(c.hold()).from() : "", c.amount());
            }
            case Command.Reverse c -> why.accept(c.reference());
            case Command.ChangeBounds c -> {
                shape(c.account(), c.floor());
                shape(c.account(), c.ceiling());
            }
            case Command.OpenAccount _,
                    Command.Freeze _,
                    Command.Unfreeze _,
                    Command.Close _,
                    Command.LockPeriod _ -> {}
        }
    }

    private void shape(Leg leg) {
        shape(leg.from(), leg.amount());
    }

    private void shape(String account, @Nullable BigDecimal amount) {
        if (accs.containsKey(account) && amount != null) {
            int scale = SCALES.getOrDefault(acc(account).asset(), 0);
            need(amount.scale() <= scale, "AMOUNT_SCALE");
            need(
                    amount.movePointRight(scale).toBigIntegerExact().abs().compareTo(LIMIT) < 0,
                    "AMOUNT_TOO_LARGE");
        }
    }

    private BigInteger minor(String account, BigDecimal amount) {
        return amount.movePointRight(SCALES.getOrDefault(acc(account).asset(), 0))
                .toBigIntegerExact();
    }

    private String book(Command.Single command) {
        switch (command) {
            case Command.OpenAccount c -> {
                need(SCALES.containsKey(c.asset()), "UNKNOWN_ASSET");
                need(!accs.containsKey(c.name()), "DUPLICATE_ACCOUNT");
                accs.put(
                        c.name(),
                        new Acc(
                                c.asset(),
                                null,
                                null,
                                c.asOf() == AsOf.EVERY_DATE,
                                "OPEN",
                                today(),
                                0,
                                ZERO,
                                ZERO,
                                ZERO,
                                ZERO));
                bounds(c.name(), c.floor(), c.ceiling(), 0);
            }
            case Command.Post c -> {
                List<Move> moves = moves(c.legs());
                need(c.corrects() >= 0 && c.corrects() <= txs.size(), "UNKNOWN_TRANSACTION");
                dates(c.effective(), LocalDate.MIN, moves);
                states(moves);
                new TreeMap<>(c.expectedVersions())
                        .forEach((name, version) -> {
                            need(accs.containsKey(name), "UNKNOWN_ACCOUNT");
                            need(acc(name).version() == version, "VERSION_CONFLICT");
                        });
                return transact(new Tx(false, moves, c.effective(), 0), accs);
            }
            case Command.PlaceHold c -> {
                Move m = moves(List.of(c.leg())).getFirst();
                need(!holds.containsKey(c.id()), "DUPLICATE_HOLD");
                need(c.expiresAt() == null || c.expiresAt().isAfter(clock), "HOLD_EXPIRED");
                dates(c.effective(), LocalDate.MIN, List.of(m));
                states(List.of(m));
                var before = new TreeMap<>(accs);
                holds.put(
                        c.id(),
                        new Hld(
                                m.from(),
                                m.to(),
                                m.n(),
                                ZERO,
                                ZERO,
                                c.effective(),
                                c.expiresAt(),
                                "OPEN"));
                change(m.from(), ZERO, ZERO, ZERO, m.n(), 1);
                change(m.to(), ZERO, ZERO, m.n(), ZERO, 1);
                judge(List.of(m), c.effective(), before);
            }
            case Command.Capture c -> {
                BigInteger n = takeable(c.hold(), c.amount());
                Hld h = hold(c.hold());
                List<Move> moves = List.of(new Move(h.from(), h.to(), n));
                dates(c.effective(), h.effective(), moves);
                states(moves);
                var before = new TreeMap<>(accs);
                giveBack(c.hold(), ZERO, n, "DONE");
                return transact(new Tx(false, moves, c.effective(), 0), before);
            }
            case Command.Release c ->
                    giveBack(c.hold(), takeable(c.hold(), c.amount()), ZERO, "DONE");
            case Command.Reverse c -> {
                need(c.seq() >= 1 && c.seq() <= txs.size(), "UNKNOWN_TRANSACTION");
                Tx original = txs.get((int) c.seq() - 1);
                need(!original.isReverse(), "NOT_REVERSIBLE");
                need(txs.stream().noneMatch(t -> t.reverses() == c.seq()), "ALREADY_REVERSED");
                List<Move> moves =
                        original.moves().stream()
                                .map(m -> new Move(m.to(), m.from(), m.n()))
                                .toList();
                dates(c.effective(), original.effective(), moves);
                states(moves);
                return transact(new Tx(true, moves, c.effective(), c.seq()), accs);
            }
            case Command.Freeze c -> state(c.account(), "FROZEN");
            case Command.Unfreeze c -> state(c.account(), "OPEN");
            case Command.ChangeBounds c -> {
                need(accs.containsKey(c.account()), "UNKNOWN_ACCOUNT");
                need(!acc(c.account()).state().equals("CLOSED"), "ACCOUNT_CLOSED");
                bounds(c.account(), c.floor(), c.ceiling(), 1);
            }
            case Command.Close c -> {
                need(accs.containsKey(c.account()), "UNKNOWN_ACCOUNT");
                Acc a = acc(c.account());
                need(!a.state().equals("CLOSED"), "ACCOUNT_CLOSED");
                need(!a.state().equals("FROZEN"), "ACCOUNT_FROZEN");
                need(
                        a.in().equals(a.out()) && a.rin().signum() == 0 && a.rout().signum() == 0,
                        "NOT_EMPTY");
                state(c.account(), "CLOSED");
            }
            case Command.LockPeriod c -> {
                need(!c.through().isAfter(today()), "EFFECTIVE_IN_FUTURE");
                locked = c.through().isAfter(locked) ? c.through() : locked;
            }
        }
        return "POSTED";
    }

    private List<Move> moves(List<Leg> legs) {
        var moves = new ArrayList<Move>();
        for (Leg leg : legs) {
            need(leg.amount().signum() > 0, "AMOUNT_NOT_POSITIVE");
            need(!leg.from().equals(leg.to()), "SAME_ACCOUNT");
            need(accs.containsKey(leg.from()) && accs.containsKey(leg.to()), "UNKNOWN_ACCOUNT");
            need(acc(leg.from()).asset().equals(acc(leg.to()).asset()), "ASSET_MISMATCH");
            moves.add(new Move(leg.from(), leg.to(), minor(leg.from(), leg.amount())));
        }
        return moves;
    }

    private void dates(LocalDate effective, LocalDate earliest, List<Move> moves) {
        need(!effective.isAfter(today()), "EFFECTIVE_IN_FUTURE");
        need(!effective.isBefore(earliest), "EFFECTIVE_BEFORE_OPEN");
        moves.forEach(m ->
                need(
                        !effective.isBefore(acc(m.from()).opened())
                                && !effective.isBefore(acc(m.to()).opened()),
                        "EFFECTIVE_BEFORE_OPEN"));
        need(effective.isAfter(locked), "PERIOD_LOCKED");
    }

    private void states(List<Move> moves) {
        moves.forEach(m ->
                need(
                        !acc(m.from()).state().equals("CLOSED")
                                && !acc(m.to()).state().equals("CLOSED"),
                        "ACCOUNT_CLOSED"));
        moves.forEach(m -> need(!acc(m.from()).state().equals("FROZEN"), "ACCOUNT_FROZEN"));
    }

    private BigInteger takeable(String id, @Nullable BigDecimal amount) {
        need(amount == null || amount.signum() > 0, "AMOUNT_NOT_POSITIVE");
        need(holds.containsKey(id), "UNKNOWN_HOLD");
        Hld h = hold(id);
        need(!h.state().equals("DONE"), "HOLD_NOT_OPEN");
        need(!h.state().equals("EXPIRED"), "HOLD_EXPIRED");
        BigInteger n = amount == null ? h.remaining() : minor(h.from(), amount);
        need(n.compareTo(h.remaining()) <= 0, "HOLD_AMOUNT_EXCEEDED");
        return n;
    }

    private void giveBack(String id, BigInteger released, BigInteger captured, String end) {
        Hld h = hold(id);
        BigInteger n = released.add(captured);
        String state = n.equals(h.remaining()) ? end : "OPEN";
        holds.put(
                id,
                new Hld(
                        h.from(),
                        h.to(),
                        h.original(),
                        h.captured().add(captured),
                        h.released().add(released),
                        h.effective(),
                        h.expires(),
                        state));
        long version = captured.signum() == 0 ? 1 : 0;
        change(h.from(), ZERO, ZERO, ZERO, n.negate(), version);
        change(h.to(), ZERO, ZERO, n.negate(), ZERO, version);
    }

    private String transact(Tx tx, Map<String, Acc> before) {
        var kept = new TreeMap<>(before);
        tx.moves()
                .forEach(m -> {
                    change(m.from(), ZERO, m.n(), ZERO, ZERO, 0);
                    change(m.to(), m.n(), ZERO, ZERO, ZERO, 0);
                });
        touched(tx.moves()).forEach(name -> change(name, ZERO, ZERO, ZERO, ZERO, 1));
        txs.add(tx);
        judge(tx.moves(), tx.effective(), kept);
        return "POSTED #" + txs.size();
    }

    private void judge(List<Move> moves, LocalDate effective, Map<String, Acc> before) {
        List<Acc> all = touched(moves).stream().map(this::acc).toList();
        all.forEach(a ->
                List.of(a.in(), a.out(), a.rin(), a.rout())
                        .forEach(n -> need(n.compareTo(LIMIT) < 0, "AMOUNT_TOO_LARGE")));
        all.forEach(a ->
                need(a.floor() == null || a.available().compareTo(a.floor()) >= 0, "FLOOR_BREACH"));
        all.forEach(a ->
                need(
                        a.ceiling() == null || a.exposure().compareTo(a.ceiling()) <= 0,
                        "CEILING_BREACH"));
        for (String name : touched(moves)) {
            Acc a = acc(name);
            // What only rises breaks nothing, even where the floor was raised over an old day.
            Acc old = before.get(name);
            boolean falls = old != null && a.available().compareTo(old.available()) < 0;
            for (LocalDate d = effective;
                    falls && a.everyDate() && a.floor() != null && !d.isAfter(today());
                    d = d.plusDays(1)) {
                need(availableOn(name, d).compareTo(a.floor()) >= 0, "FLOOR_BREACH_AS_OF");
            }
        }
    }

    BigInteger availableOn(String name, LocalDate day) {
        BigInteger sum = ZERO;
        for (Tx tx : txs) {
            for (Move m : tx.effective().isAfter(day) ? List.<Move>of() : tx.moves()) {
                sum =
                        sum.add(
                                m.to().equals(name)
                                        ? m.n()
                                        : m.from().equals(name) ? m.n().negate() : ZERO);
            }
        }
        for (Hld h : holds.values()) {
            sum =
                    h.from().equals(name) && !h.effective().isAfter(day)
                            ? sum.subtract(h.remaining())
                            : sum;
        }
        return sum;
    }

    private static Set<String> touched(List<Move> moves) {
        var names = new LinkedHashSet<String>();
        moves.forEach(m -> names.addAll(List.of(m.from(), m.to())));
        return names;
    }

    private void change(
            String name,
            BigInteger in,
            BigInteger out,
            BigInteger rin,
            BigInteger rout,
            long version) {
        accs.put(name, acc(name).add(in, out, rin, rout, version));
    }

    private void state(String name, String to) {
        need(accs.containsKey(name), "UNKNOWN_ACCOUNT");
        Acc a = acc(name);
        need(!a.state().equals("CLOSED"), "ACCOUNT_CLOSED");
        long version = a.state().equals(to) ? a.version() : a.version() + 1;
        accs.put(
                name,
                new Acc(
                        a.asset(),
                        a.floor(),
                        a.ceiling(),
                        a.everyDate(),
                        to,
                        a.opened(),
                        version,
                        a.in(),
                        a.out(),
                        a.rin(),
                        a.rout()));
    }

    private void bounds(
            String name, @Nullable BigDecimal floor, @Nullable BigDecimal ceiling, long version) {
        Acc a = acc(name);
        var bound =
                new Acc(
                        a.asset(),
                        floor == null ? null : minor(name, floor),
                        ceiling == null ? null : minor(name, ceiling),
                        a.everyDate(),
                        a.state(),
                        a.opened(),
                        a.version() + version,
                        a.in(),
                        a.out(),
                        a.rin(),
                        a.rout());
        need(bound.fits(), "BOUNDS_NOT_MET");
        accs.put(name, bound);
    }

    private Acc acc(String name) {
        return java.util.Objects.requireNonNull(accs.get(name));
    }

    private Hld hold(String id) {
        return java.util.Objects.requireNonNull(holds.get(id));
    }
}
