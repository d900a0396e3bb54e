package org.liandong.app.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.liandong.engine.Json;

/// A provider of OpenID Connect on the loopback, as small as one can be. Whoever comes with a code is the person whose
/// subject the code names.
final class Issuer implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();

    Issuer() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("test").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Map<String, Object> about = new TreeMap<>();
        about.put("issuer", address());
        about.put("authorization_endpoint", address() + "/authorize");
        about.put("token_endpoint", address() + "/token");
        about.put("jwks_uri", address() + "/keys");
        about.put("subject_types_supported", java.util.List.of("public"));
        about.put("response_types_supported", java.util.List.of("code"));
        about.put("id_token_signing_alg_values_supported", java.util.List.of("RS256"));
        server.createContext(
                "/.well-known/openid-configuration", x -> answer(x, Json.bytes(about)));
        server.createContext(
                "/keys",
                x ->
                        answer(
                                x,
                                new JWKSet(key.toPublicJWK())
                                        .toString()
                                        .getBytes(StandardCharsets.UTF_8)));
        server.createContext("/token", this::token);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Whoever signs in with this code has come with this nonce.
    void expect(String subject, String nonce) {
        nonces.put(subject, nonce);
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String subject = form.replaceFirst("(?s).*code=([^&]*).*", "$1");
        String nonce = nonces.getOrDefault(subject, "");
        answer(
                exchange,
                Json.bytes(
                        Map.of(
                                "access_token",
                                "opaque",
                                "token_type",
                                "Bearer",
                                "id_token",
                                sign(subject, "liandong", nonce, key, Duration.ofMinutes(5)))));
    }

    /// A token for a program.
    String token(String subject, String audience) {
        return sign(subject, audience, "", key, Duration.ofMinutes(5));
    }

    /// One that has ended.
    String oldToken(String subject) {
        return sign(subject, "liandong", "", key, Duration.ofMinutes(-5));
    }

    /// One that somebody else has signed.
    String forgedToken(String subject) throws JOSEException {
        return sign(
                subject,
                "liandong",
                "",
                new RSAKeyGenerator(2048).keyID("test").generate(),
                Duration.ofMinutes(5));
    }

    private String sign(String subject, String audience, String nonce, RSAKey by, Duration valid) {
        Instant now = Instant.now();
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(address())
                        .subject(subject)
                        .audience(audience)
                        .claim("nonce", nonce)
                        .issueTime(Date.from(now.minusSeconds(600)))
                        .expirationTime(Date.from(now.plus(valid)))
                        .build();
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
        try {
            token.sign(new RSASSASigner(by));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
