package org.liandong.app.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.liandong.app.server.Reads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Keeps services and cases that an address names from whoever may not see them: to them, they are not there.
///
/// It looks at the variables `service` and `key` of the address.
final class OwnCases implements HandlerInterceptor {

    private static final String SERVICE = "service";
    private static final String KEY = "key";

    private final ObjectProvider<Reads> reads;

    OwnCases(ObjectProvider<Reads> reads) {
        this.reads = reads;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables)
                || !(variables.get(SERVICE) instanceof String service)) {
            return true;
        }
        Caller caller = Callers.of(request);
        boolean seen =
                variables.get(KEY) instanceof String key
                        ? caller.maySee(
                                service,
                                key.startsWith("/") ? key.substring(1) : key,
                                (name, each) ->
                                        reads.getObject().read(views -> views.owner(name, each)))
                        : caller.knows(service);
        if (!seen) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
        return seen;
    }
}
