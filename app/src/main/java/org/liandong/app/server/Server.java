package org.liandong.app.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.liandong.engine.Engine;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// A running server on an open engine.
///
/// It owns the engine from its start on: [#close] first refuses new requests, lets those in flight come to their end, and
/// then closes the engine, which finishes what was submitted. So whoever was answered finds it again.
public final class Server implements AutoCloseable {

    private static final String PROVIDER = "slf4j.provider";

    // What the framework is told; an operator overrides each by an environment variable such as
    // SERVER_SSL_BUNDLE or a file liandong.properties beside the program.
    private static final Map<String, Object> DEFAULTS =
            Map.ofEntries(
                    Map.entry("spring.config.name", "liandong"),
                    Map.entry("spring.threads.virtual.enabled", "true"),
                    Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "30s"),
                    // For who names no language.
                    Map.entry("spring.web.locale", "en"),
                    Map.entry("spring.web.resources.add-mappings", "false"),
                    Map.entry("server.shutdown", "graceful"),
                    Map.entry("server.error.whitelabel.enabled", "false"),
                    Map.entry("server.max-http-request-header-size", "16KB"),
                    // Also how long a sender may be silent within a request.
                    Map.entry("server.tomcat.connection-timeout", "20s"),
                    // So much of a body that was refused is still read, so that the sender sees
                    // why.
                    Map.entry("server.tomcat.max-swallow-size", "64MB"),
                    Map.entry("server.tomcat.max-http-form-post-size", "1MB"),
                    Map.entry("spring.servlet.multipart.max-file-size", "32MB"),
                    Map.entry("spring.servlet.multipart.max-request-size", "1GB"),
                    Map.entry("spring.servlet.multipart.file-size-threshold", "64KB"),
                    Map.entry("spring.servlet.multipart.resolve-lazily", "true"),
                    Map.entry("server.servlet.session.cookie.http-only", "true"),
                    Map.entry("server.servlet.session.cookie.same-site", "lax"),
                    Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
                    Map.entry("management.endpoint.health.probes.enabled", "true"),
                    Map.entry("management.endpoint.health.show-details", "never"),
                    Map.entry(
                            "management.endpoint.health.group.readiness.include",
                            "readinessState,engine"),
                    Map.entry(
                            "management.endpoint.health.group.liveness.include",
                            "livenessState,engine"),
                    // Who pays for a collector wants to find every request in it.
                    Map.entry("management.tracing.sampling.probability", "1.0"),
                    Map.entry("management.tracing.propagation.type", "w3c"),
                    Map.entry("spring.application.name", "liandong"),
                    Map.entry("logging.level.root", "warn"),
                    Map.entry("logging.level.org.liandong", "info"));

    private final ConfigurableApplicationContext context;
    private final Engine engine;
    private final URI address;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// Where a server listens.
    ///
    /// @param host name or address of the interface
    /// @param port number, or 0 for any free one
    public record Settings(String host, int port) {}

    private Server(ConfigurableApplicationContext context, Engine engine, URI address) {
        this.context = context;
        this.engine = engine;
        this.address = address;
    }

    /// Lets what the libraries log appear. To be called before anything logs; commands that serve nobody stay silent.
    public static void logToStandardError() {
        System.setProperty(PROVIDER, "ch.qos.logback.classic.spi.LogbackServiceProvider");
    }

    /// Starts.
    ///
    /// @param engineSettings what the engine was opened with
    public static Server start(Settings settings, Engine.Settings engineSettings, Engine engine) {
        return start(settings, engineSettings, engine, Map.of());
    }

    /// Starts.
    ///
    /// @param properties what an operator would write into `liandong.properties`; it goes before that file
    public static Server start(
            Settings settings,
            Engine.Settings engineSettings,
            Engine engine,
            Map<String, String> properties) {
        SpringApplication application = new SpringApplication(ServerConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // The order of closing is ours.
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(DEFAULTS);
        application.addInitializers(context -> {
            TracesConfiguration.leaveOutUnlessCollected(context.getEnvironment());
            // As singletons of somebody else, so that closing the context does not close them.
            context.getBeanFactory().registerSingleton("engine", engine);
            context.getBeanFactory().registerSingleton("engineSettings", engineSettings);
        });
        List<String> arguments = new ArrayList<>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--server.address=" + settings.host());
        arguments.add("--server.port=" + settings.port());
        ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
        WebServer web =
                Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return new Server(
                context,
                engine,
                URI.create(String.format(Locale.ROOT, "http://%s:%d/", host, web.getPort())));
    }

    /// A part of it, by its type.
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// All parts of it that are of a type.
    public <T> Collection<T> parts(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /// Where it listens, the port included that it was given.
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            context.close();
        } finally {
            engine.close();
        }
    }
}
