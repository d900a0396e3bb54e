package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Format.Node;
import org.liandong.kernel.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Facts for which no standard message exists, one JSON object a line:
/// `{"service":"…","type":"guarantee-filed","source":"…","id":"…","body":{…}}`.
///
/// A line that cannot be used does not disturb the others, not even the first. Also taken are a JSON array of such objects and
/// one object over several lines, which people and programs write without thinking. Facts that cases tell each other are not taken from outside.
final class JsonFacts implements PlainFacts {

    private static final int LINE_LENGTH_MAX = 1 << 20;

    /// How far the first object is looked for.
    private static final int LOOKED_AT = 1 << 16;

    /// What stands where bytes made no character.
    private static final char NO_CHARACTER = '\uFFFD';

    private final Map<String, Map<String, Class<?>>> services;
    private final String first;

    /// @param services the facts of each service by name, see [#types]
    JsonFacts(Map<String, Map<String, Class<?>>> services) {
        this.services = new LinkedHashMap<>(services);
        this.first = this.services.keySet().iterator().next();
    }

    /// The facts that a service takes from outside.
    static Map<String, Class<?>> types(Class<?> factType, Class<?> internal) {
        Map<String, Class<?>> types = Json.types(factType);
        types.values().removeIf(internal::isAssignableFrom);
        return types;
    }

    @Override
    public boolean recognises(byte[] bytes) {
        int start = 0;
        // Blanks, a byte order mark and the zeros of UTF-16 may stand before the first object.
        while (start < bytes.length && bytes[start] <= ' ') {
            start++;
        }
        if (start == bytes.length || bytes[start] == '<') {
            return false;
        }
        return bytes[start] == '{' || bytes[start] == '[' || hasObject(bytes, start);
    }

    // A line that is none may stand before the first that is one; but in an image or an archive
    // such a byte means nothing.
    private static boolean hasObject(byte[] bytes, int start) {
        boolean found = false;
        for (int i = start + 1; i < Math.min(bytes.length, start + LOOKED_AT); i++) {
            if (bytes[i] == 0) {
                return false;
            }
            found |= bytes[i] == '{' && bytes[i - 1] == '\n';
        }
        return found;
    }

    @Override
    public Read read(byte[] bytes) {
        String text = text(bytes);
        return new Read(
                text.stripLeading().startsWith("[") ? elements(text) : lines(text), List.of());
    }

    // JSON is UTF-8; what Windows calls Unicode tells itself by its mark.
    private static String text(byte[] bytes) {
        boolean marked = bytes.length >= 2 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe;
        String text = new String(bytes, marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private List<Line> lines(String text) {
        JsonNode whole = whole(text);
        if (whole != null) {
            return List.of(node(whole, 1));
        }
        List<Line> nodes = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                nodes.add(node(line, number));
            }
        }
        return nodes;
    }

    /// The one object that the text is, where it goes over several lines; otherwise null.
    private static @Nullable JsonNode whole(String text) {
        String stripped = text.strip();
        int end = stripped.indexOf('\n');
        if (end < 0
                || stripped.length() > LINE_LENGTH_MAX
                || stripped.substring(0, end).stripTrailing().endsWith("}")) {
            return null;
        }
        try {
            JsonNode tree =
                    Json.mapper()
                            .reader()
                            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                            .readTree(stripped);
            return tree.isObject() ? tree : null;
        } catch (JacksonException e) {
            // Line by line it is told which of them are wrong.
            return null;
        }
    }

    /// The elements of an array, up to the place where it is none any more.
    private List<Line> elements(String text) {
        List<Line> nodes = new ArrayList<>();
        try (JsonParser parser = Json.mapper().createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                TokenStreamLocation at = parser.currentTokenLocation();
                JsonNode element = parser.readValueAsTree();
                nodes.add(
                        parser.currentLocation().getCharOffset() - at.getCharOffset()
                                        > LINE_LENGTH_MAX
                                ? oversize(at.getLineNr())
                                : node(element, at.getLineNr()));
            }
            if (parser.nextToken() != null) {
                nodes.add(
                        bad(
                                "unknown",
                                new Problem(
                                        "JSON-AFTER",
                                        "",
                                        parser.currentTokenLocation().getLineNr(),
                                        parser.currentTokenLocation().getColumnNr(),
                                        "Something stands behind the end of the JSON array.",
                                        List.of())));
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            nodes.add(bad("unknown", notJson(line, e)));
        }
        return nodes;
    }

    private Line node(String line, int number) {
        if (line.length() > LINE_LENGTH_MAX) {
            return oversize(number);
        }
        try {
            return node(Json.mapper().readTree(line), number);
        } catch (JacksonException e) {
            return bad("unknown", notJson(number, e));
        }
    }

    private Line oversize(int line) {
        return bad(
                "unknown",
                new Problem(
                        "JSON-OVERSIZE",
                        "",
                        line,
                        1,
                        "The line is longer than %d characters.".formatted(LINE_LENGTH_MAX),
                        List.of(Integer.toString(LINE_LENGTH_MAX))));
    }

    /// What an object says.
    ///
    /// @param number of the line that it stands in
    Line node(JsonNode tree, int number) {
        if (tree.toString().indexOf(NO_CHARACTER) >= 0) {
            return bad(
                    "unknown",
                    new Problem(
                            "JSON-ENCODING",
                            "",
                            number,
                            1,
                            "The fact is not in UTF-8. Send it in UTF-8.",
                            List.of()));
        }
        String type = tree.path("type").asString("");
        String service = tree.path("service").asString("");
        Map<String, Class<?>> types = services.get(service);
        if (types == null) {
            return bad(
                    type,
                    missing(
                            number,
                            "service",
                            "the name of a service that runs here: "
                                    + String.join(", ", services.keySet())));
        }
        return new Line(service, node(types, type, tree, number));
    }

    private static Node<?> node(
            Map<String, Class<?>> types, String type, JsonNode tree, int number) {
        Class<?> record = types.get(type);
        if (record == null) {
            return badNode(
                    type, missing(number, "type", "one of " + String.join(", ", types.keySet())));
        }
        String source = tree.path("source").asString("").strip();
        String id = tree.path("id").asString("").strip();
        if (source.isEmpty() || id.isEmpty()) {
            return badNode(
                    type,
                    missing(
                            number,
                            source.isEmpty() ? "source" : "id",
                            "who asserts the fact, and the source's own number for it"));
        }
        try {
            Object fact = Json.factReader(record).readValue(tree.path("body"));
            return new Node<>(type, new FactId(source, id), fact, List.of(), List.of(), List.of());
        } catch (JacksonException e) {
            return badNode(type, unfit(type, tree, number, e));
        }
    }

    /// Why a body is no fact of the type. Fields that are missing or unknown are told without the words of the parser.
    private static Problem unfit(String type, JsonNode tree, int line, JacksonException e) {
        String path = "body" + path(e);
        String field = path.substring(path.lastIndexOf('.') + 1);
        if (e instanceof UnrecognizedPropertyException) {
            return new Problem(
                    "JSON-BODY-UNKNOWN",
                    path,
                    line,
                    1,
                    "A %s has no field '%s'.".formatted(type, field),
                    List.of(type, field));
        }
        JsonNode value = tree;
        for (String name : path.split("\\.", -1)) {
            value = value.path(name);
        }
        if (value.isMissingNode() || value.isNull()) {
            return new Problem(
                    "JSON-BODY-MISSING",
                    path,
                    line,
                    1,
                    "The field '%s' of a %s is missing.".formatted(field, type),
                    List.of(type, field));
        }
        String like = e instanceof InvalidFormatException wrong ? like(wrong.getTargetType()) : "";
        if (!like.isEmpty()) {
            String shown = Problem.shown(value.asString(""));
            return new Problem(
                    "JSON-BODY-VALUE",
                    path,
                    line,
                    1,
                    "The field '%s' of a %s is written like %s, and '%s' is not that."
                            .formatted(field, type, like, shown),
                    List.of(type, field, like, shown));
        }
        // What the fact itself refuses it says in its own words.
        String why =
                e instanceof ValueInstantiationException && e.getCause() != null
                        ? String.valueOf(e.getCause().getMessage())
                        : e.getOriginalMessage();
        return new Problem(
                "JSON-BODY",
                path,
                line,
                1,
                "The body is not a %s: %s".formatted(type, why),
                List.of(type, why));
    }

    /// Examples of what a value may look like; empty where there is none.
    private static String like(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(" | "));
        }
        if (type == LocalDate.class) {
            return "2026-03-02";
        }
        if (type == Instant.class) {
            return "2026-03-02T06:14:07Z";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true | false";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "1250" : "";
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

    /// What is for no service in particular.
    Line bad(String type, Problem problem) {
        return new Line(first, badNode(type, problem));
    }

    private static Node<?> badNode(String type, Problem problem) {
        return new Node<>(
                type.isEmpty() ? "unknown" : type,
                null,
                null,
                List.of(problem),
                List.of(),
                List.of());
    }
}
