package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liandong.app.server.RunningServer;
import org.liandong.app.server.access.Endpoints.Endpoint;
import org.liandong.app.server.access.Endpoints.Rule;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/// Every cell of the table of roles and addresses, with a real request.
@ExtendWith(RunningServer.Shared.class)
class RoleTableTest {

    /// Mapped by the framework, and there for nobody.
    private static final Set<String> FOR_NOBODY = Set.of("/error", "/actuator");

    private final RunningServer running;

    RoleTableTest(RunningServer running) {
        this.running = running;
    }

    /// Officers and auditors who see the cases of one owner only.
    private static final List<Grant> LIMITED =
            List.of(
                    Grant.officer(Grant.ANY, "", List.of("SOMEBODY")),
                    Grant.auditor(Grant.ANY, List.of("SOMEBODY")));

    private static Map<Role, Grant> grants() {
        Map<Role, Grant> grants = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            grants.put(
                    role,
                    switch (role) {
                        case SOURCE -> Grant.source(Grant.ANY, List.of(), List.of());
                        case APPLICANT -> Grant.applicant(Grant.ANY, List.of("OWN/"));
                        case OFFICER -> Grant.officer(Grant.ANY, "");
                        case AUDITOR -> Grant.of(Role.AUDITOR, Grant.ANY);
                        case ADMINISTRATOR -> Grant.administrator();
                    });
        }
        return grants;
    }

    /// An address of a pattern under which nothing is.
    private static String example(String pattern) {
        return pattern.replace("{service}", "ecommerce-import")
                .replaceAll("\\{\\*\\w+}", "OWN/none")
                .replaceAll("\\{\\w+}", "1");
    }

    private int status(HttpClient client, Endpoint endpoint, HttpRequest.Builder request)
            throws Exception {
        request.header("Accept", "application/json, */*;q=0.1");
        request.method(endpoint.method(), BodyPublishers.noBody());
        // Some answers have no end.
        HttpResponse<InputStream> answer =
                client.send(request.build(), BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    @Test
    void everyCell() throws Exception {
        Map<Role, String> keys = new EnumMap<>(Role.class);
        grants().forEach((role, grant) -> keys.put(role, running.key(grant)));
        List<String> limited = LIMITED.stream().map(running::key).toList();
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Endpoint endpoint : Endpoints.table()) {
                String path = example(endpoint.pattern());
                boolean open = endpoint.rule() == Rule.OPEN;
                int nobody = status(client, endpoint, running.bare(path));
                // Nobody sends forms without a token of ours, not even to open addresses.
                boolean form = endpoint.method().equals("POST");
                if (open ? form ? nobody != 403 : nobody == 401 || nobody == 403 : nobody != 401) {
                    wrong.add("nobody %s %s: %d".formatted(endpoint.method(), path, nobody));
                }
                for (int i = 0; i < LIMITED.size(); i++) {
                    Role role = LIMITED.get(i).role();
                    int status = status(client, endpoint, running.request(path, limited.get(i)));
                    boolean listed =
                            endpoint.rule().isForLimited() && endpoint.roles().contains(role);
                    boolean expected = open || listed;
                    boolean denied = status == 403 && !path.startsWith("/me/");
                    boolean asExpected =
                            expected ? status != 401 && !denied && status < 500 : status == 403;
                    if (!asExpected) {
                        wrong.add(
                                "limited %s %s %s: %d"
                                        .formatted(role, endpoint.method(), path, status));
                    }
                }
                for (Role role : Role.values()) {
                    cells++;
                    int status =
                            status(
                                    client,
                                    endpoint,
                                    running.request(path, Objects.requireNonNull(keys.get(role))));
                    boolean allowed = open || endpoint.roles().contains(role);
                    boolean asExpected =
                            allowed
                                    ? status != 401 && status != 403 && status < 500
                                    : status == 403;
                    // Own account and door are for people: a key has neither.
                    if (!asExpected && !(allowed && status == 403 && path.startsWith("/me/"))) {
                        wrong.add("%s %s %s: %d".formatted(role, endpoint.method(), path, status));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cells).isEqualTo(Endpoints.table().size() * 5).isGreaterThan(150);
    }

    private static Path docs() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return folder.resolve("docs");
    }

    @Test
    void theDocsPrintThisTable() throws Exception {
        StringBuilder table = new StringBuilder();
        for (Endpoint endpoint : Endpoints.table()) {
            table.append("| `%s %s` |".formatted(endpoint.method(), endpoint.pattern()));
            for (Role role : Role.values()) {
                table.append(endpoint.roles().contains(role) ? " yes |" : " |");
            }
            table.append(
                    endpoint.rule().isForLimited()
                                    && (endpoint.roles().contains(Role.OFFICER)
                                            || endpoint.roles().contains(Role.AUDITOR))
                            ? " yes |"
                            : " |");
            table.append(endpoint.rule() == Rule.OPEN ? " yes |\n" : " |\n");
        }
        assertThat(Files.readString(docs().resolve("security.md"))).contains(table.toString());
    }

    @Test
    void everyAddressThatIsMappedStandsInTheTable() {
        Set<String> unlisted = new TreeSet<>();
        int mapped = 0;
        for (RequestMappingInfoHandlerMapping mapping :
                running.parts(RequestMappingInfoHandlerMapping.class)) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String pattern : info.getPatternValues()) {
                    for (RequestMethod method :
                            methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                        mapped++;
                        if (!FOR_NOBODY.contains(pattern)
                                && Endpoints.of(method.name(), example(pattern)) == null) {
                            unlisted.add(method + " " + pattern);
                        }
                    }
                }
            }
        }
        assertThat(unlisted).isEmpty();
        assertThat(mapped).isGreaterThan(8);
    }

    @Test
    void whatIsNotInTheTableIsNotThere() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path :
                    List.of("/error", "/actuator", "/actuator/env", "/nothing", "/cases/")) {
                HttpResponse<String> answer =
                        client.send(running.request(path).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
            }
            for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "POST")) {
                HttpRequest request =
                        running.request("/cases").method(method, BodyPublishers.noBody()).build();
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .as(method)
                        .isEqualTo(404);
            }
        }
    }
}
