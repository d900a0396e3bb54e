package org.liandong.app.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
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
        Principal principal = request.getUserPrincipal();
        return new Sender(
                principal == null ? "address/" + request.getRemoteAddr() : principal.getName(),
                Admission.ALL);
    }
}
