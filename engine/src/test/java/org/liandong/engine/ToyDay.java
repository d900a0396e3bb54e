package org.liandong.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A stream of documents that is the same every time, and what of a store must be the same after it.
final class ToyDay {

    private ToyDay() {}

    /// The document of a place in the stream: a room, then visitors who come, leave things and go.
    static byte[] document(int place) {
        String id = Integer.toString(place);
        String visitor = "v" + place;
        if (place == 0) {
            return Toy.document(Toy.line(id, new Toy.Offered("east", 1_000_000)));
        }
        return switch (place % 4) {
            case 1 -> Toy.document(Toy.line(id, new Toy.Asked(visitor, "east", 2, "t" + place)));
            case 2 -> Toy.document(Toy.line(id, new Toy.Left("v" + (place - 1), "east")));
            // The ticket comes before the visitor who claims it.
            case 3 -> Toy.document(Toy.line(id, new Toy.Coat("t" + (place + 2), "red")));
            default -> Toy.document(Toy.line(id, new Toy.Burst(visitor)));
        };
    }

    /// Every row of a store that does not count documents, which are kept again when they are sent again.
    static List<String> rows(String store) {
        List<String> rows = new ArrayList<>();
        try (SqlStore reading = SqlStore.openForReading(store)) {
            for (String sql :
                    List.of(
                            "select seq, at, kind, service, case_key, source, fact_id, type, body, effects from trail order by seq",
                            "select service, case_key, status, seq, state_type, state from cases order by service, case_key",
                            "select name, version, total_in, total_out, reserved_in, reserved_out from account order by name",
                            "select seq, hash from ledger_transaction order by seq",
                            "select id, state, remaining from hold order by id",
                            "select case_key, name, state, due_at from clock order by service, case_key, name",
                            "select id, seq, case_key, type, subject, body from message order by id",
                            "select scheme, value, case_key from claim order by scheme, value",
                            "select scheme, value, facts from parked order by scheme, value",
                            "select seq from identity order by seq")) {
                reading.each(sql, row -> rows.add(sql.substring(7, 20) + text(row)));
            }
        }
        return rows;
    }

    private static String text(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            text.append('|')
                    .append(
                            value instanceof byte[] bytes
                                    ? HexFormat.of().formatHex(bytes)
                                    : value);
        }
        return text.toString();
    }
}
