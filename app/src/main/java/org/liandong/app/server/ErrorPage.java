package org.liandong.app.server;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// How a browser is told that a request was not served.
public interface ErrorPage {

    /// The page as HTML.
    ///
    /// @param title  what happened
    /// @param detail what to do about it, or null
    String html(HttpServletRequest request, int status, String title, @Nullable String detail);
}
