package org.liandong.dutyguarantee;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// The fields of a `DecMessage`, by block: `decmessage.tsv`.
final class DecFields {

    private final Map<String, Map<String, Field>> blocks = new LinkedHashMap<>();

    /// A field.
    ///
    /// @param type   `C10` text, `N19,5` decimal, `I9` whole number, `D8` day, `T16` time, each with its length
    /// @param needed whether it must be there when declared
    record Field(String name, String type, boolean needed, Pattern pattern) {

        boolean admits(String value) {
            return pattern.matcher(value).matches();
        }
    }

    private DecFields() {}

    static DecFields shipped() {
        try (InputStream in = DecFields.class.getResourceAsStream("decmessage.tsv")) {
            DecFields fields = new DecFields();
            new String(
                            Objects.requireNonNull(in, "decmessage.tsv was not packed")
                                    .readAllBytes(),
                            StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(cells ->
                            fields.blocks
                                    .computeIfAbsent(cells[0], _ -> new LinkedHashMap<>())
                                    .put(
                                            cells[1],
                                            new Field(
                                                    cells[1],
                                                    cells[2],
                                                    cells[3].equals("yes"),
                                                    pattern(cells[2]))));
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException("decmessage.tsv cannot be read.", e);
        }
    }

    private static Pattern pattern(String type) {
        String length = type.substring(1);
        return Pattern.compile(
                switch (type.charAt(0)) {
                    case 'C' -> "(?s).{1," + length + "}";
                    case 'N' -> {
                        int comma = length.indexOf(',');
                        int all = Integer.parseInt(length.substring(0, comma));
                        int after = Integer.parseInt(length.substring(comma + 1));
                        yield "\\d{1," + (all - after) + "}(\\.\\d{1," + after + "})?";
                    }
                    // A count of packages is a number of the machine.
                    case 'I' -> "\\d{1," + Math.min(9, Integer.parseInt(length)) + "}";
                    case 'D' -> "\\d{8}";
                    case 'T' -> "\\d{8,16}";
                    default -> throw new IllegalArgumentException("No type of a field: " + type);
                });
    }

    boolean isBlock(String name) {
        return blocks.containsKey(name);
    }

    boolean isField(String block, String field) {
        return blocks.getOrDefault(block, Map.of()).containsKey(field);
    }

    List<Field> of(String block) {
        return new ArrayList<>(blocks.getOrDefault(block, Map.of()).values());
    }
}
