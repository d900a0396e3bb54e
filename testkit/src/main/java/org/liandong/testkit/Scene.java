package org.liandong.testkit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Reply;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Task;

/// Given these facts, this decision: an engine in memory that takes the facts of a service at noon of a day, and what they came to in short.
///
/// The tests of a service add its facts in a few words.
///
/// @param <F> the facts of the service
/// @param <S> the scene itself
public abstract class Scene<F, S extends Scene<F, S>> implements AutoCloseable {

    private static final Set<NodeResult.Result> TAKEN =
            Set.of(NodeResult.Result.ACCEPTED, NodeResult.Result.DUPLICATE);

    private final ServiceModule<?, F> module;
    private final InlineEngine engine;
    private Instant now;

    /// @param day       the first
    /// @param overrides resources that replace those of the service
    /// @param besides   services that share the ledger
    protected Scene(
            String day,
            Map<String, byte[]> overrides,
            ServiceModule<?, F> module,
            ServiceModule<?, ?>... besides) {
        this.module = module;
        this.now = noon(day);
        this.engine = TestEngines.inMemory(now, overrides, module, besides);
    }

    @SuppressWarnings("unchecked") // A scene names itself.
    private S self() {
        return (S) this;
    }

    // ---- when

    /// Facts come, each under a number that is its own.
    @SafeVarargs
    public final S when(F... facts) {
        for (F fact : facts) {
            when(idOf(fact), fact);
        }
        return self();
    }

    public final S when(FactId id, F fact) {
        NodeResult result = engine.accept(module.name(), id, fact, now);
        if (!TAKEN.contains(result.result())) {
            throw new AssertionError(
                    "%s is %s: %s".formatted(fact, result.result(), result.errors()));
        }
        return self();
    }

    /// The number of a fact that has none.
    public static FactId idOf(Object fact) {
        return new FactId("test", fact.toString());
    }

    /// Noon of a day comes, and with it everything that runs out until then.
    public final S dayComes(String another) {
        now = noon(another);
        engine.tick(now);
        return self();
    }

    /// An officer answers the only task of a case.
    public final S officer(String key, String answer) {
        List<String> open = tasks(key);
        if (open.size() != 1) {
            throw new AssertionError("%s has the tasks %s.".formatted(key, open));
        }
        return officer(key, open.getFirst(), answer);
    }

    public final S officer(String key, String task, String answer) {
        Reply reply = new Reply(task, answer, "seen", "officer 7");
        return when(Objects.requireNonNull(module.reply(new CaseKey(key), reply)));
    }

    // ---- what can be read

    public final InlineEngine engine() {
        return engine;
    }

    public final Instant now() {
        return now;
    }

    public static Instant noon(String day) {
        return TestEngines.noon(day);
    }

    /// Where a case stands, or `none`.
    public final String status(String key) {
        return Objects.requireNonNullElse(engine.status(module.name(), key), "none");
    }

    /// All decisions of a case.
    public final List<Decision> decisions(String key) {
        return engine.decisions(module.name(), key);
    }

    /// The decisions of a kind in short.
    public final List<String> decisions(String key, String kind) {
        return decisions(key).stream()
                .filter(d -> d.kind().equals(kind))
                .map(Scene::inShort)
                .toList();
    }

    /// The last decision of a kind in short, or `none`.
    public final String last(String key, String kind) {
        List<String> all = decisions(key, kind);
        return all.isEmpty() ? "none" : all.getLast();
    }

    /// The last decision of a kind.
    public final Decision lastDecision(String key, String kind) {
        return decisions(key).stream()
                .filter(d -> d.kind().equals(kind))
                .reduce((_, last) -> last)
                .orElseThrow(() ->
                        new AssertionError(
                                "%s has no %s among %s"
                                        .formatted(
                                                key,
                                                kind,
                                                decisions(key).stream()
                                                        .map(Decision::kind)
                                                        .toList())));
    }

    /// A decision in short: outcome, what is missing, and every check that does not hold, with both values.
    public static String inShort(Decision decision) {
        List<String> parts = new ArrayList<>();
        parts.add(decision.outcome().name());
        parts.addAll(decision.missing());
        for (Check check : decision.checks()) {
            if (check.result() != Check.Result.PASSED) {
                parts.add(
                        "%s %s / %s"
                                .formatted(
                                        check.rule(),
                                        Objects.requireNonNullElse(check.left().value(), "-"),
                                        Objects.requireNonNullElse(check.right().value(), "-")));
            }
        }
        return String.join(" ", parts);
    }

    public final List<Task> openTasks(String key) {
        return engine.openTasks(module.name(), key);
    }

    /// The names of the open tasks of a case.
    public final List<String> tasks(String key) {
        return openTasks(key).stream().map(Task::id).toList();
    }

    /// The messages of a type in short: the named fields.
    public final List<String> messages(String type, String... fields) {
        return engine.messages().stream()
                .filter(m -> m.type().equals(type))
                .map(m ->
                        String.join(
                                " ",
                                Arrays.stream(fields)
                                        .map(f -> m.head().getOrDefault(f, "-"))
                                        .toList()))
                .toList();
    }

    /// What an account has available, with two decimals, or `-`.
    public String available(String account) {
        BigDecimal amount = engine.available().get(account);
        return amount == null ? "-" : amount.toPlainString();
    }

    @Override
    public final void close() {
        engine.close();
    }
}
