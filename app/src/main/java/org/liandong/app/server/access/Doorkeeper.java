package org.liandong.app.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.access.Endpoints.Endpoint;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CsrfException;

/// Lets requests through by the table of [Endpoints], and tells the others why not.
final class Doorkeeper
        implements AuthorizationManager<RequestAuthorizationContext>,
                AuthenticationEntryPoint,
                AccessDeniedHandler {

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        Endpoint endpoint = Endpoints.of(request.getMethod(), request.getRequestURI());
        return new AuthorizationDecision(
                endpoint != null && Endpoints.allows(endpoint, Callers.of(request)));
    }

    /// Nobody has said who they are.
    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception)
            throws IOException {
        if (request.getMethod().equals("GET") && isBrowser(request)) {
            String query = request.getQueryString();
            String wanted =
                    ReturnPath.safe(request.getRequestURI() + (query == null ? "" : "?" + query));
            response.sendRedirect(
                    wanted.equals("/")
                            ? "/enter"
                            : "/enter?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }

    /// Somebody who is known may not do this.
    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDeniedException exception)
            throws IOException {
        Endpoint endpoint = Endpoints.of(request.getMethod(), request.getRequestURI());
        boolean forged = exception instanceof CsrfException;
        boolean open = endpoint != null && endpoint.rule() == Endpoints.Rule.OPEN;
        if (!Callers.of(request).isKnown() && !(forged && open)) {
            commence(request, response, new Unknown());
            return;
        }
        boolean unlisted = endpoint == null && !forged;
        response.sendError(
                unlisted ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_FORBIDDEN);
    }

    private static boolean isBrowser(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static final class Unknown extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super("Nobody is signed in.");
        }
    }
}
