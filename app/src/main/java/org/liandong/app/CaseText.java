package org.liandong.app;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Columns.Cell;
import org.liandong.engine.Views.ClockLine;
import org.liandong.engine.Views.DecisionLine;
import org.liandong.engine.Views.FactLine;
import org.liandong.engine.Views.MessageLine;
import org.liandong.engine.Views.OneCase;
import org.liandong.engine.Views.TaskLine;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.ledger.BookedLeg;
import org.liandong.kernel.ledger.Hold;
import org.liandong.kernel.ledger.Transaction;

/// A case for people: first the answer in words, then what speaks against it, then why, then everything else.
final class CaseText {

    private static final String INDENT = "  ";

    private final OneCase known;
    private final Texts texts;
    private final Palette palette;
    private final PrintStream out;
    private final int width;
    private final DecisionWords words;

    CaseText(OneCase known, Texts texts, Palette palette, PrintStream out, int width) {
        this.known = known;
        this.texts = texts;
        this.palette = palette;
        this.out = out;
        this.width = width;
        this.words = new DecisionWords(texts, Wiring.service(known.line().service()));
    }

    static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    void print() {
        String status = known.line().status();
        paragraph("", t -> palette.status(status, palette.strong(t)), CaseAnswer.of(known, texts));
        paragraph(
                "",
                palette::faint,
                texts.get(
                        "case.head",
                        known.line().key(),
                        known.line().service(),
                        Texts.time(known.line().openedAt()),
                        Texts.time(known.line().changedAt())));
        tasks();
        DecisionLine main = CaseAnswer.mainDecision(known);
        if (main != null) {
            decision(main);
        }
        otherDecisions(main);
        postings();
        clocks();
        messages();
        facts();
    }

    private void paragraph(String indent, UnaryOperator<String> style, String text) {
        Columns.wrapped(text, width - Columns.width(indent))
                .forEach(line -> out.println(indent + style.apply(line)));
    }

    private void print(Columns columns, String indent) {
        columns.print(out, indent, palette, width);
    }

    private void heading(String key) {
        out.println();
        out.println(palette.strong(texts.get(key)));
    }

    private void tasks() {
        List<TaskLine> open = known.tasks().stream().filter(t -> t.state().equals("open")).toList();
        if (open.isEmpty()) {
            return;
        }
        heading("case.tasks");
        for (TaskLine task : open) {
            out.println(
                    INDENT
                            + palette.officer(
                                    texts.get(
                                            "case.task",
                                            texts.word("role", task.task().role()),
                                            texts.word("question", task.task().question()),
                                            String.join(
                                                    " / ",
                                                    task.task().options().stream()
                                                            .map(o -> texts.word("option", o))
                                                            .toList())))
                            + INDENT
                            + palette.faint(task.task().id()));
            task.task()
                    .reasons()
                    .forEach(reason -> paragraph(INDENT + INDENT, t -> t, words.reason(reason)));
        }
    }

    private void decision(DecisionLine line) {
        Decision decision = line.decision();
        checks(decision, Check.Result.FAILED, "case.failed");
        checks(decision, Check.Result.UNDECIDED, "case.undecided");
        List<String> passed =
                List.copyOf(
                        new LinkedHashSet<>(
                                decision.checks().stream()
                                        .filter(c -> c.result() == Check.Result.PASSED)
                                        .map(Check::rule)
                                        .toList()));
        if (!passed.isEmpty()) {
            long count =
                    decision.checks().stream()
                            .filter(c -> c.result() == Check.Result.PASSED)
                            .count();
            heading("case.passed");
            Columns columns = new Columns(List.of(), Set.of(0));
            columns.row(
                    new Cell(Texts.count(count), palette::good),
                    new Cell(String.join(" ", passed), palette::faint));
            print(columns, INDENT);
        }
        heading("case.decision");
        out.println(INDENT + Texts.time(line.at()) + INDENT + outcome(decision));
        if (!decision.clause().isBlank()) {
            paragraph(
                    INDENT,
                    palette::faint,
                    texts.get("case.under", texts.clause(decision.clause())));
        }
        decision.verdicts().forEach(this::verdict);
        arithmetic(decision);
    }

    private String outcome(Decision decision) {
        String word =
                texts.get(
                        "case.outcome",
                        texts.word("kind", decision.kind()),
                        texts.word("outcome", lower(decision.outcome())));
        return switch (decision.outcome()) {
            case ADMITTED -> palette.good(word);
            case REFUSED -> palette.bad(word);
            case WAITING -> palette.waiting(word);
            case REFERRED -> palette.officer(word);
        };
    }

    private void checks(Decision decision, Check.Result result, String heading) {
        List<Check> checks = decision.checks().stream().filter(c -> c.result() == result).toList();
        if (checks.isEmpty()) {
            return;
        }
        heading(heading);
        for (Check check : checks) {
            Columns head = new Columns(List.of(), Set.of());
            head.row(
                    new Cell(
                            (result == Check.Result.FAILED ? "✗ " : "? ") + check.rule(),
                            result == Check.Result.FAILED ? palette::bad : palette::officer),
                    Cell.of(
                            words.explain(check.rule())
                                    + (check.code().isEmpty()
                                            ? ""
                                            : " " + texts.get("case.code", check.code()))));
            print(head, INDENT);
            Columns values = new Columns(List.of(), Set.of(1), Set.of(2));
            operand(values, check.left(), decision);
            operand(values, check.right(), decision);
            String difference = words.difference(check.left().value(), check.right().value());
            if (!difference.isEmpty()) {
                values.row(Cell.of(""), new Cell(difference, palette::waiting), Cell.of(""));
            }
            print(values, INDENT + "      ");
        }
    }

    private void operand(Columns values, Check.Operand operand, Decision decision) {
        FactId from = DecisionWords.origin(operand, decision);
        String value = operand.value();
        values.row(
                Cell.of(operand.field()),
                value == null
                        ? new Cell(texts.get("case.absent"), palette::waiting)
                        : new Cell(words.shown(value), palette::strong),
                new Cell(from == null ? "" : from.source() + " " + from.id(), palette::faint));
    }

    private void verdict(Verdict verdict) {
        out.println(
                INDENT
                        + palette.strong(verdict.model() + "@" + verdict.version())
                        + " "
                        + words.row(verdict));
        paragraph(INDENT + INDENT, t -> t, words.asked(verdict));
        for (Verdict.Miss miss : verdict.misses()) {
            paragraph(INDENT + INDENT, palette::faint, words.miss(miss));
        }
    }

    // The formula, and below it the same with its numbers.
    private void arithmetic(Decision decision) {
        if (decision.arithmetic().isEmpty()) {
            return;
        }
        heading("case.arithmetic");
        Columns columns = new Columns(List.of(), Set.of(1));
        for (Decision.Computation sum : decision.arithmetic()) {
            columns.row(
                    Cell.of(texts.term(sum.name())),
                    new Cell(Money.text(sum.result()), palette::strong),
                    Cell.of("= " + sum.formula()));
            columns.row(
                    Cell.of(""),
                    Cell.of(""),
                    new Cell(
                            "= "
                                    + DecisionWords.withNumbers(sum)
                                    + INDENT
                                    + texts.clause(sum.rule()),
                            palette::faint));
        }
        print(columns, INDENT);
    }

    private void otherDecisions(@Nullable DecisionLine main) {
        List<DecisionLine> others = new ArrayList<>(known.decisions());
        others.remove(main);
        if (others.isEmpty()) {
            return;
        }
        heading("case.decisions");
        for (DecisionLine line : others) {
            Decision decision = line.decision();
            List<String> why = new ArrayList<>();
            decision.failed().forEach(c -> why.add(c.rule() + " " + words.explain(c.rule())));
            decision.missing().forEach(m -> why.add(texts.word("missing", m)));
            out.println(INDENT + Texts.time(line.at()) + INDENT + outcome(decision));
            if (!why.isEmpty()) {
                paragraph(INDENT + INDENT, t -> t, String.join(texts.get("semicolon"), why));
            }
            if (!decision.clause().isBlank()) {
                paragraph(
                        INDENT + INDENT,
                        palette::faint,
                        texts.get("case.under", texts.clause(decision.clause())));
            }
        }
    }

    private void postings() {
        List<Hold> open = known.holds().stream().filter(h -> h.state() == Hold.State.OPEN).toList();
        if (known.transactions().isEmpty() && open.isEmpty()) {
            return;
        }
        heading("case.postings");
        Columns columns = new Columns(List.of(), Set.of(2), Set.of(3));
        for (Transaction transaction : known.transactions()) {
            for (BookedLeg leg : transaction.legs()) {
                columns.row(
                        Cell.of(Texts.time(transaction.bookedAt())),
                        Cell.of(texts.word("posting", lower(transaction.kind()))),
                        new Cell(Money.text(known.asset(leg), leg.minor()), palette::strong),
                        Cell.of(path(leg.from(), leg.to())),
                        new Cell(texts.term(transaction.reference().reason()), palette::faint));
            }
        }
        for (Hold hold : open) {
            columns.row(
                    Cell.of(hold.effective().toString()),
                    Cell.of(texts.get("case.held")),
                    new Cell(Money.text(hold.asset(), hold.remaining()), palette::strong),
                    Cell.of(path(hold.from(), hold.to())),
                    new Cell(texts.term(hold.reference().reason()), palette::faint));
        }
        print(columns, INDENT);
    }

    // The case itself is known to the reader; both accounts of a movement mostly begin alike.
    private String path(String from, String to) {
        return shorter(own(from)) + " → " + shorter(own(to));
    }

    private String own(String account) {
        String key = "/" + known.line().key();
        return account.endsWith(key)
                ? account.substring(0, account.length() - key.length()) + "/…"
                : account;
    }

    /// The hash of a person in the name of an account says nothing to a reader beyond its beginning.
    static String shorter(String account) {
        return account.replaceAll("\\b([0-9a-f]{8})[0-9a-f]{24,}\\b", "$1…");
    }

    private void clocks() {
        if (known.clocks().isEmpty()) {
            return;
        }
        heading("case.clocks");
        Columns columns = new Columns(List.of(), Set.of());
        for (ClockLine clock : known.clocks()) {
            String word = texts.word("clockstate", clock.state());
            columns.row(
                    Cell.of(texts.clock(clock.name())),
                    new Cell(
                            word,
                            t ->
                                    clock.state().equals("running")
                                            ? palette.waiting(t)
                                            : palette.faint(t)),
                    Cell.of(
                            clock.lastDay() == null
                                    ? Texts.time(clock.due())
                                    : texts.get("case.lastday", clock.lastDay().toString())
                                            + (clock.provisional()
                                                    ? " " + texts.get("case.provisional")
                                                    : "")),
                    new Cell(texts.clause(clock.clause()), palette::faint));
        }
        print(columns, INDENT);
    }

    private void messages() {
        if (known.messages().isEmpty()) {
            return;
        }
        heading("case.messages");
        Columns columns = new Columns(List.of(), Set.of());
        for (MessageLine line : known.messages()) {
            Map<String, String> head = new LinkedHashMap<>(line.message().head());
            String said = head.getOrDefault("returnStatus", head.getOrDefault("status", ""));
            columns.row(
                    Cell.of(Texts.time(line.at())),
                    Cell.of(
                            line.message().type()
                                    + " "
                                    + texts.word("message", line.message().type())),
                    Cell.of("→ " + line.message().to()),
                    Cell.of(said),
                    new Cell(head.getOrDefault("returnInfo", ""), palette::faint));
        }
        print(columns, INDENT);
    }

    private void facts() {
        heading("case.facts");
        Columns columns = new Columns(List.of(), Set.of(1), Set.of(3));
        Instant before = null;
        for (FactLine fact : known.facts()) {
            columns.row(
                    Cell.of(Texts.time(fact.at())),
                    new Cell(
                            before == null
                                    ? ""
                                    : "+" + texts.span(Duration.between(before, fact.at())),
                            palette::faint),
                    Cell.of(what(fact)),
                    Cell.of(by(fact)),
                    new Cell(remark(fact), palette::faint));
            before = fact.at();
        }
        print(columns, INDENT);
    }

    private static String by(FactLine fact) {
        String source = fact.source() == null ? "" : fact.source();
        return fact.id() == null ? source : source + " " + fact.id();
    }

    private String what(FactLine fact) {
        return switch (fact.kind()) {
            case "expired" -> texts.get("case.expired", texts.clock(fact.type()));
            case "room" -> texts.get("case.room", shorter(fact.type()));
            case "noted" -> texts.word("note", fact.type());
            default -> texts.word("fact", fact.type());
        };
    }

    private String remark(FactLine fact) {
        // The name alone: where it lay when it was taken in helps nobody.
        String path = fact.document() == null ? "" : fact.document();
        String name = path.substring(path.lastIndexOf('/') + 1);
        Long number = fact.number();
        String file = number == null ? name : texts.get("case.document", name, number.toString());
        return fact.kind().equals("linked")
                ? file
                        + " "
                        + texts.get(
                                "case.waited",
                                texts.span(Duration.between(fact.arrived(), fact.at())))
                : file;
    }
}
