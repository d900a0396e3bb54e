package org.liandong.kernel;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A fact as one line of JSON, as a sender of facts without a standard message writes it.
public final class FactLine {

    private FactLine() {}

    /// Writes a fact.
    ///
    /// @param fact a record, of records, lists, maps and plain values
    /// @throws IllegalArgumentException when a text would need an escape: simulated days write none
    public static String of(String service, Object fact, String source, String id) {
        StringBuilder line = new StringBuilder("{\"service\":");
        text(line, service);
        line.append(",\"type\":");
        text(line, TypeName.of(fact.getClass()));
        line.append(",\"source\":");
        text(line, source);
        line.append(",\"id\":");
        text(line, id);
        line.append(",\"body\":");
        value(line, fact);
        return line.append("}\n").toString();
    }

    private static void value(StringBuilder line, Object value) {
        switch (value) {
            case BigDecimal number -> line.append(number.toPlainString());
            case Integer number -> line.append(number);
            case Boolean flag -> line.append(flag);
            case List<?> list -> {
                line.append('[');
                for (int i = 0; i < list.size(); i++) {
                    line.append(i == 0 ? "" : ",");
                    value(line, list.get(i));
                }
                line.append(']');
            }
            case Map<?, ?> map -> map(line, map);
            case Record object -> object(line, object);
            default -> text(line, value.toString());
        }
    }

    // In the order of the names, so that the same day gives the same bytes.
    private static void map(StringBuilder line, Map<?, ?> map) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((name, value) -> sorted.put(name.toString(), value));
        line.append('{');
        sorted.forEach((name, value) -> {
            line.append(line.charAt(line.length() - 1) == '{' ? "" : ",");
            text(line, name);
            line.append(':');
            value(line, value);
        });
        line.append('}');
    }

    private static void object(StringBuilder line, Record object) {
        line.append('{');
        String comma = "";
        for (RecordComponent component : object.getClass().getRecordComponents()) {
            line.append(comma);
            text(line, component.getName());
            line.append(':');
            try {
                value(line, component.getAccessor().invoke(object));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A component of a fact is always there.", e);
            }
            comma = ",";
        }
        line.append('}');
    }

    private static void text(StringBuilder line, String text) {
        if (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("'%s' needs an escape.".formatted(text));
        }
        line.append('"').append(text).append('"');
    }
}
