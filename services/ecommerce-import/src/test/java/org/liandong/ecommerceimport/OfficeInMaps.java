package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Fact;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Service;
import org.liandong.kernel.Step;
import org.liandong.kernel.Task;
import org.liandong.kernel.clock.CalendarEdition;
import org.liandong.kernel.clock.WorkingCalendar;
import org.liandong.kernel.ledger.InMemoryLedgerState;
import org.liandong.kernel.ledger.Ledger;
import org.liandong.testkit.TestEngines;

/// One noon of an office whose cases, claims, tasks and ledger are maps, without a store: for properties that need tens of
/// thousands of runs.
///
/// Steps and their effects follow each other as in the engine. What no step can see is left out: decisions, messages, clocks
/// and who waits for room.
final class OfficeInMaps {

    private static final Instant NOON = TestEngines.noon(Scenario.TODAY);
    private static final LocalDate TODAY = LocalDate.parse(Scenario.TODAY);
    private static final CalendarEdition CALENDAR = WorkingCalendar.shipped().edition(TODAY);

    private final Service<ImportCase, ImportFact> service;
    private final InMemoryLedgerState books = new InMemoryLedgerState();
    private final Ledger ledger = new Ledger(books, List.of(Accounts.YUAN), ParcelStep.ZONE);
    private final Map<CaseKey, ImportCase> cases = new HashMap<>();
    private final Map<Identifier, CaseKey> claims = new HashMap<>();
    private final List<Told> parked = new ArrayList<>();
    private final Map<CaseKey, Map<String, Task>> tasks = new HashMap<>();
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private long seq;

    /// A fact that waits for a case to claim one of its identifiers.
    private record Told(List<Identifier> identifiers, ImportFact fact) {}

    private record Delivery(CaseKey key, ImportFact fact) {}

    OfficeInMaps(Service<ImportCase, ImportFact> service) {
        this.service = service;
    }

    /// The service of a zone platform.
    static Service<ImportCase, ImportFact> zonePlatform() {
        ImportModule module = new ImportModule();
        Map<String, byte[]> resources = new TreeMap<>(module.resources());
        resources.put(
                ImportModule.SETTINGS,
                "role = zone-platform".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return module.service(resources, TestEngines.RULES);
    }

    OfficeInMaps accept(ImportFact fact) {
        tell(service.linking(fact), fact);
        while (!deliveries.isEmpty()) {
            step(deliveries.poll());
        }
        return this;
    }

    private void tell(Linking to, ImportFact fact) {
        switch (to) {
            case Linking.ToCase(CaseKey key) -> deliveries.add(new Delivery(key, fact));
            case Linking.ByIdentifier(List<Identifier> identifiers) -> {
                CaseKey holder =
                        identifiers.stream()
                                .map(claims::get)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null);
                if (holder == null) {
                    parked.add(new Told(identifiers, fact));
                } else {
                    deliveries.add(new Delivery(holder, fact));
                }
            }
        }
    }

    private void step(Delivery delivery) {
        CaseKey key = delivery.key();
        Context context = new Context(++seq, NOON, TODAY, CALENDAR);
        ImportCase state = cases.get(key);
        Step<ImportCase> step =
                service.on(
                        state == null ? service.open(key) : state,
                        new Fact<>(
                                new FactId("test", delivery.fact().toString()),
                                seq,
                                NOON,
                                delivery.fact()),
                        context);
        step.effects().forEach(effect -> carryOut(key, effect));
        while (!answers.isEmpty()) {
            step = service.answered(step.state(), answers.poll(), context);
            step.effects().forEach(effect -> carryOut(key, effect));
        }
        cases.put(key, step.state());
    }

    private void carryOut(CaseKey key, Effect effect) {
        switch (effect) {
            case Effect.Ask(var command) ->
                    answers.add(new Answer.FromBook(command, ledger.apply(command, NOON)));
            case Effect.Claim(var identifier, _) -> claim(key, identifier);
            case Effect.Assign(var task) ->
                    tasks.computeIfAbsent(key, _ -> new LinkedHashMap<>()).put(task.id(), task);
            case Effect.Withdraw(var task) ->
                    tasks.computeIfAbsent(key, _ -> new LinkedHashMap<>()).remove(task);
            case Effect.Tell(var to, var fact) -> tell(to, (ImportFact) fact);
            case Effect.Decide _,
                    Effect.Send _,
                    Effect.Start _,
                    Effect.StartAt _,
                    Effect.Stop _,
                    Effect.Await _,
                    Effect.Forgo _ -> {}
        }
    }

    private void claim(CaseKey key, Identifier identifier) {
        CaseKey holder = claims.putIfAbsent(identifier, key);
        if (holder != null && !holder.equals(key)) {
            answers.add(new Answer.ClaimRefused(identifier, holder));
            return;
        }
        List<Told> followed =
                parked.stream().filter(t -> t.identifiers().contains(identifier)).toList();
        parked.removeAll(followed);
        answers.add(new Answer.Claimed(identifier, !followed.isEmpty()));
        followed.forEach(t -> deliveries.add(new Delivery(key, t.fact())));
    }

    /// Where a case stands, or null when there is none.
    @Nullable String status(String key) {
        ImportCase state = cases.get(new CaseKey(key));
        return state == null ? null : service.status(state);
    }

    /// The tasks of a case that wait for an answer.
    List<String> tasks(String key) {
        return tasks.getOrDefault(new CaseKey(key), Map.of()).values().stream()
                .map(task ->
                        task.question()
                                + task.reasons().stream()
                                        .map(reason -> String.join(": ", reason.arguments()))
                                        .toList())
                .toList();
    }

    /// What stands in each account that has something, in yuan. A year that was granted and not used is as one that was not.
    Map<String, BigDecimal> ledger() {
        Map<String, BigDecimal> ledger = new TreeMap<>();
        books.accounts()
                .forEach(account -> {
                    boolean used = !account.name().matches("(boundary/)?allowance/.*(free|ceb)");
                    if (used && account.available().signum() != 0) {
                        ledger.put(account.name(), new BigDecimal(account.available(), 2));
                    }
                });
        return ledger;
    }
}
