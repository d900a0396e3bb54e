package org.liandong.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.NodeResult.Result;
import org.liandong.engine.Rows.CaseId;
import org.liandong.engine.Rows.CaseRow;
import org.liandong.engine.Rows.ClaimId;
import org.liandong.engine.Rows.Claimed;
import org.liandong.engine.Rows.ClockId;
import org.liandong.engine.Rows.ClockRow;
import org.liandong.engine.Rows.DecisionId;
import org.liandong.engine.Rows.DecisionRow;
import org.liandong.engine.Rows.FactKey;
import org.liandong.engine.Rows.Identity;
import org.liandong.engine.Rows.MessageRow;
import org.liandong.engine.Rows.Parked;
import org.liandong.engine.Rows.ParkedFact;
import org.liandong.engine.Rows.SetAside;
import org.liandong.engine.Rows.Standing;
import org.liandong.engine.Rows.StandingId;
import org.liandong.engine.Rows.TaskId;
import org.liandong.engine.Rows.TaskRow;
import org.liandong.engine.Rows.Waiting;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Fact;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Foreseen;
import org.liandong.kernel.Format;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Message;
import org.liandong.kernel.Problem;
import org.liandong.kernel.Step;
import org.liandong.kernel.TypeName;
import org.liandong.kernel.clock.WorkingCalendar;

/// Applies facts and the passing of time, one after the other, to the [Work] of a batch.
///
/// What it does depends on the facts, their times and the state alone, never on where a batch ends: applied again to an
/// empty store, the same inputs write the same rows. That is how a store is verified.
final class Applier {

    /// A case that keeps answering itself is a fault of its service, not work.
    private static final int ROUNDS_MAX = 64;

    /// Facts parked under one identifier; who sends more is set aside, so that one number cannot grow without limit.
    private static final int PARKED_MAX = 100;

    /// Steps that one input may cause in other cases.
    private static final int DELIVERIES_MAX = 1_000_000;

    private final Work work;
    private final Map<String, Running<?, ?>> services;
    private final LedgerBook book;
    private final Waiters waiters;
    private final Wordings wordings;
    private final WorkingCalendar calendar;
    private final ZoneId zone;
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private final Map<String, Woken> woken = new HashMap<>();

    private final Executor helper;
    private List<Draft> drafts = new ArrayList<>();
    private Instant now;
    private long seq;
    private long messages;
    private long documents;
    private Hash documentHash;
    private long asides;
    private Instant nextDue;

    Applier(
            Work work,
            Map<String, Running<?, ?>> services,
            LedgerBook book,
            Waiters waiters,
            Wordings wordings,
            WorkingCalendar calendar,
            ZoneId zone,
            Heads heads,
            Executor helper) {
        this.work = work;
        this.services = services;
        this.book = book;
        this.waiters = waiters;
        this.wordings = wordings;
        this.calendar = calendar;
        this.zone = zone;
        this.helper = helper;
        this.now = heads.at();
        this.seq = heads.seq();
        this.messages = heads.message();
        this.documents = heads.document();
        this.documentHash = heads.documentHash();
        this.asides = heads.setAside();
        this.nextDue = heads.nextDue();
    }

    /// Where a store's numbering stands.
    record Heads(
            Instant at,
            long seq,
            long message,
            long document,
            Hash documentHash,
            long setAside,
            Instant nextDue) {}

    private record Delivery(
            TrailEntry.Kind kind,
            CaseId to,
            String type,
            @Nullable FactId factId,
            @Nullable Long document,
            Instant at,
            @Nullable Object fact,
            JsonText body) {}

    /// Cases that were told of room in an account and have not answered yet.
    ///
    /// @param count how many they are
    /// @param last  the last place in the queue whose holder knew nothing of this room
    private record Woken(int count, long last) {}

    Instant now() {
        return now;
    }

    /// The number of the last entry.
    long seq() {
        return seq;
    }

    /// The instant at which the next clock runs out; the far future when none runs.
    Instant nextDue() {
        return nextDue;
    }

    void nextDue(Instant due) {
        nextDue = due;
    }

    /// The entries of the batch so far; the caller takes them over.
    List<Draft> takeDrafts() {
        List<Draft> taken = drafts;
        drafts = new ArrayList<>();
        return taken;
    }

    /// Moves the time on. It never goes back. Clocks that are due must be expired first.
    void moveTo(Instant at) {
        // The store keeps milliseconds; what is hashed must be what is kept.
        Instant kept = at.truncatedTo(ChronoUnit.MILLIS);
        if (kept.isAfter(now)) {
            now = kept;
        }
    }

    long document(String name, String type, Vault.Kept kept) {
        long id = ++documents;
        Rows.DocumentRow row = Rows.DocumentRow.link(documentHash, id, now, name, type, kept);
        documentHash = row.hash();
        work.add(Tables.DOCUMENT, row);
        work.keep();
        return id;
    }

    /// The document that is applied next was kept before.
    ///
    /// @param hash what ties it to those before
    void kept(Hash hash) {
        documentHash = hash;
    }

    void configured(Running<?, ?> running, Map<String, byte[]> resources) {
        Map<String, String> hashes = new TreeMap<>();
        resources.forEach((name, content) -> {
            Hash hash = Hash.sha256(content);
            hashes.put(name, hash.toString());
            if (work.get(Tables.RESOURCE, hash) == null) {
                work.put(Tables.RESOURCE, new Rows.ResourceRow(hash, content));
            }
        });
        record(
                TrailEntry.Kind.CONFIGURED,
                running.name(),
                null,
                null,
                "resources",
                null,
                JsonText.of(hashes),
                List.of());
        work.keep();
    }

    /// Time was moved on although nothing arrived.
    void ticked() {
        record(TrailEntry.Kind.TIME, "", null, null, "time", null, JsonText.NONE, List.of());
        work.keep();
    }

    /// Somebody did something that no service decides on.
    ///
    /// @return the number of the entry
    long noted(
            String who,
            String what,
            String service,
            @Nullable String caseKey,
            @Nullable Long document,
            JsonText body) {
        record(TrailEntry.Kind.NOTED, service, caseKey, who, null, what, document, body, List.of());
        work.keep();
        return seq;
    }

    /// Rows of tables that stand beside.
    void changed(List<SideTable.Change> changes) {
        for (SideTable.Change change : changes) {
            SideTable side =
                    switch (change) {
                        case SideTable.Change.Put(var table, _) -> table;
                        case SideTable.Change.Remove(var table, _) -> table;
                    };
            work.include(side.table());
            side.apply(change, work);
        }
        work.keep();
    }

    /// Why a document or a node of it was set aside, as an entry of the trail says it.
    ///
    /// @param kind    one of those of [SetAside]
    /// @param node    the node of the document, from 1; 0 for the document as a whole
    /// @param replies what was answered to its sender
    record Aside(String kind, int node, List<Problem> problems, List<Message> replies) {}

    /// A document that cannot be taken, or a node of it.
    void setAside(long document, String service, String type, @Nullable FactId id, Aside aside) {
        List<Object> trace = new ArrayList<>();
        work.add(
                Tables.SET_ASIDE,
                new SetAside(
                        ++asides,
                        now,
                        document,
                        service,
                        aside.node(),
                        type,
                        id == null ? null : id.source(),
                        id == null ? null : id.id(),
                        aside.kind(),
                        JsonText.of(aside.problems())));
        for (Message reply : aside.replies()) {
            send(service, null, seq + 1, reply, trace);
        }
        record(
                TrailEntry.Kind.SET_ASIDE,
                service,
                null,
                id,
                type,
                document,
                JsonText.of(aside),
                trace);
        work.keep();
    }

    /// These nodes are about to be applied: what will be looked up for each of them is read in one go.
    <S, F> void expect(Running<S, F> running, List<Format.Node<?>> nodes) {
        List<FactKey> identities = new ArrayList<>(nodes.size());
        List<CaseId> cases = new ArrayList<>(nodes.size());
        List<ClaimId> claims = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        for (Format.Node<?> node : nodes) {
            FactId id = node.id();
            Object told = node.fact();
            if (id == null || told == null) {
                continue;
            }
            F fact = running.factOf(told);
            identities.add(new FactKey(running.name(), id.source(), id.id()));
            try {
                switch (running.service().linking(fact)) {
                    case Linking.ToCase(CaseKey key) -> cases.add(new CaseId(running.name(), key));
                    case Linking.ByIdentifier(List<Identifier> identifiers) ->
                            identifiers.forEach(i -> claims.add(new ClaimId(running.name(), i)));
                }
                Foreseen foreseen = running.service().foreseen(fact, today());
                foreseen.claims().forEach(i -> claims.add(new ClaimId(running.name(), i)));
                accounts.addAll(foreseen.accounts());
                requests.addAll(foreseen.requests());
            } catch (RuntimeException e) {
                // Linking is asked again, and answered for, when it is the fact's turn.
            }
        }
        work.expect(Tables.IDENTITY, identities);
        work.expect(Tables.CASES, cases);
        work.expect(Tables.CLAIM, claims);
        work.expect(Tables.PARKED, claims);
        book.expect(requests, accounts);
    }

    /// A node of a document that was read.
    ///
    /// @param body     the fact as JSON
    /// @param bodyHash hash of the body, made while decoding
    <S, F> NodeResult fact(
            Running<S, F> running,
            Format.Node<F> node,
            JsonText body,
            Hash bodyHash,
            long document,
            int index) {
        FactId id = java.util.Objects.requireNonNull(node.id());
        F fact = java.util.Objects.requireNonNull(node.fact());
        FactKey identity = new FactKey(running.name(), id.source(), id.id());
        Identity known = work.get(Tables.IDENTITY, identity);
        if (known != null) {
            return known.body().equals(bodyHash)
                    ? result(node, Result.DUPLICATE, null, List.of())
                    : conflict(running, node, id, known, document, index);
        }
        Linking linking;
        try {
            linking = running.service().linking(fact);
        } catch (RuntimeException e) {
            return poisoned(running, node, document, index, e);
        }
        CaseKey key = caseOf(running.name(), linking);
        if (key == null) {
            return park(
                    running,
                    node,
                    id,
                    ((Linking.ByIdentifier) linking).identifiers(),
                    identity,
                    body,
                    bodyHash,
                    document,
                    index);
        }
        work.put(Tables.IDENTITY, new Identity(identity, bodyHash, seq + 1));
        work.keep();
        deliveries.add(
                new Delivery(
                        TrailEntry.Kind.FACT,
                        new CaseId(running.name(), key),
                        node.type(),
                        id,
                        document,
                        now,
                        fact,
                        body));
        RuntimeException failure = deliver();
        return failure == null
                ? result(node, Result.ACCEPTED, key.value(), List.of())
                : result(node, Result.REJECTED, key.value(), List.of(poison(failure)));
    }

    private static NodeResult result(
            Format.Node<?> node, Result result, @Nullable String caseKey, List<Problem> errors) {
        FactId id = node.id();
        return new NodeResult(
                node.type(),
                id == null ? null : id.source(),
                id == null ? null : id.id(),
                result,
                caseKey,
                errors,
                node.warnings());
    }

    private <F> NodeResult conflict(
            Running<?, F> running,
            Format.Node<F> node,
            FactId id,
            Identity known,
            long document,
            int index) {
        Problem problem =
                Problem.of(
                        "CONFLICT",
                        ("The source %s has sent %s before with another content (entry %d of the trail). "
                                        + "Send a change under a new number, or the same content again.")
                                .formatted(id.source(), id.id(), known.seq()),
                        id.source(),
                        id.id(),
                        Long.toString(known.seq()));
        setAside(document, running, node, SetAside.CONFLICT, index, problem);
        return result(node, Result.CONFLICT, null, List.of(problem));
    }

    private <F> NodeResult poisoned(
            Running<?, F> running,
            Format.Node<F> node,
            long document,
            int index,
            RuntimeException e) {
        work.drop();
        Problem problem = poison(e);
        setAside(document, running, node, SetAside.POISON, index, problem);
        return result(node, Result.REJECTED, null, List.of(problem));
    }

    private void setAside(
            long document,
            Running<?, ?> running,
            Format.Node<?> node,
            String kind,
            int index,
            Problem problem) {
        setAside(
                document,
                running.name(),
                node.type(),
                node.id(),
                new Aside(kind, index, List.of(problem), List.of()));
    }

    private static Problem poison(RuntimeException e) {
        return Problem.of(
                "POISON",
                ("The service could not work on this fact (%s: %s). It is set aside; every other case goes on. "
                                + "Report it with the entry's number.")
                        .formatted(e.getClass().getSimpleName(), e.getMessage()),
                e.getClass().getSimpleName(),
                String.valueOf(e.getMessage()));
    }

    private @Nullable CaseKey caseOf(String service, Linking linking) {
        return switch (linking) {
            case Linking.ToCase(CaseKey key) -> key;
            case Linking.ByIdentifier(List<Identifier> identifiers) -> {
                for (Identifier identifier : identifiers) {
                    Claimed claim = work.get(Tables.CLAIM, new ClaimId(service, identifier));
                    if (claim != null && claim.holdsOn(today())) {
                        yield claim.holder();
                    }
                }
                yield null;
            }
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    private <F> NodeResult park(
            Running<?, F> running,
            Format.Node<F> node,
            FactId id,
            List<Identifier> identifiers,
            FactKey identity,
            JsonText body,
            Hash bodyHash,
            long document,
            int index) {
        ParkedFact fact =
                new ParkedFact(
                        seq + 1,
                        id.source(),
                        id.id(),
                        now,
                        node.type(),
                        body.text(),
                        identifiers,
                        node.fact());
        for (Identifier identifier : identifiers) {
            Parked parked = work.get(Tables.PARKED, new ClaimId(running.name(), identifier));
            if (parked != null && parked.facts().size() >= PARKED_MAX) {
                work.drop();
                Problem problem =
                        Problem.of(
                                "PARKED-FULL",
                                "%d facts wait under %s already. Send the document that claims this number first."
                                        .formatted(PARKED_MAX, identifier),
                                Integer.toString(PARKED_MAX),
                                identifier.toString());
                setAside(document, running, node, SetAside.OVERFLOW, index, problem);
                return result(node, Result.REJECTED, null, List.of(problem));
            }
            park(running.name(), identifier, parked, fact);
        }
        work.put(Tables.IDENTITY, new Identity(identity, bodyHash, seq + 1));
        record(
                TrailEntry.Kind.PARKED,
                running.name(),
                null,
                id,
                node.type(),
                document,
                body,
                List.of());
        work.keep();
        return result(node, Result.PARKED, null, List.of());
    }

    private void park(
            String service, Identifier identifier, @Nullable Parked parked, ParkedFact fact) {
        List<ParkedFact> facts = new ArrayList<>(parked == null ? List.of() : parked.facts());
        facts.add(fact);
        work.put(Tables.PARKED, new Parked(new ClaimId(service, identifier), List.copyOf(facts)));
    }

    /// A clock of a case ran out, unless one that ran out before it has stopped it or set it anew.
    void expire(ClockRow due) {
        ClockRow clock = work.get(Tables.CLOCK, due.id());
        if (clock == null
                || !clock.state().equals(ClockRow.RUNNING)
                || !clock.dueAt().equals(due.dueAt())) {
            return;
        }
        work.put(
                Tables.CLOCK,
                new ClockRow(
                        clock.id(),
                        ClockRow.EXPIRED,
                        clock.dueAt(),
                        clock.startedAt(),
                        clock.from(),
                        clock.limit(),
                        clock.provisional(),
                        clock.clause()));
        work.keep();
        deliveries.add(
                new Delivery(
                        TrailEntry.Kind.EXPIRED,
                        clock.id().caseId(),
                        clock.id().name(),
                        null,
                        null,
                        now,
                        null,
                        JsonText.written(clock.dueAt().toString())));
        deliver();
    }

    /// Carries out everything that waits to be delivered. The failure of the first delivery, the input itself, is
    /// returned; what it caused in other cases fails on its own.
    private @Nullable RuntimeException deliver() {
        RuntimeException first = null;
        int count = 0;
        while (!deliveries.isEmpty()) {
            if (++count > DELIVERIES_MAX) {
                throw new IllegalStateException(
                        "One input caused more than %d steps.".formatted(DELIVERIES_MAX));
            }
            Delivery delivery = deliveries.poll();
            RuntimeException failure = deliver(delivery);
            if (count == 1) {
                first = failure;
            }
        }
        return first;
    }

    // The one place where a service runs. Whatever it throws, only this step is lost.
    private @Nullable RuntimeException deliver(Delivery delivery) {
        Running<?, ?> running = services.get(delivery.to().service());
        if (running == null) {
            throw new IllegalStateException("No service named " + delivery.to().service());
        }
        StepRun<?, ?> run = new StepRun<>(running, delivery);
        try {
            run.run();
        } catch (StoreFailure e) {
            throw e;
        } catch (RuntimeException e) {
            work.drop();
            book.drop();
            wordings.drop();
            recordPoison(delivery, e);
            answered(delivery);
            return e;
        }
        record(
                delivery.kind(),
                delivery.to().service(),
                delivery.to().key().value(),
                delivery.factId(),
                delivery.type(),
                delivery.document(),
                delivery.body(),
                run.trace);
        work.keep();
        book.keep();
        wordings.keep();
        run.waits.forEach((account, waiting) -> {
            Waiting before = waiters.of(account, delivery.to());
            if (before != null) {
                waiters.remove(before);
            }
            waiting.ifPresent(waiters::add);
        });
        deliveries.addAll(run.told);
        wake();
        answered(delivery);
        return null;
    }

    private void recordPoison(Delivery delivery, RuntimeException e) {
        record(
                delivery.kind(),
                delivery.to().service(),
                delivery.to().key().value(),
                delivery.factId(),
                delivery.type(),
                delivery.document(),
                delivery.body(),
                List.of("poison " + e.getClass().getName()));
        FactId id = delivery.factId();
        work.add(
                Tables.SET_ASIDE,
                new SetAside(
                        ++asides,
                        now,
                        delivery.document(),
                        delivery.to().service(),
                        0,
                        delivery.type(),
                        id == null ? null : id.source(),
                        id == null ? null : id.id(),
                        SetAside.POISON,
                        JsonText.of(List.of(poison(e)))));
        work.keep();
    }

    /// Tells those who wait for room in the accounts that have gained some, in the order in which they began to wait.
    ///
    /// While some of them have not answered, nobody knows what they will leave: the others are told when all have.
    private void wake() {
        for (String account : book.takeRisen()) {
            Woken before = woken.get(account);
            if (before == null) {
                wake(account, seq);
            } else {
                woken.put(account, new Woken(before.count(), seq));
            }
        }
    }

    /// A case that was told of room has answered. What it and the others left goes to those behind them, but not to who
    /// has only joined the queue because of that answer: the same room is offered to a case once.
    private void answered(Delivery delivery) {
        if (delivery.kind() != TrailEntry.Kind.ROOM) {
            return;
        }
        String account = delivery.type();
        Woken before = java.util.Objects.requireNonNull(woken.remove(account));
        if (before.count() > 1) {
            woken.put(account, new Woken(before.count() - 1, before.last()));
        } else {
            wake(account, before.last());
        }
    }

    private void wake(String account, long last) {
        List<Waiting> fitting = waiters.fitting(account, book.available(account), last);
        for (Waiting waiting : fitting) {
            work.remove(Tables.WAITING, waiting.id());
            work.keep();
            waiters.remove(waiting);
            deliveries.add(
                    new Delivery(
                            TrailEntry.Kind.ROOM,
                            waiting.caseId(),
                            account,
                            null,
                            null,
                            now,
                            null,
                            JsonText.written(account)));
        }
        if (!fitting.isEmpty()) {
            woken.put(account, new Woken(fitting.size(), last));
        }
    }

    private void record(
            TrailEntry.Kind kind,
            String service,
            @Nullable String caseKey,
            @Nullable FactId id,
            String type,
            @Nullable Long document,
            JsonText body,
            List<Object> effects) {
        record(
                kind,
                service,
                caseKey,
                id == null ? null : id.source(),
                id == null ? null : id.id(),
                type,
                document,
                body,
                effects);
    }

    private void record(
            TrailEntry.Kind kind,
            String service,
            @Nullable String caseKey,
            @Nullable String source,
            @Nullable String factId,
            String type,
            @Nullable Long document,
            JsonText body,
            List<Object> effects) {
        TrailEntry entry =
                new TrailEntry(
                        ++seq,
                        now,
                        kind,
                        service,
                        caseKey,
                        source,
                        factId,
                        type,
                        document,
                        body,
                        NOT_HASHED,
                        NOT_HASHED);
        Draft draft =
                new Draft(entry, entry.brings() ? documentHash : TrailEntry.NO_DOCUMENT, effects);
        drafts.add(draft);
        helper.execute(draft::hash);
    }

    private static final Hash NOT_HASHED = Hash.of(new byte[32]);

    private void send(
            String service,
            @Nullable String caseKey,
            long atSeq,
            Message message,
            List<Object> trace) {
        JsonText body = JsonText.of(new Rows.MessageBody(message.head(), message.lines()));
        work.add(
                Tables.MESSAGE,
                new MessageRow(
                        ++messages,
                        now,
                        atSeq,
                        service,
                        caseKey,
                        message.type(),
                        message.to(),
                        message.subject(),
                        body));
        trace.add("send " + message.type() + " " + message.to());
        trace.add(message.subject());
        trace.add(body);
    }

    /// One step of one case: the service's function and all its effects, until nothing is left to answer.
    private final class StepRun<S, F> {

        private final Running<S, F> running;
        private final Delivery delivery;
        private final CaseId id;
        private final long stepSeq = seq + 1;
        private final List<Object> trace = new ArrayList<>();
        private final List<Delivery> told = new ArrayList<>();
        private final Map<String, Optional<Waiting>> waits = new LinkedHashMap<>();
        private final Deque<Answer> answers = new ArrayDeque<>();
        private int decisions;
        private int tells;

        StepRun(Running<S, F> running, Delivery delivery) {
            this.running = running;
            this.delivery = delivery;
            this.id = delivery.to();
        }

        void run() {
            CaseRow row = work.get(Tables.CASES, id);
            S state = row == null ? running.open(id.key()) : running.state(row);
            Context context = new Context(stepSeq, now, today(), calendar.edition(today()));
            Step<S> step = first(state, context);
            carryOut(step.effects());
            state = step.state();
            int rounds = 0;
            while (!answers.isEmpty()) {
                if (++rounds > ROUNDS_MAX) {
                    throw new IllegalStateException(
                            "The case %s asked more than %d times in one step."
                                    .formatted(id.key(), ROUNDS_MAX));
                }
                step = running.service().answered(state, answers.poll(), context);
                carryOut(step.effects());
                state = step.state();
            }
            String status = running.service().status(state);
            stands(row == null ? null : row.status(), status);
            work.put(
                    Tables.CASES,
                    new CaseRow(
                            id,
                            status,
                            running.service().owner(state),
                            row == null ? now : row.openedAt(),
                            now,
                            stepSeq,
                            TypeName.of(state.getClass()),
                            JsonText.keeping(state, Json.states())));
        }

        private void stands(@Nullable String before, String status) {
            if (status.equals(before)) {
                return;
            }
            if (before != null) {
                count(before, -1);
            }
            count(status, 1);
        }

        private void count(String status, long more) {
            StandingId key = new StandingId(id.service(), status);
            Standing known = work.get(Tables.STANDING, key);
            long cases = (known == null ? 0 : known.cases()) + more;
            if (cases == 0) {
                work.remove(Tables.STANDING, key);
            } else {
                work.put(Tables.STANDING, new Standing(key, cases));
            }
        }

        private Step<S> first(S state, Context context) {
            return switch (delivery.kind()) {
                case FACT, LINKED, TOLD ->
                        running.service()
                                .on(
                                        state,
                                        new Fact<>(
                                                java.util.Objects.requireNonNull(delivery.factId()),
                                                stepSeq,
                                                delivery.at(),
                                                running.factOf(
                                                        java.util.Objects.requireNonNull(
                                                                delivery.fact()))),
                                        context);
                case EXPIRED -> running.service().expired(state, delivery.type(), context);
                case ROOM ->
                        running.service()
                                .answered(state, new Answer.Room(delivery.type()), context);
                case CONFIGURED, PARKED, SET_ASIDE, TIME, NOTED ->
                        throw new IllegalStateException(
                                delivery.kind() + " is not delivered to a case.");
            };
        }

        private void carryOut(List<Effect> effects) {
            for (Effect effect : effects) {
                carryOut(effect);
            }
        }

        private void carryOut(Effect effect) {
            switch (effect) {
                case Effect.Decide(var decision) -> {
                    JsonText body = JsonText.of(wordings.written(decision, trace::add));
                    work.add(
                            Tables.DECISION,
                            new DecisionRow(
                                    new DecisionId(stepSeq, decisions++),
                                    now,
                                    id,
                                    decision.kind(),
                                    decision.outcome().name(),
                                    body));
                    trace.add(body);
                }
                case Effect.Ask(var command) -> {
                    var answer = book.apply(command, now);
                    trace.add(book.trace());
                    answers.add(new Answer.FromBook(command, answer));
                }
                case Effect.Await(var account, var amount) -> {
                    Waiting before = waiting(account);
                    Waiting waiting =
                            Waiters.waiting(
                                    account,
                                    before == null ? stepSeq : before.id().place(),
                                    id,
                                    amount);
                    work.put(Tables.WAITING, waiting);
                    waits.put(account, Optional.of(waiting));
                    trace.add("await " + account);
                }
                case Effect.Forgo(var account) -> {
                    Waiting before = waiting(account);
                    if (before != null) {
                        work.remove(Tables.WAITING, before.id());
                        waits.put(account, Optional.empty());
                        trace.add("forgo " + account);
                    }
                }
                case Effect.Claim(var identifier, var until) -> claim(identifier, until);
                case Effect.Start start -> {
                    var lastDay = start.limit().lastDay(start.from(), calendar.edition(today()));
                    start(
                            start.clock(),
                            lastDay.due(zone),
                            start.from(),
                            start.limit(),
                            lastDay.provisional(),
                            start.clause());
                }
                case Effect.StartAt(var clock, var due, var clause) ->
                        start(clock, due, null, null, false, clause);
                case Effect.Stop(var clock) -> stop(clock);
                case Effect.Assign(var task) -> {
                    JsonText body = JsonText.of(task);
                    work.put(
                            Tables.TASK,
                            new TaskRow(
                                    new TaskId(id, task.id()),
                                    TaskRow.OPEN,
                                    task.role(),
                                    now,
                                    null,
                                    body));
                    trace.add(body);
                }
                case Effect.Withdraw(var task) -> {
                    TaskRow row = work.get(Tables.TASK, new TaskId(id, task));
                    if (row != null && row.state().equals(TaskRow.OPEN)) {
                        work.put(
                                Tables.TASK,
                                new TaskRow(
                                        row.id(),
                                        TaskRow.CLOSED,
                                        row.role(),
                                        row.openedAt(),
                                        now,
                                        row.body()));
                        trace.add("withdraw " + task);
                    }
                }
                case Effect.Send(var message) ->
                        send(id.service(), id.key().value(), stepSeq, message, trace);
                case Effect.Tell(var to, var fact) -> tell(to, fact);
            }
        }

        /// What the case waits for in an account, as of this step.
        private @Nullable Waiting waiting(String account) {
            Optional<Waiting> changed = waits.get(account);
            return changed == null ? waiters.of(account, id) : changed.orElse(null);
        }

        private void start(
                String clock,
                Instant due,
                @Nullable LocalDate from,
                org.liandong.kernel.clock.@Nullable TimeLimit limit,
                boolean provisional,
                String clause) {
            work.put(
                    Tables.CLOCK,
                    new ClockRow(
                            new ClockId(id, clock),
                            ClockRow.RUNNING,
                            due,
                            now,
                            from,
                            limit,
                            provisional,
                            clause));
            if (due.isBefore(nextDue)) {
                nextDue = due;
            }
            trace.add("start " + clock + " " + due);
        }

        private void stop(String clock) {
            ClockRow row = work.get(Tables.CLOCK, new ClockId(id, clock));
            if (row != null && row.state().equals(ClockRow.RUNNING)) {
                work.put(
                        Tables.CLOCK,
                        new ClockRow(
                                row.id(),
                                ClockRow.STOPPED,
                                row.dueAt(),
                                row.startedAt(),
                                row.from(),
                                row.limit(),
                                row.provisional(),
                                row.clause()));
                trace.add("stop " + clock);
            }
        }

        private void claim(Identifier identifier, @Nullable LocalDate until) {
            ClaimId claimId = new ClaimId(id.service(), identifier);
            Claimed held = work.get(Tables.CLAIM, claimId);
            if (held != null && held.holdsOn(today()) && !held.holder().equals(id.key())) {
                answers.add(new Answer.ClaimRefused(identifier, held.holder()));
                trace.add("refused " + identifier);
                return;
            }
            work.put(Tables.CLAIM, new Claimed(claimId, id.key(), until));
            trace.add("claim " + identifier);
            Parked parked = work.get(Tables.PARKED, claimId);
            answers.add(new Answer.Claimed(identifier, parked != null));
            if (parked != null) {
                parked.facts().forEach(this::unpark);
            }
        }

        private void unpark(ParkedFact fact) {
            for (Identifier identifier : fact.identifiers()) {
                ClaimId parkedUnder = new ClaimId(id.service(), identifier);
                Parked parked = work.get(Tables.PARKED, parkedUnder);
                if (parked != null) {
                    List<ParkedFact> left =
                            parked.facts().stream()
                                    .filter(other ->
                                            !other.factId().equals(fact.factId())
                                                    || other.seq() != fact.seq())
                                    .toList();
                    if (left.isEmpty()) {
                        work.remove(Tables.PARKED, parkedUnder);
                    } else {
                        work.put(Tables.PARKED, new Parked(parkedUnder, left));
                    }
                }
            }
            told.add(
                    new Delivery(
                            TrailEntry.Kind.LINKED,
                            id,
                            fact.type(),
                            new FactId(fact.source(), fact.factId()),
                            null,
                            fact.at(),
                            fact.fact() == null
                                    ? running.fact(fact.type(), JsonText.written(fact.body()))
                                    : fact.fact(),
                            JsonText.written(Long.toString(fact.seq()))));
        }

        // A told fact is known by the case and the step it comes from, so it needs no identity of
        // its own.
        private void tell(Linking to, Object fact) {
            JsonText body = JsonText.of(fact);
            String type = TypeName.of(fact.getClass());
            FactId factId = new FactId(id.key().value(), stepSeq + "/" + tells++);
            trace.add("tell");
            trace.add(body);
            CaseKey key = caseOf(id.service(), to);
            if (key != null) {
                told.add(
                        new Delivery(
                                TrailEntry.Kind.TOLD,
                                new CaseId(id.service(), key),
                                type,
                                factId,
                                null,
                                now,
                                fact,
                                body));
                return;
            }
            List<Identifier> identifiers = ((Linking.ByIdentifier) to).identifiers();
            ParkedFact parked =
                    new ParkedFact(
                            stepSeq,
                            factId.source(),
                            factId.id(),
                            now,
                            type,
                            body.text(),
                            identifiers,
                            fact);
            for (Identifier identifier : identifiers) {
                park(
                        id.service(),
                        identifier,
                        work.get(Tables.PARKED, new ClaimId(id.service(), identifier)),
                        parked);
            }
        }
    }
}
