package org.liandong.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Newest;
import org.liandong.engine.NodeResult;
import org.liandong.kernel.Problem;

/// What became of each node of a document, for programs. Names of its fields are a contract, of the command line and of
/// the API alike.
public final class NodeJson {

    private NodeJson() {}

    /// One line a node; a document that could not be read is one line by itself.
    ///
    /// @param before lines of the whole that stand before this document, where it is a part of a longer one
    public static List<Map<String, @Nullable Object>> of(DocumentResult result, int before) {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>(result.nodes().size() + 1);
        for (NodeResult node : nodes(result)) {
            lines.add(of(result.name(), node, before));
        }
        return lines;
    }

    /// The nodes of a document; one that could not be read counts as a node that was rejected.
    static List<NodeResult> nodes(DocumentResult result) {
        List<NodeResult> nodes = new ArrayList<>(result.nodes().size() + 1);
        if (!result.problems().isEmpty()) {
            nodes.add(
                    new NodeResult(
                            result.type(),
                            null,
                            null,
                            NodeResult.Result.REJECTED,
                            null,
                            result.problems(),
                            List.of()));
        }
        nodes.addAll(result.nodes());
        return nodes;
    }

    static Map<String, @Nullable Object> of(String file, NodeResult node, int before) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("file", file);
        line.put("type", node.type());
        line.put("source", node.source());
        line.put("id", node.id());
        line.put("result", node.result().word());
        line.put("case", node.caseKey());
        line.put("errors", errors(node.errors(), before));
        return line;
    }

    /// A record that was set aside.
    public static Map<String, @Nullable Object> of(Newest.SetAside aside) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("at", aside.at());
        line.put("service", aside.service());
        line.put("file", aside.document());
        line.put("node", aside.node());
        line.put("type", aside.type());
        line.put("source", aside.source());
        line.put("id", aside.factId());
        line.put("kind", aside.kind());
        line.put("errors", errors(aside.problems(), 0));
        return line;
    }

    private static List<Map<String, Object>> errors(List<Problem> problems, int before) {
        return problems.stream().map(problem -> error(problem, before)).toList();
    }

    /// The last line where an answer was cut short: what was sent after the lines before may have been taken or not, and is
    /// to be sent again.
    ///
    /// @param code why
    public static Map<String, @Nullable Object> unanswered(String code) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("file", null);
        line.put("type", "unknown");
        line.put("source", null);
        line.put("id", null);
        line.put("result", "unknown");
        line.put("case", null);
        line.put(
                "errors",
                List.of(
                        error(
                                Problem.of(
                                        code,
                                        "The request was not answered to its end. Send what follows the last answer again."),
                                0)));
        return line;
    }

    // Its message is in English in every language: programs and logs compare it.
    private static Map<String, Object> error(Problem problem, int before) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", problem.code());
        error.put("path", problem.path());
        error.put("line", problem.line() == 0 ? 0 : problem.line() + before);
        error.put("column", problem.column());
        error.put("message", problem.message());
        return error;
    }
}
