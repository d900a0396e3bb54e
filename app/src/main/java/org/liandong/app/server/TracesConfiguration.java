package org.liandong.app.server;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationConvention;
import org.springframework.security.config.observation.SecurityObservationSettings;

/// Traces, for an office that has a collector for them: a span a request, and one a document within it.
///
/// Without the address of a collector there are none, and they cost nothing.
@Configuration(proxyBeanMethods = false)
class TracesConfiguration {

    /// Where traces are sent; set by `OTEL_EXPORTER_OTLP_ENDPOINT` as well.
    static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final String EXCLUDE = "spring.autoconfigure.exclude";

    private static final List<Class<?>> TRACING =
            List.of(
                    OpenTelemetrySdkAutoConfiguration.class,
                    OpenTelemetryTracingAutoConfiguration.class,
                    OtlpTracingAutoConfiguration.class,
                    MicrometerTracingAutoConfiguration.class,
                    NoopTracerAutoConfiguration.class);

    /// Leaves out what makes traces where nobody collects them.
    static void leaveOutUnlessCollected(ConfigurableEnvironment environment) {
        if (environment.containsProperty(ENDPOINT)) {
            return;
        }
        String others = environment.getProperty(EXCLUDE, "");
        List<String> names = TRACING.stream().map(Class::getName).toList();
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "traces",
                                Map.of(
                                        EXCLUDE,
                                        (others.isBlank() ? "" : others + ",")
                                                + String.join(",", names))));
    }

    /// Where spans of the server's own begin.
    @Bean
    Traces traces(ObjectProvider<Tracer> tracer, ObjectProvider<ObservationRegistry> registry) {
        return new Traces(
                tracer.getIfAvailable() == null
                        ? ObservationRegistry.NOOP
                        : registry.getIfAvailable(() -> ObservationRegistry.NOOP));
    }

    /// An address as it is mapped, never as it was asked for: keys of cases are nobody's business who watches a machine.
    @Bean
    ServerRequestObservationConvention requestsWithoutTheirAddress() {
        return new DefaultServerRequestObservationConvention() {
            @Override
            public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
                return KeyValues.empty();
            }
        };
    }

    /// A span a request is enough: the filters of security would make a dozen.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }
}
