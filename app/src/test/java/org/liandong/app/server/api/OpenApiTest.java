package org.liandong.app.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liandong.app.server.RunningServer;
import org.liandong.engine.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The description of the API and what is served are the same.
@ExtendWith(RunningServer.Shared.class)
class OpenApiTest {

    private final RunningServer server;
    private final JsonNode document;

    OpenApiTest(RunningServer server) {
        this.server = server;
        this.document = server.json("/openapi.json");
    }

    @Test
    void whatIsDescribedIsServedAndWhatIsServedIsDescribed() {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method ->
                                        described.add(
                                                method.getKey().toUpperCase(java.util.Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        assertThat(described).isEqualTo(server.mapped());
        assertThat(document.path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void everyReferenceOfTheDescriptionLeadsSomewhere() {
        for (String reference : document.findValuesAsString("$ref")) {
            assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        }
    }

    @Test
    void whatIsAnsweredIsAsDescribed() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("/cases?limit=500", "CaseLinePage");
        JsonNode line = server.json("/cases?status=released&limit=1").path("items").get(0);
        asked.put(
                "/cases/" + line.path("service").asString() + "/" + line.path("case").asString(),
                "Case");
        asked.put("/decisions?limit=100", "DecisionPage");
        asked.put("/books?limit=100", "AccountPage");
        asked.put(
                "/books/"
                        + server.json("/books?prefix=guarantee/&limit=1")
                                .path("items")
                                .get(0)
                                .path("account")
                                .asString(),
                "Statement");
        asked.put("/tasks", "TaskPage");
        asked.put("/clocks", "ClockPage");
        asked.put("/messages", "MessagePage");
        asked.put("/documents/1", "Document");
        asked.put("/trail?limit=200", "EntryPage");
        asked.put("/trail/2", "Proof");
        Torn.send(server, "described.xml");
        asked.put("/aside?limit=100", "SetAsidePage");
        asked.put("/services", "ServicePage");
        asked.put("/services/warehouse-receipt/yard", "Sheet");
        asked.put("/rules", "RulePage");
        asked.forEach((path, schema) -> {
            JsonNode answer = server.json(path);
            assertThat(schema(schema).validate(answer)).as(path + " " + answer).isEmpty();
            if (answer.has("items")) {
                assertThat(answer.path("items")).as(path).isNotEmpty();
            }
        });
        assertThat(schema("Problem").validate(server.json("/cases/x/y"))).isEmpty();
    }

    @Test
    void aWebhookIsMadeWithASecretThatIsShownOnce() {
        HttpResponse<String> closed =
                webhook("{\"url\":\"http://10.0.0.1/\",\"service\":\"ecommerce-import\"}");
        assertThat(closed.statusCode()).isEqualTo(422);
        HttpResponse<String> made =
                webhook("{\"url\":\"https://hook.invalid/\",\"service\":\"ecommerce-import\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode webhook = Json.mapper().readTree(made.body());
        assertThat(schema("Webhook").validate(webhook)).isEmpty();
        assertThat(webhook.path("secret").asString()).startsWith("whsec_");
        JsonNode all = server.json("/admin/webhooks");
        assertThat(schema("WebhookPage").validate(all)).isEmpty();
        assertThat(all.toString()).contains("hook.invalid").doesNotContain("whsec_");
        String id = webhook.path("id").asString();
        assertThat(schema("LetterPage").validate(server.json("/admin/webhooks/" + id + "/letters")))
                .isEmpty();
        assertThat(post("/admin/webhooks/" + id + "/pause", "").body()).contains("paused");
        assertThat(post("/admin/webhooks/" + id + "/remove", "").statusCode()).isEqualTo(204);
        assertThat(server.get("/admin/webhooks/" + id + "/letters").statusCode()).isEqualTo(404);
    }

    @Test
    void accountsAndKeysAreAsDescribed() {
        HttpResponse<String> person =
                post(
                        "/admin/people",
                        "{\"name\":\"described\",\"shown\":\"D\",\"grants\":[{\"role\":\"applicant\","
                                + "\"service\":\"*\",\"prefixes\":[\"D/\"]}]}");
        assertThat(person.statusCode()).isEqualTo(201);
        JsonNode made = Json.mapper().readTree(person.body());
        assertThat(schema("Person").validate(made)).isEmpty();
        assertThat(made.path("link").asString()).contains("/begin/");
        HttpResponse<String> key =
                post(
                        "/admin/keys",
                        "{\"name\":\"described\",\"grants\":[{\"role\":\"source\",\"service\":\"*\"}]}");
        assertThat(key.statusCode()).isEqualTo(201);
        JsonNode drawn = Json.mapper().readTree(key.body());
        assertThat(schema("Key").validate(drawn)).isEmpty();
        assertThat(drawn.path("key").asString()).startsWith("ldk_");
        assertThat(schema("PersonPage").validate(server.json("/admin/people"))).isEmpty();
        assertThat(schema("KeyPage").validate(server.json("/admin/keys"))).isEmpty();
        assertThat(schema("Person").validate(server.json("/admin/people/described"))).isEmpty();
        assertThat(
                        schema("Key")
                                .validate(
                                        server.json("/admin/keys/" + drawn.path("id").asString())))
                .isEmpty();
        assertThat(post("/admin/people/described/close", "").statusCode()).isEqualTo(200);
        assertThat(post("/admin/keys/" + drawn.path("id").asString() + "/revoke", "").statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> webhook(String body) {
        return post("/admin/webhooks", body);
    }

    private HttpResponse<String> post(String path, String body) {
        return server.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private Schema schema(String name) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("$ref", "#/components/schemas/" + name);
        root.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }
}
