package org.liandong.app.server.api;

import jakarta.servlet.http.HttpServletRequest;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.access.Callers;
import org.liandong.engine.Admission;

/// Who sends, and what is taken from them.
final class Senders {

    private Senders() {}

    /// A sender.
    ///
    /// @param name      by which turns are counted
    /// @param admission what is taken from them
    record Sender(String name, Admission admission) {}

    static Sender of(HttpServletRequest request) {
        Caller caller = Callers.of(request);
        return new Sender(caller.who(), caller::refusal);
    }
}
