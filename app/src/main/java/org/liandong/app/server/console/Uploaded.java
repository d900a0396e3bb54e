package org.liandong.app.server.console;

import java.util.ArrayList;
import java.util.List;
import org.liandong.app.ProblemText;
import org.liandong.app.Texts;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.NodeResult;

/// What became of documents that a person has sent, node by node; what needs attention comes first.
///
/// @param more how many results are not shown, in words
public record Uploaded(String answer, List<Row> rows, String more) {

    private static final int ROWS_MAX = 200;

    /// A node.
    public record Row(
            String document,
            String what,
            String id,
            String word,
            Tone tone,
            String key,
            String href,
            List<String> why) {}

    static Uploaded nothing(Texts texts) {
        return new Uploaded(texts.get("page.upload.title"), List.of(), "");
    }

    static Uploaded of(List<DocumentResult> documents, Texts texts) {
        List<Row> refused = new ArrayList<>();
        List<Row> taken = new ArrayList<>();
        for (DocumentResult document : documents) {
            if (!document.problems().isEmpty()) {
                refused.add(
                        new Row(
                                document.name(),
                                texts.word("fact", document.type()),
                                "",
                                texts.word("result", "rejected"),
                                Tone.BAD,
                                "",
                                "",
                                document.problems().stream()
                                        .map(p -> ProblemText.of(p, texts))
                                        .toList()));
            }
            for (NodeResult node : document.nodes()) {
                (node.result().refused() ? refused : taken).add(row(document.name(), node, texts));
            }
        }
        List<Row> all = new ArrayList<>(refused);
        all.addAll(taken);
        List<Row> shown = all.subList(0, Math.min(ROWS_MAX, all.size()));
        return new Uploaded(
                texts.get(
                        "page.upload.answer",
                        texts.counted("document", documents.size()),
                        texts.counted("page.upload.taken", taken.size()),
                        texts.counted("page.upload.refused", refused.size())),
                List.copyOf(shown),
                all.size() > shown.size()
                        ? texts.get("page.upload.more", Texts.count(all.size() - shown.size()))
                        : "");
    }

    private static Row row(String document, NodeResult node, Texts texts) {
        String word = node.result().word();
        String key = node.caseKey() == null ? "" : node.caseKey();
        return new Row(
                document,
                texts.word("fact", node.type()),
                node.source() == null ? "" : node.source() + " " + node.id(),
                texts.word("result", word),
                Tone.of(word),
                key,
                key.isEmpty() ? "" : "/search?q=" + Links.query(key),
                node.errors().stream().map(p -> ProblemText.of(p, texts)).toList());
    }
}
