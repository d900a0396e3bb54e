package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Format;
import org.liandong.kernel.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/// Facts for which no standard message exists, one JSON object a line:
/// `{"service":"…","type":"guarantee-filed","source":"…","id":"…","body":{…}}`.
///
/// A line that cannot be used does not disturb the others. A JSON array of such objects, or one object over several lines,
/// is understood too; there, what is no JSON is one problem. Facts that cases tell each other are not taken from outside.
final class JsonFacts<F> implements Format<F> {

    private static final int LINE_LENGTH_MAX = 1 << 20;

    private final String service;
    private final Map<String, Class<?>> types;

    JsonFacts(String service, Class<F> factType, Class<?> internal) {
        this.service = service;
        this.types = Json.types(factType);
        types.values().removeIf(internal::isAssignableFrom);
    }

    @Override
    public boolean recognises(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '{' || b == '[') {
                return true;
            }
            // Blanks and a byte order mark may stand before the first object.
            if (b > ' ') {
                return false;
            }
        }
        return false;
    }

    @Override
    public Reading<F> read(byte[] bytes) {
        String read = new String(bytes, StandardCharsets.UTF_8);
        String text = read.startsWith("\uFEFF") ? read.substring(1) : read;
        List<Node<F>> whole = whole(text);
        if (whole != null) {
            return new Reading<>("facts", whole, List.of(), List.of());
        }
        List<Node<F>> nodes = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                nodes.add(node(line, number));
            }
        }
        return new Reading<>("facts", nodes, List.of(), List.of());
    }

    /// The facts of an array or of one object over several lines; null when the text is lines.
    private @Nullable List<Node<F>> whole(String text) {
        String begins = text.stripLeading();
        boolean array = begins.startsWith("[");
        int end = begins.indexOf('\n');
        // A line of its own ends with a brace; the first line of an object over several does not.
        if (!array && (end < 0 || begins.substring(0, end).strip().endsWith("}"))) {
            return null;
        }
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(text);
        } catch (JacksonException e) {
            return array
                    ? List.of(
                            bad(
                                    "unknown",
                                    notJson(
                                            e.getLocation() == null
                                                    ? 1
                                                    : e.getLocation().getLineNr(),
                                            e)))
                    : null;
        }
        List<Node<F>> nodes = new ArrayList<>();
        for (JsonNode fact : tree.isArray() ? tree : List.of(tree)) {
            nodes.add(node(fact, 1));
        }
        return nodes;
    }

    private Node<F> node(String line, int number) {
        if (line.length() > LINE_LENGTH_MAX) {
            return bad(
                    "unknown",
                    new Problem(
                            "JSON-OVERSIZE",
                            "",
                            number,
                            1,
                            "The line is longer than %d characters.".formatted(LINE_LENGTH_MAX),
                            List.of(Integer.toString(LINE_LENGTH_MAX))));
        }
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(line);
        } catch (JacksonException e) {
            return bad("unknown", notJson(number, e));
        }
        return node(tree, number);
    }

    /// What an object says.
    ///
    /// @param number of the line that it stands in
    @SuppressWarnings("unchecked")
    Node<F> node(JsonNode tree, int number) {
        String type = tree.path("type").asString("");
        if (!tree.path("service").asString("").equals(service)) {
            return bad(
                    type,
                    missing(
                            number,
                            "service",
                            "the name of a service that runs here, such as " + service));
        }
        Class<?> record = types.get(type);
        if (record == null) {
            return bad(
                    type, missing(number, "type", "one of " + String.join(", ", types.keySet())));
        }
        String source = tree.path("source").asString("").strip();
        String id = tree.path("id").asString("").strip();
        if (source.isEmpty() || id.isEmpty()) {
            return bad(
                    type,
                    missing(
                            number,
                            source.isEmpty() ? "source" : "id",
                            "who asserts the fact, and the source's own number for it"));
        }
        try {
            ObjectReader reader =
                    Json.reader(record)
                            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                            .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                            .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
            F fact = (F) reader.readValue(tree.path("body"));
            return new Node<>(type, new FactId(source, id), fact, List.of(), List.of(), List.of());
        } catch (JacksonException e) {
            return bad(
                    type,
                    new Problem(
                            "JSON-BODY",
                            "body" + path(e),
                            number,
                            1,
                            "The body is not a %s: %s".formatted(type, e.getOriginalMessage()),
                            List.of(type, e.getOriginalMessage())));
        }
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : e.getPath()) {
            path.append('.').append(reference.getPropertyName());
        }
        return path.toString();
    }

    private static Problem notJson(int line, JacksonException e) {
        int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
        return new Problem(
                "JSON-SYNTAX",
                "",
                line,
                column,
                "The line is not JSON: " + e.getOriginalMessage(),
                List.of(e.getOriginalMessage()));
    }

    private static Problem missing(int line, String field, String wanted) {
        return new Problem(
                "JSON-FIELD",
                field,
                line,
                1,
                "The field '%s' must be %s.".formatted(field, wanted),
                List.of(field));
    }

    static <F> Node<F> bad(String type, Problem problem) {
        return new Node<>(
                type.isEmpty() ? "unknown" : type,
                null,
                null,
                List.of(problem),
                List.of(),
                List.of());
    }
}
