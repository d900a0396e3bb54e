package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Facts as a table (RFC 4180), one a row, for those who keep their books in a spreadsheet:
/// `service,type,source,id,` and then the fields of the body by name; `tax.total` is the field `total` within `tax`. An
/// empty cell is an absent field.
///
/// It says what [JsonFacts] says of the same fact, and a row that cannot be used does not disturb the others. Lists cannot
/// be written in a row.
final class CsvFacts implements PlainFacts {

    /// Fields of a row: more than any fact has.
    private static final int FIELDS_MAX = 500;

    private static final Set<String> NAMED = Set.of("service", "type", "source", "id");

    private final JsonFacts facts;

    CsvFacts(JsonFacts facts) {
        this.facts = facts;
    }

    private record Row(int line, List<String> fields) {}

    @Override
    public boolean recognises(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && end < 1 << 16 && bytes[end] != '\n') {
            end++;
        }
        String first = new String(bytes, 0, end, StandardCharsets.UTF_8);
        return first.indexOf('{') < 0
                && first.indexOf('<') < 0
                && new HashSet<>(header(first)).containsAll(NAMED);
    }

    private static List<String> header(String line) {
        List<Row> rows = rows(line, 1);
        return rows.isEmpty()
                ? List.of()
                : rows.getFirst().fields().stream().map(String::strip).toList();
    }

    @Override
    public Read read(byte[] bytes) {
        List<Row> rows = rows(new String(bytes, StandardCharsets.UTF_8), Integer.MAX_VALUE);
        List<Line> lines = new ArrayList<>();
        if (rows.isEmpty()) {
            return new Read(lines, List.of());
        }
        List<String> header = rows.getFirst().fields().stream().map(String::strip).toList();
        Problem wrong = wrong(header);
        if (wrong != null) {
            return new Read(List.of(), List.of(wrong));
        }
        for (Row row : rows.subList(1, rows.size())) {
            lines.add(node(header, row));
        }
        return new Read(lines, List.of());
    }

    private static @Nullable Problem wrong(List<String> header) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (name.isEmpty() || !seen.add(name)) {
                return problem(
                        "CSV-HEADER",
                        1,
                        "The header names the field '%s' twice, or leaves one without a name.",
                        name);
            }
        }
        return header.size() > FIELDS_MAX
                ? problem(
                        "CSV-HEADER",
                        1,
                        "The header has more than %s fields.",
                        Integer.toString(FIELDS_MAX))
                : null;
    }

    private static Problem problem(String code, int line, String message, String argument) {
        return new Problem(code, "", line, 1, message.formatted(argument), List.of(argument));
    }

    private Line node(List<String> header, Row row) {
        if (row.fields().size() != header.size()) {
            return facts.bad(
                    "unknown",
                    problem(
                            "CSV-ROW",
                            row.line(),
                            "The row must have as many fields as the header, which has %s.",
                            Integer.toString(header.size())));
        }
        ObjectNode tree = Json.mapper().createObjectNode();
        ObjectNode body = tree.putObject("body");
        for (int i = 0; i < header.size(); i++) {
            String value = row.fields().get(i);
            if (value.isEmpty()) {
                continue;
            }
            if (NAMED.contains(header.get(i))) {
                tree.put(header.get(i), value);
            } else if (!put(body, header.get(i), value)) {
                return facts.bad(
                        "unknown",
                        problem(
                                "CSV-HEADER",
                                1,
                                "The field '%s' is within another that has a value itself.",
                                header.get(i)));
            }
        }
        return facts.node(tree, row.line());
    }

    private static boolean put(ObjectNode body, String path, String value) {
        ObjectNode at = body;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode inner = at.get(names[i]);
            if (inner == null) {
                inner = at.putObject(names[i]);
            }
            if (!(inner instanceof ObjectNode object)) {
                return false;
            }
            at = object;
        }
        if (at.has(names[names.length - 1])) {
            return false;
        }
        at.put(names[names.length - 1], value);
        return true;
    }

    /// The records of a text; those without any character are left out.
    private static List<Row> rows(String text, int rowsMax) {
        List<Row> rows = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int begins = 1;
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i <= text.length(); i++) {
            char c = i == text.length() ? '\n' : text.charAt(i);
            if (quoted && i < text.length()) {
                if (c != '"') {
                    line += c == '\n' ? 1 : 0;
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                if (!field.isEmpty() || !fields.isEmpty()) {
                    fields.add(field.toString());
                    field.setLength(0);
                    rows.add(new Row(begins, fields));
                    fields = new ArrayList<>();
                }
                if (rows.size() >= rowsMax) {
                    return rows;
                }
                line++;
                begins = line;
            } else if (c != '\r') {
                field.append(c);
            }
        }
        return rows;
    }
}
