package org.liandong.app.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.liandong.app.Called.Caller;
import org.liandong.app.Wiring;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.Keys;
import org.liandong.app.server.access.Role;
import org.liandong.engine.Engine;
import org.liandong.engine.Json;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// One server on a store of its own, shared by all test classes with `@ExtendWith(RunningServer.Shared.class)`, whose
/// constructors and methods may name it as a parameter. It starts with the first and ends after the last. Tests leave
/// alone what others have made: each takes in facts of its own, under a source of its own.
public final class RunningServer implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Path folder;
    private final Server server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String key;

    /// Hands the server to tests.
    public static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(
                            RunningServer.class, _ -> RunningServer.start(), RunningServer.class);
        }
    }

    private RunningServer(Path folder, Server server) {
        this.folder = folder;
        this.server = server;
        // May do everything: what is tested with it is not who may do what.
        this.key =
                key(
                        Grant.source(Grant.ANY, List.of(), List.of()),
                        Grant.officer(Grant.ANY, ""),
                        Grant.of(Role.AUDITOR, Grant.ANY),
                        Grant.administrator());
    }

    /// A new key that may do no more than this.
    public String key(Grant... grants) {
        return server.part(Keys.class)
                .add("person/test", "test", List.of(grants), Duration.ofDays(1))
                .token();
    }

    /// A part of the server.
    public <T> T part(Class<T> type) {
        return server.part(type);
    }

    /// All parts of a type.
    public <T> Collection<T> parts(Class<T> type) {
        return server.parts(type);
    }

    /// A server of one's own, for a test that sets it up in another way.
    public static RunningServer start() {
        try {
            Path folder = Files.createTempDirectory("liandong-server");
            Engine.Settings settings = settings(folder);
            aDay(folder);
            return new RunningServer(
                    folder,
                    Server.start(
                            new Server.Settings("127.0.0.1", 0), settings, Engine.open(settings)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A server on an empty store, with a time of its own.
    public static RunningServer startEmpty(InstantSource time) {
        return start(Map.of(), time);
    }

    /// A server of one's own on an empty store, under other settings and another clock.
    public static RunningServer start(Map<String, String> properties, InstantSource time) {
        try {
            Path folder = Files.createTempDirectory("liandong-server");
            Engine.Settings settings = settings(folder, time);
            return new RunningServer(
                    folder,
                    Server.start(
                            new Server.Settings("127.0.0.1", 0),
                            settings,
                            Engine.open(settings),
                            properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // So that there is something to read.
    private static void aDay(Path folder) {
        Caller caller = Caller.of(folder.resolve("keys"));
        caller.call(
                "simulate",
                "ecommerce-import",
                "--parcels",
                150,
                "--seed",
                7,
                "--errors",
                "0.3",
                "--out",
                folder.resolve("day"));
        caller.call("ingest", "--store", folder.resolve("store"), folder.resolve("day"));
    }

    /// Settings of an engine whose store and key lie in a folder.
    public static Engine.Settings settings(Path folder) {
        return settings(folder, InstantSource.system());
    }

    private static Engine.Settings settings(Path folder, InstantSource time) {
        return Wiring.settings(
                folder.resolve("store").toString(), folder.resolve("keys"), null, time);
    }

    /// What is mapped and answers with something else than a page, as `GET /cases/{service}/{key}`.
    public Set<String> mapped() {
        Set<String> mapped = new TreeSet<>();
        parts(RequestMappingHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .forEach(entry -> {
                    var mapping = entry.getKey();
                    var handler = entry.getValue();
                    if (!handler.getBeanType().getPackageName().matches(".*\\.(api|push)")) {
                        return;
                    }
                    mapping.getMethodsCondition()
                            .getMethods()
                            .forEach(method ->
                                    mapping.getPatternValues()
                                            .forEach(path ->
                                                    mapped.add(
                                                            method
                                                                    + " "
                                                                    + path.replace("{*", "{"))));
                });
        return mapped;
    }

    /// Folder of its store.
    public Path store() {
        return folder.resolve("store");
    }

    /// The address of a path.
    public URI at(String path) {
        return server.address().resolve(path);
    }

    /// A request that a test completes, by somebody who may do everything.
    public HttpRequest.Builder request(String path) {
        return request(path, key);
    }

    /// A request with a key.
    public HttpRequest.Builder request(String path, String token) {
        return bare(path).header("Authorization", "Bearer " + token);
    }

    /// The header of somebody who may do everything, for requests that are written by hand.
    public String authorization() {
        return "Authorization: Bearer " + key + "\r\n";
    }

    /// A request of nobody.
    public HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(at(path)).timeout(TIMEOUT);
    }

    /// What the server says to a request that is written by hand, up to the end of the connection.
    public String raw(byte[]... request) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            for (byte[] part : request) {
                socket.getOutputStream().write(part);
            }
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            // Cut off before everything was sent.
            return "cut off";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the server says to a request.
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Asks as a program does.
    public HttpResponse<String> get(String path) {
        return send(request(path).header("Accept", "application/json"));
    }

    /// Asks as a browser does.
    public HttpResponse<String> page(String path, String language) {
        return send(
                request(path)
                        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .header("Accept-Language", language));
    }

    /// The JSON that a program gets.
    public JsonNode json(String path) {
        return Json.mapper().readTree(get(path).body());
    }

    /// Sends a body.
    public HttpResponse<String> post(String path, String type, byte[] body) {
        return send(
                request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
