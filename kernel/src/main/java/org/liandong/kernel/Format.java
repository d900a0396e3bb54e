package org.liandong.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A standard's way of writing facts down. Reading is pure and may run on many threads at once.
///
/// @param <F> the facts of the service
public interface Format<F> {

    /// Whether the bytes look like this format; cheap, from their beginning.
    boolean recognises(byte[] bytes);

    /// The root elements of its messages, told to whoever sends what nobody knows; none where its messages are no XML.
    default List<String> roots() {
        return List.of();
    }

    /// Reads a document. Never throws for what the bytes contain: what is wrong is in the answer.
    Reading<F> read(byte[] bytes);

    /// A document as read.
    ///
    /// @param type     type of the message, or `unknown`
    /// @param nodes    the business nodes that could be told apart, good and bad
    /// @param problems what makes the whole document unreadable; then there are no nodes
    /// @param replies  messages that answer the document as a whole
    record Reading<F>(
            String type, List<Node<F>> nodes, List<Problem> problems, List<Message> replies) {
        public Reading {
            nodes = List.copyOf(nodes);
            problems = List.copyOf(problems);
            replies = List.copyOf(replies);
        }
    }

    /// One business node: a fact, or what is wrong with it.
    ///
    /// @param type     type of the fact, such as `order`
    /// @param id       its identity; present whenever the fact is
    /// @param fact     null when the node cannot be used
    /// @param problems why it cannot be used; empty when the fact is present
    /// @param warnings what was tolerated
    /// @param replies  messages that answer a node that cannot be used
    record Node<F>(
            String type,
            @Nullable FactId id,
            @Nullable F fact,
            List<Problem> problems,
            List<Problem> warnings,
            List<Message> replies) {
        public Node {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
            replies = List.copyOf(replies);
            if (fact != null && id == null) {
                throw new IllegalArgumentException("A node with a fact needs the fact's identity.");
            }
            if (fact == null && problems.isEmpty()) {
                throw new IllegalArgumentException("A node without a fact must say why.");
            }
        }
    }
}
