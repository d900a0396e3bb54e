package org.liandong.engine;

import java.util.List;
import org.liandong.kernel.Problem;

/// What became of a document, after its effects are durable.
///
/// @param name     the name it came under
/// @param type     type of the message, or `unknown`
/// @param problems why it could not be read at all; then it has no nodes
/// @param nodes    what became of each business node, in the order of the document
public record DocumentResult(
        String name, String type, List<Problem> problems, List<NodeResult> nodes) {

    public DocumentResult {
        problems = List.copyOf(problems);
        nodes = List.copyOf(nodes);
    }

    /// Whether something was refused.
    public boolean refused() {
        return !problems.isEmpty() || nodes.stream().anyMatch(n -> n.result().refused());
    }
}
