package org.liandong.ecommerceimport.ceb;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Messages that are right, made from the field table, for tests to break.
public final class Examples {

    static final String GUID = "4CDE1CFD-EDED-46B1-946C-B8022E42FC94";
    static final BaseTransfer TRANSFER = BaseTransfer.of("1101180326", "物流企业", "DXPLGS0000000001");
    static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");

    private Examples() {}

    /// A value that fits a field.
    static String value(Field field) {
        String fixed = field.fixed();
        if (fixed != null) {
            return fixed;
        }
        return switch (field.kind()) {
            case INT -> "1";
            case DECIMAL -> "12.5";
            case EXACT ->
                    field.isGuid()
                            ? GUID
                            : "20260301120000123".substring(0, Math.min(17, field.max()))
                                    + "0".repeat(Math.max(0, field.max() - 17));
            case TEXT -> field.max() < 10 ? "1" : "值" + Math.min(field.max(), 99);
        };
    }

    /// All fields of a block, optional ones included.
    static Map<String, String> values(Block block) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : block.fields()) {
            if (field.writable()) {
                values.put(field.name(), value(field));
            }
        }
        return values;
    }

    static OutgoingNode node(MessageType type, int lines) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; type.list() != null && i < lines; i++) {
            rows.add(values(type.listBlock()));
        }
        return new OutgoingNode(values(type.headBlock()), rows);
    }

    static byte[] message(MessageType type, int nodes) {
        List<OutgoingNode> list = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            list.add(node(type, 2));
        }
        return new CebWriter().write(type, GUID, list, type.isRequest() ? TRANSFER : null);
    }

    public static String text(MessageType type, int nodes) {
        return new String(message(type, nodes), StandardCharsets.UTF_8);
    }

    static Envelope envelope(MessageType type) {
        return Envelope.terminal(
                "COP-1",
                "DXPLGS0000000001",
                List.of("DXPEDCCEB0000002"),
                "2026-03-01T12:00:00",
                type);
    }
}
