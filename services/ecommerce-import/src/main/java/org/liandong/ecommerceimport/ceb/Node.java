package org.liandong.ecommerceimport.ceb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One business node of a message, an order or a payment or a list, with the problems that are its own.
///
/// A node with problems holds what could be read of it, so that a receipt can name its keys; its neighbours are not affected.
public final class Node {

    private final MessageType type;
    private final int index;
    private final int line;
    private final int column;
    private final Row head;
    private final List<Row> lines;
    private final List<Problem> problems;

    Node(
            MessageType type,
            int index,
            int line,
            int column,
            Row head,
            List<Row> lines,
            List<Problem> problems) {
        this.type = type;
        this.index = index;
        this.line = line;
        this.column = column;
        this.head = head;
        this.lines = List.copyOf(lines);
        this.problems = List.copyOf(problems);
    }

    /// The message the node came in.
    public MessageType type() {
        return type;
    }

    /// Place among the nodes of its message, from 1.
    public int index() {
        return index;
    }

    /// Where the node starts: line, from 1.
    public int line() {
        return line;
    }

    /// Where the node starts: column in characters, from 1.
    public int column() {
        return column;
    }

    /// The head, or the fields of the node itself where it has no head.
    public Row head() {
        return head;
    }

    /// The value of a field of the head, or null if it is absent.
    ///
    /// @throws IllegalArgumentException if the head has no such field
    public @Nullable String get(String name) {
        return head.get(name);
    }

    /// The lines of the order, list, return or delivery; empty where the message has none.
    public List<Row> lines() {
        return lines;
    }

    /// Everything that is wrong with this node, in the order of the document.
    public List<Problem> problems() {
        return problems;
    }

    /// Whether the node can be worked with.
    public boolean isSound() {
        return problems.isEmpty();
    }

    /// The path of the node: `Order[3]`.
    public String path() {
        return type.node() + "[" + index + "]";
    }

    @Override
    public String toString() {
        return path()
                + " at "
                + line
                + ":"
                + column
                + ", "
                + lines.size()
                + " lines, "
                + problems.size()
                + " problems";
    }
}
