package org.liandong.app;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.liandong.engine.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Facts as people and programs may see them: names, telephones and addresses of persons are masked, by the names of
/// their fields in the messages of customs; an identity number is kept masked already, and its hash is left out.
public final class Shown {

    // What one service calls a person's name is one everywhere: too much is masked rather than too
    // little.
    private static final Set<String> NAMES =
            Wiring.services().stream()
                    .flatMap(module -> module.personNames().stream())
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());

    private Shown() {}

    /// A fact of the trail, masked.
    ///
    /// @param body JSON, or empty
    public static JsonNode fact(String body) {
        JsonMapper mapper = Json.mapper();
        return body.isEmpty() ? mapper.createObjectNode() : masked("", mapper.readTree(body));
    }

    /// A tree, masked.
    public static JsonNode masked(String field, JsonNode node) {
        if (node instanceof ObjectNode object) {
            JsonNode number = object.get("masked");
            if (number != null && object.has("hash")) {
                return number;
            }
            ObjectNode copy = Json.mapper().createObjectNode();
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                copy.set(property.getKey(), masked(property.getKey(), property.getValue()));
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.mapper().createArrayNode();
            array.forEach(element -> copy.add(masked(field, element)));
            return copy;
        }
        return node.isString()
                ? Json.mapper().getNodeFactory().stringNode(value(field, node.asString()))
                : node;
    }

    /// A value as it may be shown under the name of its field.
    public static String value(String field, String value) {
        String name = field.toLowerCase(Locale.ROOT);
        if (NAMES.contains(name)) {
            return name(value);
        }
        if (name.endsWith("telephone") || name.endsWith("phone") || name.endsWith("mobile")) {
            return phone(value);
        }
        if (name.endsWith("address")) {
            return address(value);
        }
        return name.endsWith("idnumber") ? phone(value) : value;
    }

    // 李小宝 is 李*宝, 王明 is 王*.
    private static String name(String name) {
        int[] points = name.codePoints().toArray();
        if (points.length < 2) {
            return "*";
        }
        String first = new String(points, 0, 1);
        return points.length == 2
                ? first + "*"
                : first + "*".repeat(points.length - 2) + new String(points, points.length - 1, 1);
    }

    // 13256253633 is 132****3633.
    private static String phone(String phone) {
        int length = phone.length();
        return length < 8
                ? "*".repeat(length)
                : phone.substring(0, 3) + "*".repeat(length - 7) + phone.substring(length - 4);
    }

    // Up to the district.
    private static String address(String address) {
        int points = address.codePointCount(0, address.length());
        return points <= 6 ? address : address.substring(0, address.offsetByCodePoints(0, 6)) + "…";
    }
}
