package org.liandong.engine;

import java.util.List;
import org.liandong.kernel.Format;
import org.liandong.kernel.Problem;

/// A way to write facts down for which no standard message exists. One document may hold facts of several services.
interface PlainFacts {

    /// Whether the bytes look like it.
    boolean recognises(byte[] bytes);

    /// Reads a document. Never throws for what the bytes contain.
    Read read(byte[] bytes);

    /// A document as read.
    ///
    /// @param problems what makes the whole document unreadable; then there are no lines
    record Read(List<Line> lines, List<Problem> problems) {
        public Read {
            lines = List.copyOf(lines);
            problems = List.copyOf(problems);
        }
    }

    /// A fact, or what is wrong with it.
    ///
    /// @param service that it is for; of what names none that runs here, the first
    record Line(String service, Format.Node<?> node) {}
}
