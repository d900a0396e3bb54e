package org.liandong.app.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets programs in: by a key of ours, or by a token of the office's provider where there is one.
final class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";

    private final Keys keys;
    private final @Nullable JwtDecoder tokens;

    BearerFilter(Keys keys, @Nullable JwtDecoder tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    /// Whether a request says that it comes from a program.
    static boolean isBearer(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION));
        Keys.Key key =
                header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                        ? key(header.substring(SCHEME.length()).strip())
                        : null;
        if (key == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        Caller caller = key.caller();
        Callers.set(request, caller);
        SecurityContextHolder.setContext(
                new SecurityContextImpl(
                        UsernamePasswordAuthenticationToken.authenticated(
                                caller.who(), "", List.of())));
        chain.doFilter(request, response);
    }

    private Keys.@Nullable Key key(String token) {
        if (token.startsWith("ldk_")) {
            return keys.check(token);
        }
        if (tokens == null) {
            return null;
        }
        try {
            Jwt jwt = tokens.decode(token);
            String subject = jwt.getSubject();
            return subject == null ? null : keys.ofSubject(subject);
        } catch (JwtException e) {
            logger.debug("A token was refused.", e);
            return null;
        }
    }
}
