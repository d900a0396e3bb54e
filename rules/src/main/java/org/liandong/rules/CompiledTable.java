package org.liandong.rules;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.io.ResourceType;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.DMNVersion;
import org.kie.dmn.api.core.ast.InputDataNode;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.dmn.feel.FEEL;
import org.kie.dmn.feel.lang.CompiledExpression;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.FEELDialect;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.impl.EvaluationContextImpl;
import org.kie.dmn.feel.lang.impl.FEELEventListenersManager;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.runtime.UnaryTest;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.internal.io.ResourceFactory;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.Verdict.Miss;

/// One edition of a rule, ready to be asked.
///
/// The engine decides; which row fired comes from its event. Why the rows above did not is worked out here, cell by cell, from
/// the same text with the engine's own FEEL, compiled once. The two are held against each other: a row above the fired one
/// without a cell that fails is an error, so an explanation cannot contradict the decision.
///
/// Both are done for every question that is not in the memo. Explaining takes about a tenth of the time of deciding, and an
/// answer that carries all it will ever say can be kept and compared.
final class CompiledTable {

    // Two generations of this many answers of some 2 KB: at most 4 MB an edition.
    private static final int GENERATION_MAX = 1_024;

    // An answer to a longer text is not kept, so that the memo's size stays bounded in bytes too.
    private static final int MEMO_TEXT_MAX = 64;

    // A number with more places is shown with an exponent: 1E+999999999 in full fills the memory.
    private static final int PLACES_SHOWN_MAX = 50;

    private static final String FIRED = "liandong.fired";

    /// Notes the fired rows in the answer itself, so that threads sharing the runtime do not mix them up.
    private static final DMNRuntimeEventListener FIRED_ROWS =
            new DMNRuntimeEventListener() {
                @Override
                public void afterEvaluateDecisionTable(AfterEvaluateDecisionTableEvent event) {
                    event.getResult().getContext().getMetadata().set(FIRED, event.getSelected());
                }
            };

    private record Output(String name, Type type) {}

    private record Column(String text, @Nullable CompiledExpression expression) {}

    /// @param tests  of which one must hold; none for a cell that always holds
    private record Cell(String text, List<UnaryTest> tests) {}

    private final RuleSource source;
    private final DMNRuntime runtime;
    private final DMNModel model;
    private final FEEL feel;
    private final String table;
    private final Map<String, Type> inputs;
    private final List<Column> columns;
    private final List<List<Cell>> rows;
    private final List<Output> outputs;
    private final Memo<Map<String, Object>, Verdict> memo = new Memo<>(GENERATION_MAX);

    private CompiledTable(RuleSource source, DMNRuntime runtime) {
        this.source = source;
        this.runtime = runtime;
        model = runtime.getModels().getFirst();
        feel = FEEL.newInstance(CompiledTable.class.getClassLoader(), List.of());
        var decision =
                (Decision)
                        model.getDefinitions().getDrgElement().stream()
                                .filter(Decision.class::isInstance)
                                .findFirst()
                                .orElseThrow();
        var body = (DecisionTable) decision.getExpression();
        table = decision.getName();
        inputs = new LinkedHashMap<>();
        for (InputDataNode input : model.getInputs()) {
            inputs.put(
                    input.getName(),
                    type(input.getType() == null ? null : input.getType().getName()));
        }
        columns =
                body.getInput().stream()
                        .map(column -> column(column.getInputExpression().getText().strip()))
                        .toList();
        outputs = outputs(body, decision);
        rows = new ArrayList<>();
        for (var rule : body.getRule()) {
            rows.add(row(rows.size() + 1, rule));
        }
    }

    /// @throws BrokenRule when the engine finds a fault in the table
    static CompiledTable of(RuleSource source) {
        var resource =
                ResourceFactory.newByteArrayResource(source.dmn().getBytes(StandardCharsets.UTF_8));
        resource.setSourcePath(source.file());
        resource.setResourceType(ResourceType.DMN);
        DMNRuntime runtime =
                DMNRuntimeBuilder.fromDefaults()
                        .setRootClassLoader(CompiledTable.class.getClassLoader())
                        .buildConfiguration()
                        .fromResources(List.of(resource))
                        .getOrElseThrow(e ->
                                new BrokenRule(
                                        "%s: the engine cannot read it. Correct the file."
                                                .formatted(source.file()),
                                        e));
        var errors =
                runtime.getModels().stream()
                        .flatMap(model -> model.getMessages(DMNMessage.Severity.ERROR).stream())
                        .map(error -> "line %d: %s".formatted(error.getLine(), error.getText()))
                        .toList();
        if (!errors.isEmpty()) {
            throw new BrokenRule(
                    "%s: %s. Correct these places."
                            .formatted(source.file(), String.join("; ", errors)));
        }
        runtime.addListener(FIRED_ROWS);
        return new CompiledTable(source, runtime);
    }

    Verdict decide(Map<String, Object> asked) {
        var known = memo.find(asked);
        if (known != null) {
            return known;
        }
        checkInputs(asked);
        if (!isShort(asked)) {
            return ask(frozen(asked));
        }
        var verdict = ask(asked);
        memo.keep(verdict.inputs(), verdict);
        return verdict;
    }

    private Verdict ask(Map<String, Object> asked) {
        var context = runtime.newContext();
        asked.forEach(context::set);
        var answer = runtime.evaluateByName(model, context, table);
        if (answer.hasErrors()) {
            var errors =
                    answer.getMessages(DMNMessage.Severity.ERROR).stream()
                            .map(DMNMessage::getText)
                            .toList();
            throw broken(
                    "%s, asked with %s. Correct the rows"
                            .formatted(String.join("; ", errors), asked));
        }
        int row =
                answer.getContext().getMetadata().get(FIRED) instanceof List<?> fired
                                && !fired.isEmpty()
                        ? (Integer) fired.getFirst()
                        : 0;
        Map<String, Object> outcome =
                row == 0
                        ? Map.of()
                        : outputs(row, answer.getDecisionResultByName(table).getResult());
        var misses = misses(row == 0 ? rows.size() : row - 1, asked);
        return new Verdict(
                source.rule(), source.from().toString(), table, row, asked, outcome, misses);
    }

    private Map<String, Object> outputs(int row, @Nullable Object result) {
        var named = new LinkedHashMap<String, Object>();
        for (var output : outputs) {
            // The engine answers with a map of several outputs, and with the bare value of one.
            var value =
                    outputs.size() > 1 && result instanceof Map<?, ?> map
                            ? map.get(output.name())
                            : result;
            if (value == null || !fits(value, output.type())) {
                throw broken(
                        "row %d gives %s for the output '%s' of type %s. Correct the cell"
                                .formatted(row, value, output.name(), output.type().getName()));
            }
            named.put(output.name(), frozen(value));
        }
        return named;
    }

    // ---- why the rows above did not fire

    private List<Miss> misses(int above, Map<String, Object> asked) {
        if (above == 0) {
            return List.of();
        }
        var context =
                new EvaluationContextImpl(
                        CompiledTable.class.getClassLoader(),
                        new FEELEventListenersManager(),
                        FEELDialect.FEEL,
                        DMNVersion.getLatest());
        context.setValues(asked);
        var values = new ArrayList<@Nullable Object>(columns.size());
        for (var column : columns) {
            values.add(
                    column.expression() == null
                            ? asked.get(column.text())
                            : feel.evaluate(column.expression(), context));
        }
        var misses = new ArrayList<Miss>(above);
        for (int row = 0; row < above; row++) {
            misses.add(miss(row, context, values, asked));
        }
        return misses;
    }

    private Miss miss(
            int row,
            EvaluationContext context,
            List<@Nullable Object> values,
            Map<String, Object> asked) {
        var cells = rows.get(row);
        for (int i = 0; i < cells.size(); i++) {
            if (!holds(cells.get(i), context, values.get(i))) {
                return new Miss(
                        row + 1, columns.get(i).text(), cells.get(i).text(), shown(values.get(i)));
            }
        }
        throw broken(
                "the engine passed over row %d although each of its cells holds, asked with %s. Report this"
                        .formatted(row + 1, asked));
    }

    private static boolean holds(Cell cell, EvaluationContext context, @Nullable Object value) {
        if (cell.tests().isEmpty()) {
            return true;
        }
        for (var test : cell.tests()) {
            if (Boolean.TRUE.equals(test.apply(context, value))) {
                return true;
            }
        }
        return false;
    }

    private static String shown(@Nullable Object value) {
        return value instanceof BigDecimal number && Math.abs(number.scale()) <= PLACES_SHOWN_MAX
                ? number.toPlainString()
                : String.valueOf(value);
    }

    // ---- compiling

    private Column column(String text) {
        if (inputs.containsKey(text)) {
            return new Column(text, null);
        }
        var context = feel.newCompilerContext();
        inputs.forEach(context::addInputVariableType);
        return new Column(text, feel.compile(text, context));
    }

    private Cell cell(@Nullable String written) {
        var text = written == null || written.isBlank() ? "-" : written.strip();
        return new Cell(text, text.equals("-") ? List.of() : feel.evaluateUnaryTests(text, inputs));
    }

    private List<Cell> row(int number, DecisionRule rule) {
        var conditions = rule.getInputEntry();
        var values = rule.getOutputEntry();
        if (conditions.size() != columns.size() || values.size() != outputs.size()) {
            throw broken(
                    "row %d has %d conditions and %d outputs where the table has %d and %d. Fill or remove cells"
                            .formatted(
                                    number,
                                    conditions.size(),
                                    values.size(),
                                    columns.size(),
                                    outputs.size()));
        }
        for (int i = 0; i < outputs.size(); i++) {
            var text = values.get(i).getText();
            if (text == null || text.isBlank() || text.strip().equals("-")) {
                throw broken(
                        "row %d says nothing for the output '%s'. Write a value, \"\" for an empty text"
                                .formatted(number, outputs.get(i).name()));
            }
        }
        return conditions.stream().map(condition -> cell(condition.getText())).toList();
    }

    private static List<Output> outputs(DecisionTable body, Decision decision) {
        var only = body.getOutput().size() == 1;
        return body.getOutput().stream()
                .map(output ->
                        new Output(
                                only && output.getName() == null
                                        ? decision.getVariable().getName()
                                        : output.getName(),
                                type(
                                        output.getTypeRef() == null
                                                ? null
                                                : output.getTypeRef().getLocalPart())))
                .toList();
    }

    private static Type type(@Nullable String name) {
        if (name == null) {
            return BuiltInType.UNKNOWN;
        }
        return switch (name) {
            case "number" -> BuiltInType.NUMBER;
            case "string" -> BuiltInType.STRING;
            case "boolean" -> BuiltInType.BOOLEAN;
            case "date" -> BuiltInType.DATE;
            default -> BuiltInType.UNKNOWN;
        };
    }

    // ---- values

    private void checkInputs(Map<String, Object> asked) {
        if (!asked.keySet().equals(inputs.keySet())) {
            throw new IllegalArgumentException(
                    "The table '%s' of %s asks for the inputs %s, not %s. Maybe a name is misspelt."
                            .formatted(table, source.file(), inputs.keySet(), asked.keySet()));
        }
        inputs.forEach((name, type) -> {
            var value = asked.get(name);
            if (value == null || !isFeel(value) || !fits(value, type)) {
                throw new IllegalArgumentException(
                        "The input '%s' of the table '%s' of %s is of type %s; %s (%s) is not. Maybe wrap it: FEEL values are String, BigDecimal, Boolean, LocalDate, lists and maps."
                                .formatted(
                                        name,
                                        table,
                                        source.file(),
                                        type.getName(),
                                        value,
                                        value == null
                                                ? "nothing"
                                                : value.getClass().getSimpleName()));
            }
        });
    }

    private static boolean fits(Object value, Type type) {
        return switch (type) {
            case BuiltInType.NUMBER -> value instanceof BigDecimal;
            case BuiltInType.STRING -> value instanceof String;
            case BuiltInType.BOOLEAN -> value instanceof Boolean;
            case BuiltInType.DATE -> value instanceof LocalDate;
            default -> true;
        };
    }

    private static boolean isFeel(@Nullable Object value) {
        return switch (value) {
            case String _, BigDecimal _, Boolean _, LocalDate _ -> true;
            case List<?> list -> list.stream().allMatch(CompiledTable::isFeel);
            case Map<?, ?> map ->
                    map.keySet().stream().allMatch(String.class::isInstance)
                            && map.values().stream().allMatch(CompiledTable::isFeel);
            case null, default -> false;
        };
    }

    /// A copy that nobody can change: answers are kept and shared.
    private static Object frozen(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(CompiledTable::frozen).toList();
            case Map<?, ?> map -> frozen(map);
            default -> value;
        };
    }

    private static Map<String, Object> frozen(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> copy.put((String) name, frozen(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static boolean isShort(Map<String, Object> asked) {
        for (var value : asked.values()) {
            boolean scalar =
                    value instanceof BigDecimal
                            || value instanceof Boolean
                            || value instanceof LocalDate;
            if (!scalar && !(value instanceof String text && text.length() <= MEMO_TEXT_MAX)) {
                return false;
            }
        }
        return true;
    }

    private BrokenRule broken(String what) {
        return new BrokenRule("%s, table '%s': %s.".formatted(source.file(), table, what));
    }
}
