package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liandong.app.server.RunningServer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/// Every address with a variable is asked for with values that would climb out of where it leads.
@ExtendWith(RunningServer.Shared.class)
class ClimbingPathsTest {

    private static final List<String> CLIMBING =
            List.of(
                    "..%2f..%2f..%2fetc%2fpasswd",
                    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                    "../../../etc/passwd",
                    "....//....//etc/passwd",
                    "..%5c..%5cidentity.key",
                    "..%252f..%252fetc%252fpasswd",
                    "..;/..;/etc/passwd",
                    "%c0%ae%c0%ae%c0%afetc%c0%afpasswd",
                    "identity.key%00.css",
                    "/etc/passwd");

    private final RunningServer running;

    ClimbingPathsTest(RunningServer running) {
        this.running = running;
    }

    @Test
    void noAddressWithAVariableLeadsOutOfItsPlace() {
        Set<String> asked = new TreeSet<>();
        for (RequestMappingInfoHandlerMapping mapping :
                running.parts(RequestMappingInfoHandlerMapping.class)) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String pattern : info.getPatternValues()) {
                    if (pattern.contains("{")) {
                        for (RequestMethod method :
                                methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                            asked.add(method + " " + pattern);
                        }
                    }
                }
            }
        }
        assertThat(asked)
                .contains(
                        "GET /assets/{hash}/{name}",
                        "GET /documents/{id}",
                        "GET /cases/{service}/{*key}",
                        "GET /books/{*account}",
                        "GET /begin/{link}");
        List<String> wrong = new ArrayList<>();
        for (String each : asked) {
            for (String climbing : CLIMBING) {
                String request = each.replaceAll("/?\\{[^/]*}", "/" + climbing);
                String answer =
                        running.raw(
                                (request
                                                + " HTTP/1.1\r\nHost: localhost\r\n"
                                                + running.authorization()
                                                + "Accept: text/html, */*;q=0.8\r\n"
                                                + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                                        .getBytes(StandardCharsets.ISO_8859_1));
                if (!answer.matches("(?s)HTTP/1\\.1 4\\d\\d.*") || answer.contains("root:x:")) {
                    wrong.add(request + " -> " + answer.lines().findFirst().orElse(""));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
