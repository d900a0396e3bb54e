package org.liandong.ecommerceimport.ceb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The problems of one document while it is read, and the path to where the reading is.
///
/// A problem belongs to the node being read, or to the message outside of a node; a warning always belongs to the message. Line
/// and column are counted when a problem is found, not for every element.
final class Problems {

    private final Positions positions;
    private final boolean insideData;
    private final Listed warnings = new Listed();
    private Listed own = warnings;

    // Where the reading is.
    private String root = "";
    private @Nullable String node;
    private int nodeIndex;
    private @Nullable String block;
    private int rowIndex;
    private @Nullable String element;

    Problems(Positions positions, boolean insideData) {
        this.positions = positions;
        this.insideData = insideData;
    }

    void enterRoot(String name) {
        root = name;
    }

    void enterNode(String name, int index) {
        node = name;
        nodeIndex = index;
        own = new Listed();
    }

    /// The problems of the node.
    List<Problem> leaveNode() {
        List<Problem> listed = own.listed();
        node = null;
        own = warnings;
        return listed;
    }

    /// @param row place among the blocks of its name, from 1, or 0 for a block that there is only one of
    void enterBlock(String name, int row) {
        block = name;
        rowIndex = row;
    }

    void leaveBlock() {
        block = null;
        rowIndex = 0;
    }

    /// The element that was open before, to be given back when this one is left.
    @Nullable String enterElement(@Nullable String name) {
        @Nullable String outer = element;
        element = name;
        return outer;
    }

    /// @param offset the byte that the problem is about
    /// @param last what the path ends with, below the block being read; null if the problem is about what is being read itself
    void add(ProblemCode code, long offset, @Nullable String last, String... arguments) {
        own.add(code, offset, last, arguments);
    }

    void warn(ProblemCode code, long offset, @Nullable String last, String... arguments) {
        warnings.add(code, offset, last, arguments);
    }

    /// An element or a block that `parent`, which starts at the offset, should have.
    void missing(String name, String parent, long offset) {
        add(ProblemCode.MISSING, offset, name, name, parent);
    }

    List<Problem> warnings() {
        return warnings.listed();
    }

    Refusal refusal(ProblemCode code, long offset, String... arguments) {
        return new Refusal(problem(code, offset, element, arguments));
    }

    /// The path of the element being read: `Order[3]/OrderHead/orderNo`.
    String path() {
        return path(element);
    }

    String path(@Nullable String last) {
        StringBuilder path = new StringBuilder(48);
        if (node != null) {
            path.append(node).append('[').append(nodeIndex).append(']');
        }
        if (block != null) {
            path.append(path.isEmpty() ? "" : "/").append(block);
            if (rowIndex > 0) {
                path.append('[').append(rowIndex).append(']');
            }
        }
        if (path.isEmpty()) {
            path.append(Shown.shortened(root));
        }
        if (last != null) {
            path.append(path.isEmpty() ? "" : "/").append(last);
        }
        return path.toString();
    }

    private Problem problem(
            ProblemCode code, long offset, @Nullable String last, String... arguments) {
        Positions.Position where = positions.at(offset);
        return new Problem(
                code, path(last), where.line(), where.column(), insideData, List.of(arguments));
    }

    /// As many problems as a person would read; the others are counted.
    private final class Listed {

        private final List<Problem> listed = new ArrayList<>(0);
        private int unlisted;

        void add(ProblemCode code, long offset, @Nullable String last, String... arguments) {
            if (listed.size() < ReadingLimits.PROBLEMS_MAX) {
                listed.add(problem(code, offset, last, arguments));
            } else {
                unlisted++;
            }
        }

        List<Problem> listed() {
            if (unlisted > 0) {
                Problem last = listed.getLast();
                listed.add(
                        new Problem(
                                ProblemCode.MORE,
                                last.path(),
                                last.line(),
                                last.column(),
                                insideData,
                                List.of(String.valueOf(unlisted))));
                unlisted = 0;
            }
            return listed;
        }
    }
}
