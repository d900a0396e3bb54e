package org.liandong.app.server.console;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.app.CaseAnswer;
import org.liandong.app.DecisionWords;
import org.liandong.app.Money;
import org.liandong.app.Shown;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.app.server.tasks.Taken;
import org.liandong.engine.Views.DecisionLine;
import org.liandong.engine.Views.EntryLine;
import org.liandong.engine.Views.FactLine;
import org.liandong.engine.Views.MessageLine;
import org.liandong.engine.Views.OneCase;
import org.liandong.engine.Views.TaskLine;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Task;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.ledger.BookedLeg;
import org.liandong.kernel.ledger.Hold;
import org.liandong.kernel.ledger.Transaction;
import tools.jackson.databind.JsonNode;

/// Everything about a case: the answer first, then the evidence.
///
/// @param answer    where it stands, in words
/// @param decisions the other decisions, newest first
public record CasePage(
        String service,
        String serviceTitle,
        String key,
        String answer,
        String word,
        Tone tone,
        Instant opened,
        Instant changed,
        List<TaskView> tasks,
        @Nullable DecisionView decision,
        List<DecisionView> decisions,
        List<PostingRow> postings,
        List<String> waiting,
        List<ClockMonths> clocks,
        List<MessageRow> messages,
        List<FactView> facts,
        List<ProofRow> proof) {

    private static final int FIELDS_MAX = 200;
    private static final int VALUE_MAX = 400;

    /// A question to an officer.
    public record TaskView(
            String id,
            String state,
            String question,
            String role,
            List<String> reasons,
            List<Option> options,
            Instant since,
            Hand hand) {

        public boolean open() {
            return state.equals("open");
        }
    }

    /// How the reader stands to a task.
    ///
    /// @param office whether it is for their office
    /// @param taken  who has it in hand, or null
    /// @param mine   whether it is they
    public record Hand(boolean office, @Nullable Taken taken, boolean mine) {

        /// Whether the reader may work on it now.
        public boolean free() {
            return office && (taken == null || mine);
        }

        /// Who has it, in words; empty for nobody.
        public String said(Texts texts) {
            return taken == null
                    ? ""
                    : mine
                            ? texts.get("page.task.mine", Texts.time(taken.until()))
                            : taken.in(texts);
        }
    }

    /// An answer that is possible.
    public record Option(String value, String word) {}

    /// A decision.
    ///
    /// @param passed checks that hold
    public record DecisionView(
            long seq,
            Instant at,
            String kind,
            String outcome,
            Tone tone,
            String clause,
            List<CheckRow> failed,
            List<CheckRow> passed,
            List<String> missing,
            List<VerdictView> verdicts,
            List<Sum> arithmetic) {}

    /// One comparison.
    ///
    /// @param difference in words; empty where there is none that could be counted
    public record CheckRow(
            String rule,
            String text,
            String code,
            String word,
            Tone tone,
            Operand left,
            Operand right,
            String difference) {}

    /// A value and where it came from.
    ///
    /// @param href address of the fact, or empty
    public record Operand(String field, @Nullable Marked value, String source, String href) {}

    /// What a decision table said.
    ///
    /// @param applied null when the table of that day is not among today's resources
    public record VerdictView(
            String model,
            String version,
            String said,
            String values,
            List<String> misses,
            RuleTable.@Nullable Applied applied) {}

    /// A sum that the law fixes: in letters, and with its numbers.
    public record Sum(String name, String formula, String numbers, String result, String rule) {}

    /// A movement in the books.
    public record PostingRow(
            Instant at,
            String kind,
            String amount,
            String from,
            String fromHref,
            String to,
            String toHref,
            String reason) {}

    /// A message that was written.
    public record MessageRow(
            long id, Instant at, String type, String word, String to, String status, String info) {}

    /// A fact or step, oldest first.
    ///
    /// @param gap    time since the one before, or empty
    /// @param style  its kind
    /// @param remark what is special about its way here, or empty
    public record FactView(
            long seq,
            Instant at,
            String gap,
            String style,
            String what,
            String source,
            String id,
            String document,
            long documentId,
            String remark,
            List<Field> fields) {}

    /// A field of a fact, masked where it is personal.
    public record Field(String name, String value) {}

    /// An entry of the trail.
    public record ProofRow(long seq, Instant at, String kind, String hash) {}

    /// The page of a case.
    ///
    /// @param tables decision tables by `model@version`
    /// @param hands  how the reader stands to a task
    static CasePage of(
            OneCase known,
            List<EntryLine> trail,
            Instant now,
            Function<String, @Nullable RuleTable> tables,
            Function<Task, Hand> hands,
            Texts texts) {
        return new Maker(known, trail, now, tables, hands, texts).make();
    }

    private static final class Maker {

        private final OneCase known;
        private final List<EntryLine> trail;
        private final Instant now;
        private final Function<String, @Nullable RuleTable> tables;
        private final Function<Task, Hand> hands;
        private final Texts texts;
        private final DecisionWords words;
        private final Map<String, Long> seqOfFact = new HashMap<>();

        Maker(
                OneCase known,
                List<EntryLine> trail,
                Instant now,
                Function<String, @Nullable RuleTable> tables,
                Function<Task, Hand> hands,
                Texts texts) {
            this.hands = hands;
            this.known = known;
            this.trail = trail;
            this.now = now;
            this.tables = tables;
            this.texts = texts;
            this.words = new DecisionWords(texts, Wiring.service(known.line().service()));
            known.facts()
                    .forEach(f -> {
                        if (f.source() != null) {
                            seqOfFact.put(f.source() + " " + f.id(), f.seq());
                        }
                    });
        }

        CasePage make() {
            String status = known.line().status();
            DecisionLine main = CaseAnswer.mainDecision(known);
            List<DecisionView> others =
                    new ArrayList<>(
                            known.decisions().stream()
                                    .filter(line -> !line.equals(main))
                                    .map(this::decision)
                                    .toList()
                                    .reversed());
            return new CasePage(
                    known.line().service(),
                    texts.word("service", known.line().service()),
                    known.line().key(),
                    CaseAnswer.of(known, texts),
                    texts.word("status", status),
                    Tone.of(status),
                    known.line().openedAt(),
                    known.line().changedAt(),
                    known.tasks().stream().map(this::task).toList(),
                    main == null ? null : decision(main),
                    others,
                    postings(),
                    known.waiting().stream()
                            .map(w ->
                                    texts.get(
                                            "page.case.place",
                                            w.account(),
                                            Texts.count(w.place()),
                                            Money.text(w.amount())))
                            .toList(),
                    known.clocks().stream()
                            .map(c -> ClockMonths.of(c, Texts.day(now), texts))
                            .toList(),
                    known.messages().stream().map(this::message).toList(),
                    facts(),
                    trail.stream()
                            .map(e ->
                                    new ProofRow(
                                            e.seq(),
                                            e.at(),
                                            texts.word("page.entry", e.kind()),
                                            e.hash()))
                            .toList());
        }

        private TaskView task(TaskLine line) {
            return new TaskView(
                    line.task().id(),
                    line.state(),
                    texts.word("question", line.task().question()),
                    texts.word("role", line.task().role()),
                    line.task().reasons().stream().map(words::reason).toList(),
                    line.task().options().stream()
                            .map(o -> new Option(o, texts.word("option", o)))
                            .toList(),
                    line.openedAt(),
                    hands.apply(line.task()));
        }

        private DecisionView decision(DecisionLine line) {
            Decision decision = line.decision();
            String outcome = lower(decision.outcome());
            List<CheckRow> failed = new ArrayList<>();
            List<CheckRow> passed = new ArrayList<>();
            for (Check check : decision.checks()) {
                (check.result() == Check.Result.PASSED ? passed : failed)
                        .add(check(check, decision));
            }
            return new DecisionView(
                    line.seq(),
                    line.at(),
                    texts.word("kind", decision.kind()),
                    texts.word("outcome", outcome),
                    Tone.of(outcome),
                    decision.clause().isBlank() ? "" : texts.clause(decision.clause()),
                    failed,
                    passed,
                    decision.missing().stream().map(m -> texts.word("missing", m)).toList(),
                    decision.verdicts().stream().map(this::verdict).toList(),
                    decision.arithmetic().stream().map(this::sum).toList());
        }

        private CheckRow check(Check check, Decision decision) {
            String left = check.left().value();
            String right = check.right().value();
            boolean marks = check.result() != Check.Result.PASSED;
            String word = lower(check.result());
            return new CheckRow(
                    check.rule(),
                    words.explain(check.rule()),
                    check.code(),
                    texts.word("page.check", word),
                    Tone.of(word),
                    operand(check.left(), right, marks, decision),
                    operand(check.right(), left, marks, decision),
                    marks ? words.difference(left, right) : "");
        }

        private Operand operand(
                Check.Operand operand, @Nullable String other, boolean marks, Decision decision) {
            FactId from = DecisionWords.origin(operand, decision);
            Long seq = from == null ? null : seqOfFact.get(from.source() + " " + from.id());
            String value = operand.value();
            return new Operand(
                    operand.field(),
                    value == null ? null : marked(value, other, marks),
                    from == null ? "" : from.source(),
                    seq == null ? "" : "#fact-" + seq);
        }

        private Marked marked(String value, @Nullable String other, boolean marks) {
            String text = words.shown(value);
            if (!marks || other == null || other.equals(value)) {
                return Marked.plain(text);
            }
            return DecisionWords.number(value) != null || text.codePointCount(0, text.length()) < 4
                    ? Marked.whole(text)
                    : Marked.against(text, words.shown(other));
        }

        private VerdictView verdict(Verdict verdict) {
            String said = words.row(verdict);
            return new VerdictView(
                    verdict.model(),
                    verdict.version(),
                    said,
                    words.asked(verdict),
                    verdict.misses().stream().map(words::miss).toList(),
                    RuleTable.applied(verdict, tables, said));
        }

        private Sum sum(Decision.Computation sum) {
            return new Sum(
                    texts.term(sum.name()),
                    sum.formula(),
                    DecisionWords.withNumbers(sum),
                    Money.text(sum.result()),
                    texts.clause(sum.rule()));
        }

        private List<PostingRow> postings() {
            List<PostingRow> rows = new ArrayList<>();
            for (Transaction transaction : known.transactions()) {
                for (BookedLeg leg : transaction.legs()) {
                    rows.add(
                            posting(
                                    transaction.bookedAt(),
                                    texts.word("posting", lower(transaction.kind())),
                                    known.asset(leg),
                                    leg.minor(),
                                    leg.from(),
                                    leg.to(),
                                    transaction.reference().reason()));
                }
            }
            for (Hold hold : known.holds()) {
                if (hold.state() == Hold.State.OPEN) {
                    rows.add(
                            posting(
                                    known.line().changedAt(),
                                    texts.get("case.held"),
                                    hold.asset(),
                                    hold.remaining(),
                                    hold.from(),
                                    hold.to(),
                                    hold.reference().reason()));
                }
            }
            return rows;
        }

        private PostingRow posting(
                Instant at,
                String kind,
                String asset,
                BigInteger minor,
                String from,
                String to,
                String reason) {
            return new PostingRow(
                    at,
                    kind,
                    Money.text(asset, minor),
                    own(from),
                    Links.ofAccount(from),
                    own(to),
                    Links.ofAccount(to),
                    texts.term(reason));
        }

        // The case itself is known to the reader.
        private String own(String account) {
            String key = "/" + known.line().key();
            String name =
                    account.endsWith(key)
                            ? account.substring(0, account.length() - key.length()) + "/…"
                            : account;
            return Accounts.shown(name);
        }

        private MessageRow message(MessageLine line) {
            Map<String, String> head = line.message().head();
            return new MessageRow(
                    line.id(),
                    line.at(),
                    line.message().type(),
                    texts.word("message", line.message().type()),
                    line.message().to(),
                    head.getOrDefault("returnStatus", head.getOrDefault("status", "")),
                    head.getOrDefault("returnInfo", ""));
        }

        private List<FactView> facts() {
            Map<Long, Long> documents = new HashMap<>();
            trail.forEach(e -> {
                Long document = e.document();
                if (document != null && document != 0) {
                    documents.put(e.seq(), document);
                }
            });
            List<FactView> views = new ArrayList<>();
            Instant before = null;
            for (FactLine fact : known.facts()) {
                Duration gap = before == null ? Duration.ZERO : Duration.between(before, fact.at());
                String path = fact.document() == null ? "" : fact.document();
                Long document = documents.get(fact.seq());
                views.add(
                        new FactView(
                                fact.seq(),
                                fact.at(),
                                gap.isZero() ? "" : texts.span(gap),
                                fact.kind(),
                                what(fact),
                                fact.source() == null ? "" : fact.source(),
                                fact.id() == null ? "" : fact.id(),
                                path.substring(path.lastIndexOf('/') + 1),
                                document == null ? 0 : document,
                                fact.kind().equals("linked")
                                        ? texts.get(
                                                "page.case.waited",
                                                texts.span(
                                                        Duration.between(
                                                                fact.arrived(), fact.at())))
                                        : "",
                                fields(fact)));
                before = fact.at();
            }
            return views;
        }

        private String what(FactLine fact) {
            return switch (fact.kind()) {
                case "expired" -> texts.get("case.expired", texts.clock(fact.type()));
                case "room" -> texts.get("case.room", Accounts.shown(fact.type()));
                case "noted" -> texts.word("page.noted", fact.type());
                default -> texts.word("fact", fact.type());
            };
        }

        private static List<Field> fields(FactLine fact) {
            List<Field> fields = new ArrayList<>();
            flatten("", Shown.fact(fact.body()), fields);
            return fields;
        }

        private static void flatten(String name, JsonNode node, List<Field> fields) {
            if (fields.size() >= FIELDS_MAX) {
                return;
            }
            if (node.isObject()) {
                node.properties()
                        .forEach(p ->
                                flatten(
                                        name.isEmpty() ? p.getKey() : name + "." + p.getKey(),
                                        p.getValue(),
                                        fields));
            } else if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    flatten(name + "[" + (i + 1) + "]", node.get(i), fields);
                }
            } else if (!node.isNull()) {
                String value = node.asString();
                fields.add(
                        new Field(
                                name,
                                value.length() > VALUE_MAX
                                        ? value.substring(
                                                        0,
                                                        value.offsetByCodePoints(
                                                                0,
                                                                Math.min(
                                                                        VALUE_MAX / 2,
                                                                        value.codePointCount(
                                                                                0,
                                                                                value.length()))))
                                                + "…"
                                        : value));
            }
        }
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    /// What the task of a form was, so that its answer can be shown as given.
    public @Nullable TaskView task(String id) {
        for (TaskView task : tasks) {
            if (task.id().equals(id)) {
                return task;
            }
        }
        return null;
    }

    /// Open tasks.
    public List<TaskView> openTasks() {
        return tasks.stream().filter(TaskView::open).toList();
    }

    /// Documents as they came, each once.
    public List<FactView> documents() {
        List<FactView> documents = new ArrayList<>();
        facts.forEach(fact -> {
            if (fact.documentId() != 0
                    && documents.stream().noneMatch(d -> d.documentId() == fact.documentId())) {
                documents.add(fact);
            }
        });
        return documents;
    }
}
