package org.liandong.app.server.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/// A secret on its way from the form that made it to the page that shows it: kept in the session of whoever made it, given
/// out once, and never part of an address.
final class Once {

    private static final String PREFIX = "once:";

    private Once() {}

    /// Keeps a secret for a page.
    ///
    /// @return whether there is a session to keep it in
    static boolean keep(HttpServletRequest request, String page, String secret) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return false;
        }
        session.setAttribute(PREFIX + page, secret);
        return true;
    }

    /// The secret of a page, which is forgotten with this; null when there is none.
    static @Nullable String take(HttpServletRequest request, String page) {
        HttpSession session = request.getSession(false);
        // A look that shows nothing must not use it up.
        if (session == null || !request.getMethod().equals("GET")) {
            return null;
        }
        Object secret = session.getAttribute(PREFIX + page);
        session.removeAttribute(PREFIX + page);
        return secret instanceof String text ? text : null;
    }
}
