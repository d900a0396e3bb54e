package org.liandong.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Traces reach a collector, and say nothing about anybody.
@ExtendWith(RunningServer.Shared.class)
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String FACT =
            """
            {"service":"ecommerce-import","type":"guarantee-filed","source":"traced","id":"G-1",\
            "body":{"assureCode":"SECRETKEY","instrument":"POL","amount":1000.00,\
            "validFrom":"2026-01-01","validTo":"2026-12-31"}}
            """;

    private static String send(RunningServer server, String body) {
        return server.send(
                        server.request("/facts")
                                .header("Content-Type", "application/x-ndjson")
                                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                .POST(BodyPublishers.ofString(body)))
                .body();
    }

    @Test
    void aRequestIsASpanOfTheTraceOfItsCallerAndADocumentASpanWithinIt() throws Exception {
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        HttpServer collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/v1/traces",
                exchange -> {
                    received.add(exchange.getRequestBody().readAllBytes());
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
        try (RunningServer server =
                RunningServer.start(
                        Map.of(
                                "management.opentelemetry.tracing.export.otlp.endpoint",
                                "http://127.0.0.1:%d/v1/traces"
                                        .formatted(collector.getAddress().getPort()),
                                "management.opentelemetry.tracing.export.schedule-delay",
                                "50ms"),
                        InstantSource.system())) {
            assertThat(send(server, FACT)).contains("\"accepted\"");
            server.send(
                    server.request("/cases/ecommerce-import/guarantee:SECRETKEY")
                            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));
            String all = "";
            while (!all.contains("{*key}")
                    || !all.contains("http post /facts")
                    || !all.contains("document until durable")) {
                byte[] batch = received.poll(20, TimeUnit.SECONDS);
                assertThat(batch).as("spans; so far " + all).isNotNull();
                all += new String(batch, StandardCharsets.ISO_8859_1);
            }
            String trace = new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
            // The request, the document within it, and the case that was asked for.
            assertThat(all.split(java.util.regex.Pattern.quote(trace), -1)).hasSize(4);
            assertThat(all)
                    .contains("liandong", "/cases/{service}/{*key}")
                    .doesNotContain("SECRETKEY", "traced", "POL");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void withoutACollectorThereAreNoTraces(RunningServer server) throws IOException {
        assertThat(server.parts(Tracer.class)).isEmpty();
        assertThat(send(server, FACT)).contains("\"result\":");
    }
}
