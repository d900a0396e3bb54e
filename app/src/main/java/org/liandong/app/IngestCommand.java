package org.liandong.app;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;
import org.liandong.engine.NodeResult;
import org.liandong.engine.NodeResult.Result;
import org.liandong.engine.StoreFailure;
import org.liandong.kernel.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Takes documents in and says what became of each of their nodes, in the order in which they were named.
@Command(name = "ingest")
final class IngestCommand implements Callable<Integer> {

    // The engine holds back whoever submits more than it can read; this bounds the answers that
    // wait to be printed.
    private static final int ANSWERS_MAX = 256;

    // So many facts are listed for a person; of the others only those that need attention.
    private static final int LISTED_MAX = 20;

    private static final String INDENT = "  ";

    private static final long PROGRESS_NANOS = 200_000_000L;

    @ParentCommand private Main main;

    @Mixin private StoreOptions store;
    @Mixin private StoreOptions.Writing writing;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Parameters(paramLabel = "PATH", arity = "1..*", descriptionKey = "ingest.path")
    private List<String> paths = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets them
    IngestCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = main.terminal();
        Report report = new Report(terminal, main.texts(), main.palette(), main.width(), json);
        try (Engine engine = writing.open(terminal, store.store(terminal))) {
            Deque<CompletableFuture<DocumentResult>> answers = new ArrayDeque<>();
            new Documents(
                            terminal.in(),
                            new Documents.Visitor() {
                                @Override
                                public void document(String name, byte[] content)
                                        throws InterruptedException {
                                    answers.add(engine.submit(name, content));
                                    take(answers, report, false);
                                }

                                @Override
                                public void unreadable(String name, Problem problem) {
                                    answers.add(
                                            CompletableFuture.completedFuture(
                                                    new DocumentResult(
                                                            name,
                                                            "unknown",
                                                            List.of(problem),
                                                            List.of())));
                                }
                            })
                    .under(paths);
            take(answers, report, true);
        }
        report.end();
        return report.refused() ? Main.REFUSED : Main.DONE;
    }

    private static void take(
            Deque<CompletableFuture<DocumentResult>> answers, Report report, boolean all) {
        while (!answers.isEmpty()
                && (all || answers.size() > ANSWERS_MAX || answers.getFirst().isDone())) {
            try {
                report.add(answers.removeFirst().join());
            } catch (CompletionException e) {
                throw e.getCause() instanceof StoreFailure failure ? failure : e;
            }
        }
    }

    /// What is printed about an ingest.
    private static final class Report {

        private final Terminal terminal;
        private final Texts texts;
        private final Palette palette;
        private final int width;
        private final boolean json;
        private final int wordWidth;
        private final Map<Result, Long> counts = new EnumMap<>(Result.class);
        private final long began = System.nanoTime();
        private long files;
        private long unreadable;
        private long nodes;
        private long printed;
        private long progressAt = began;
        private boolean progressShown;
        private String shownFile = "";

        Report(Terminal terminal, Texts texts, Palette palette, int width, boolean json) {
            this.terminal = terminal;
            this.texts = texts;
            this.palette = palette;
            this.width = width;
            this.json = json;
            int widest = 0;
            for (Result result : Result.values()) {
                counts.put(result, 0L);
                widest = Math.max(widest, Columns.width(texts.word("result", result.word())));
            }
            this.wordWidth = widest;
        }

        void add(DocumentResult result) {
            files++;
            if (!result.problems().isEmpty()) {
                unreadable++;
            }
            nodes += result.nodes().size();
            NodeJson.nodes(result).forEach(node -> add(result.name(), node));
            progress();
        }

        private void add(String file, NodeResult node) {
            counts.merge(node.result(), 1L, Long::sum);
            if (json) {
                JsonLine.print(terminal.out(), NodeJson.of(file, node, 0));
            } else {
                show(file, node);
            }
        }

        private void show(String file, NodeResult node) {
            boolean good = node.errors().isEmpty() && node.warnings().isEmpty();
            if (good && printed >= LISTED_MAX) {
                if (printed++ == LISTED_MAX) {
                    clearProgress();
                    terminal.out().println(palette.faint(texts.get("ingest.more")));
                }
                return;
            }
            clearProgress();
            printed++;
            PrintStream out = terminal.out();
            if (!file.equals(shownFile)) {
                shownFile = file;
                out.println(palette.strong(file));
            }
            String word = texts.word("result", node.result().word());
            StringBuilder text = new StringBuilder(texts.word("fact", node.type()));
            if (node.id() != null) {
                text.append(' ').append(node.source()).append(' ').append(node.id());
            }
            if (node.caseKey() != null) {
                text.append(" → ").append(node.caseKey());
            }
            String below = INDENT + " ".repeat(wordWidth + INDENT.length());
            List<String> lines = Columns.wrapped(text.toString(), width - below.length());
            out.println(
                    INDENT
                            + palette.status(node.result().word(), word)
                            + " ".repeat(wordWidth - Columns.width(word))
                            + INDENT
                            + lines.getFirst());
            lines.stream().skip(1).forEach(line -> out.println(below + line));
            for (Problem problem : node.errors()) {
                String place = place(problem);
                if (!place.isEmpty()) {
                    print(below, palette::faint, place);
                }
                print(below, t -> t, ProblemText.of(problem, texts) + " [" + problem.code() + "]");
            }
            for (Problem warning : node.warnings()) {
                String words = ProblemText.of(warning, texts);
                print(
                        below,
                        t -> t,
                        texts.get(
                                "ingest.tolerated",
                                warning.path().isEmpty() ? words : warning.path() + ": " + words));
            }
        }

        private void print(String indent, UnaryOperator<String> style, String text) {
            Columns.wrapped(text, width - indent.length())
                    .forEach(line -> terminal.out().println(indent + style.apply(line)));
        }

        private String place(Problem problem) {
            List<String> place = new ArrayList<>();
            if (problem.line() > 0) {
                place.add(
                        texts.get(
                                "ingest.place",
                                Integer.toString(problem.line()),
                                Integer.toString(problem.column())));
            }
            if (!problem.path().isEmpty()) {
                place.add(problem.path());
            }
            return String.join(INDENT, place);
        }

        private void progress() {
            if (!terminal.errTerminal()) {
                return;
            }
            long now = System.nanoTime();
            if (now - progressAt < PROGRESS_NANOS) {
                return;
            }
            progressAt = now;
            progressShown = true;
            terminal.err()
                    .print(
                            "\r\u001b[K"
                                    + texts.get(
                                            "ingest.progress",
                                            texts.counted("document", files),
                                            texts.counted("fact", nodes),
                                            texts.counted("fact", rate(now))));
            terminal.err().flush();
        }

        private void clearProgress() {
            if (progressShown) {
                terminal.err().print("\r\u001b[K");
                terminal.err().flush();
                progressShown = false;
            }
        }

        private long rate(long now) {
            return Math.round(nodes / Math.max(1e-9, (now - began) / 1e9));
        }

        boolean refused() {
            return unreadable > 0
                    || counts.entrySet().stream()
                            .anyMatch(e -> e.getKey().refused() && e.getValue() > 0);
        }

        void end() {
            clearProgress();
            // With --json standard output holds nothing but the lines.
            PrintStream to = json ? terminal.err() : terminal.out();
            long now = System.nanoTime();
            StringBuilder counted = new StringBuilder();
            counts.forEach((result, count) -> {
                if (count > 0) {
                    counted.append(counted.isEmpty() ? "" : texts.get("comma"))
                            .append(
                                    palette.status(
                                            result.word(),
                                            Texts.count(count)
                                                    + " "
                                                    + texts.word("result", result.word())));
                }
            });
            to.println(
                    texts.get(
                            "ingest.summary",
                            texts.counted("document", files),
                            texts.counted("fact", nodes),
                            counted.isEmpty() ? texts.get("nothing") : counted.toString(),
                            Texts.decimal((now - began) / 1e9),
                            texts.counted("fact", rate(now))));
        }
    }
}
