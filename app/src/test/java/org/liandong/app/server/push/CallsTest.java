package org.liandong.app.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Wiring;
import org.liandong.app.server.Reads;
import org.liandong.app.server.RunningServer;
import org.liandong.app.server.access.TwoBanks;
import org.liandong.engine.Engine;
import org.liandong.engine.Json;
import org.liandong.kernel.ServiceModule;
import tools.jackson.databind.JsonNode;

/// How others are told, and what becomes of calls that fail.
class CallsTest {

    private static final String SERVICE = "ecommerce-import";
    private static final String OTHER = "other-import";
    private static final int HANGS = -1;
    private static final int PAGE = 5;

    /// What somebody who is called has received.
    private record Call(String id, String time, String signature, String type, String body) {}

    @TempDir private Path folder;

    private Engine engine;
    private Reads reads;
    private Webhooks webhooks;
    private Calls calls;
    private HttpServer receiver;
    private final BlockingQueue<Call> received = new LinkedBlockingQueue<>();
    // What is answered next; 204 after the last.
    private final ConcurrentLinkedDeque<Integer> answers = new ConcurrentLinkedDeque<>();
    private int filed;

    @BeforeEach
    void begin() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::receive);
        receiver.start();
        open(RunningServer.settings(folder));
    }

    private void open(Engine.Settings settings) {
        engine = Engine.open(settings);
        Webhooks.prepare(settings.store());
        reads = new Reads(settings.store());
        Targets targets = new Targets(true);
        webhooks =
                new Webhooks(
                        engine,
                        reads,
                        settings.secret(),
                        InstantSource.system(),
                        new SecureRandom(),
                        targets);
        calls =
                new Calls(
                        webhooks,
                        reads,
                        targets,
                        InstantSource.system(),
                        () -> 0,
                        new Calls.Pace(
                                Duration.ofMillis(20),
                                Duration.ofMillis(1_500),
                                Duration.ofMillis(10),
                                Duration.ofMillis(50),
                                3,
                                PAGE));
        calls.start();
    }

    @AfterEach
    void end() {
        receiver.stop(0);
        close();
    }

    private void close() {
        calls.stop();
        reads.close();
        engine.close();
    }

    private void receive(HttpExchange exchange) throws IOException {
        received.add(
                new Call(
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Integer answer = answers.poll();
        if (answer != null && answer == HANGS) {
            return;
        }
        if (answer != null && answer == 302) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
        exchange.close();
    }

    private Webhook subscribed() {
        return webhooks.add(
                "person/test",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
                SERVICE,
                null,
                null);
    }

    /// A service of its own that does what the other does, on the same store.
    private Engine.Settings withAnotherService() {
        Engine.Settings plain = RunningServer.settings(folder);
        ServiceModule<?, ?> module = Objects.requireNonNull(Wiring.service(SERVICE));
        var another =
                (ServiceModule<?, ?>)
                        Proxy.newProxyInstance(
                                ServiceModule.class.getClassLoader(),
                                new Class<?>[] {ServiceModule.class},
                                (_, method, arguments) ->
                                        method.getName().equals("name")
                                                ? OTHER
                                                : method.invoke(module, arguments));
        return new Engine.Settings(
                plain.store(),
                List.of(another),
                plain.overrides(),
                plain.rules(),
                plain.secret(),
                plain.time(),
                plain.decoders());
    }

    /// A decision is taken.
    private void decide() throws InterruptedException {
        decide(SERVICE);
    }

    private void decide(String service) throws InterruptedException {
        filed++;
        String fact =
                """
                {"service":"%s","type":"guarantee-filed","source":"office","id":"P-%d",\
                "body":{"assureCode":"A%d","instrument":"POL","amount":10.00,\
                "validFrom":"2026-01-01","validTo":"2026-12-31"}}\
                """
                        .formatted(service, filed, filed);
        assertThat(engine.submit("test", fact.getBytes(StandardCharsets.UTF_8)).join().refused())
                .isFalse();
    }

    private Call next() throws InterruptedException {
        Call call = received.poll(20, TimeUnit.SECONDS);
        assertThat(call).as("a call").isNotNull();
        return call;
    }

    private Webhook settled(Webhook webhook, java.util.function.Predicate<Webhook> wanted)
            throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            Webhook now = webhooks.one(webhook.id());
            if (wanted.test(now)) {
                return now;
            }
            Thread.sleep(25);
        }
        throw new AssertionError("It stays " + webhooks.one(webhook.id()));
    }

    @Test
    void aBankIsToldOfItsOwnCasesOnly() throws Exception {
        Webhook webhook =
                webhooks.add(
                        "person/test",
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
                        TwoBanks.SERVICE,
                        null,
                        TwoBanks.BETA);
        for (String contract : List.of("A1", "B2", "A3", "B4")) {
            String fact =
                    TwoBanks.applied(
                            contract, contract.startsWith("B") ? TwoBanks.BETA : "BANK-ALPHA");
            engine.submit(contract, fact.getBytes(StandardCharsets.UTF_8)).join();
        }
        for (String expected : List.of("financing:B2", "financing:B4")) {
            Call call = Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS));
            assertThat(Json.mapper().readTree(call.body()).path("subject").asString())
                    .isEqualTo(expected);
        }
        assertThat(received.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(webhooks.one(webhook.id()).owner()).isEqualTo(TwoBanks.BETA);
    }

    @Test
    void aDecisionIsToldOnceItIsDurableAndSignedSoThatTheReceiverCanCheckIt() throws Exception {
        decide();
        Webhook webhook = subscribed();
        decide();
        Call call = next();
        JsonNode event = Json.mapper().readTree(call.body());
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("type").asString()).isEqualTo("org.liandong.decision");
        assertThat(event.path("id").asString()).isEqualTo(call.id());
        assertThat(event.path("data").path("case").asString()).contains("A2");
        assertThat(call.type()).startsWith("application/cloudevents+json");
        assertThat(call.signature())
                .isEqualTo(
                        Signature.of(
                                webhooks.secret(webhook),
                                call.id(),
                                Long.parseLong(call.time()),
                                call.body()));
        settled(webhook, now -> now.decisions() > webhook.decisions());
        assertThat(received).isEmpty();
    }

    @Test
    void whatHappensInAnotherServiceHoldsUpNobodyHoweverMuchItIs() throws Exception {
        Webhook webhook = subscribed();
        close();
        open(withAnotherService());
        for (int i = 0; i < 4 * PAGE; i++) {
            decide(OTHER);
        }
        Webhook passed = settled(webhook, now -> now.decisions() > webhook.decisions());
        webhooks.turn("person/test", webhook.id(), Webhook.PAUSED);
        for (int i = 0; i < 3 * PAGE; i++) {
            decide(OTHER);
        }
        assertThat(received).isEmpty();
        close();
        open(RunningServer.settings(folder));
        decide();
        answers.add(500);
        webhooks.turn("person/test", webhook.id(), Webhook.ACTIVE);
        Call call = next();
        assertThat(Json.mapper().readTree(call.body()).path("data").path("service").asString())
                .isEqualTo(SERVICE);
        assertThat(next().id()).isEqualTo(call.id());
        settled(webhook, now -> now.failures() == 0 && now.decisions() > passed.decisions());
        assertThat(received).isEmpty();
    }

    @Test
    void theSignatureIsThatOfTheStandard() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(
                        Signature.of(
                                secret,
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                1_614_265_330L,
                                "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whatFailsOrHangsOrLeadsElsewhereIsRepeatedUnderTheSameId() throws Exception {
        Webhook webhook = subscribed();
        answers.addAll(List.of(500, HANGS));
        decide();
        String first = next().id();
        assertThat(next().id()).isEqualTo(first);
        assertThat(next().id()).isEqualTo(first);
        settled(webhook, now -> now.failures() == 0 && now.decisions() > webhook.decisions());
        answers.add(302);
        decide();
        String second = next().id();
        assertThat(second).isNotEqualTo(first);
        assertThat(next().id()).isEqualTo(second);
        assertThat(webhooks.letters(webhook.id())).isEmpty();
    }

    @Test
    void whatIsNeverTakenBecomesADeadLetterThatCanBeSentAgainAndHoldsUpNothing() throws Exception {
        Webhook webhook = subscribed();
        answers.addAll(List.of(500, 500, 503));
        decide();
        decide();
        String dead = next().id();
        next();
        next();
        String after = next().id();
        assertThat(after).isNotEqualTo(dead);
        // Its answer must not be taken from those that are meant for the letter.
        long told = Long.parseLong(after.substring(after.lastIndexOf('-') + 1));
        settled(webhook, now -> now.decisions() >= told);
        List<Webhooks.Letter> letters = webhooks.letters(webhook.id());
        assertThat(letters).extracting(Webhooks.Letter::event).containsExactly(dead);
        assertThat(letters.getFirst().error()).isEqualTo("status 503");
        answers.add(500);
        assertThat(calls.resend("person/test", webhook.id(), dead)).isFalse();
        assertThat(calls.resend("person/test", webhook.id(), dead)).isTrue();
        assertThat(webhooks.letters(webhook.id())).isEmpty();
    }

    @Test
    void whoSaysThatItIsGoneIsCalledNoMoreUntilItIsTurnedOnAgain() throws Exception {
        Webhook webhook = subscribed();
        answers.add(410);
        decide();
        String first = next().id();
        settled(webhook, now -> now.state().equals(Webhook.GONE));
        decide();
        assertThat(received.poll(200, TimeUnit.MILLISECONDS)).isNull();
        webhooks.turn("person/test", webhook.id(), Webhook.ACTIVE);
        assertThat(next().id()).isEqualTo(first);
        next();
    }

    @Test
    void callsGoToPublicAddressesOnly() throws Exception {
        for (String address :
                List.of(
                        "127.0.0.1",
                        "10.1.2.3",
                        "172.16.0.1",
                        "192.168.1.1",
                        "169.254.169.254",
                        "100.64.0.1",
                        "0.0.0.0",
                        "224.0.0.1",
                        "255.255.255.255",
                        "198.18.0.1",
                        "::1",
                        "fe80::1",
                        "fd00::1",
                        "::ffff:127.0.0.1",
                        "64:ff9b::7f00:1",
                        "2002:7f00:1::",
                        "2001:0:1::1")) {
            assertThat(Targets.isPublic(InetAddress.ofLiteral(address))).as(address).isFalse();
        }
        for (String address : List.of("8.8.8.8", "2606:4700:4700::1111", "114.114.114.114")) {
            assertThat(Targets.isPublic(InetAddress.ofLiteral(address))).as(address).isTrue();
        }
        Targets strict = new Targets(false);
        assertThat(strict.wrong(java.net.URI.create("http://example.org/")))
                .isEqualTo("webhook.scheme");
        assertThat(strict.wrong(java.net.URI.create("https://u:p@example.org/")))
                .isEqualTo("webhook.url");
        assertThat(strict.wrong(java.net.URI.create("https://example.org/hook"))).isNull();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> strict.check(java.net.URI.create("https://localhost/")))
                .isInstanceOf(java.net.UnknownHostException.class);
    }
}
