package org.liandong.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.engine.Json;

/// An officer's answer to a task, as the fact that a service takes.
///
/// The facts are those of retail import: its parcels and its aggregated bills each have their own.
public final class TaskAnswer {

    private static final String BILL = "bill:";

    private TaskAnswer() {}

    /// The fact as a document, or null when nothing of this service is answered so.
    public static byte @Nullable [] fact(
            String service,
            String key,
            String task,
            String answer,
            String reason,
            String officer,
            Instant at) {
        if (!service.equals(ImportModule.NAME)) {
            return null;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        int slash = key.indexOf('/');
        String type;
        if (key.startsWith(BILL)) {
            type = "bill-answered";
            body.put("entDutyNo", key.substring(BILL.length()));
        } else if (slash > 0) {
            type = "officer-answered";
            body.put("ebpCode", key.substring(0, slash));
            body.put("orderNo", key.substring(slash + 1));
        } else {
            return null;
        }
        body.put("task", task);
        body.put("answer", answer);
        body.put("reason", reason);
        body.put("officer", officer);
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("service", service);
        fact.put("type", type);
        fact.put("source", "officer/" + officer);
        fact.put("id", key + "/" + task + "/" + at.toEpochMilli());
        fact.put("body", body);
        return (Json.mapper().writeValueAsString(fact) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
