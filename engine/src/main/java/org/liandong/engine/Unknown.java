package org.liandong.engine;

import java.util.List;
import org.liandong.kernel.Problem;
import org.liandong.kernel.XmlRoot;

/// What no format recognises. It is told in the words of no service, as it may be meant for any.
final class Unknown {

    private static final int NAME_MAX = 60;

    private Unknown() {}

    /// What is wrong with it.
    ///
    /// @param roots the root elements that are known here
    static Problem problem(byte[] content, List<String> roots) {
        if (isBlank(content)) {
            return Problem.of(
                    "FORMAT-EMPTY",
                    "The document is empty: it has no bytes but white space. Send the message itself: XML, JSON or CSV.");
        }
        String root = XmlRoot.of(content);
        String known = String.join(", ", roots);
        if (root == null) {
            return Problem.of(
                    "FORMAT-UNKNOWN",
                    "This is no message that any service here reads. Send facts as JSON lines or CSV, or XML with one of these root elements: %s."
                            .formatted(known),
                    known);
        }
        String shown = root.length() > NAME_MAX ? root.substring(0, NAME_MAX) + "…" : root;
        return Problem.of(
                "FORMAT-ROOT",
                "No service here reads the root element %s. Those known are: %s."
                        .formatted(shown, known),
                shown,
                known);
    }

    private static boolean isBlank(byte[] content) {
        for (byte b : content) {
            if (b < 0 || b > ' ') {
                return false;
            }
        }
        return true;
    }
}
