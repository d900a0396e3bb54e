package org.liandong.kernel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.liandong.kernel.Simulation.Sink;

/// What the senders of a simulated day send: lines of facts, as [FactLine] writes them, that go out in documents.
public final class Sendings {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int LINES_A_DOCUMENT = 50;

    /// A line at its time.
    ///
    /// @param order among what is sent at one instant
    public record Sending(Instant at, long order, String line) {}

    private final List<Sending> sendings = new ArrayList<>();

    /// Something is sent, as a [Sending].
    public void add(Instant at, long order, String line) {
        sendings.add(new Sending(at, order, line));
    }

    public void addAll(List<Sending> more) {
        sendings.addAll(more);
    }

    /// Hands all over in the order of their times. A document goes out with its last line, and none waits for another day.
    ///
    /// @param name how the names of the documents begin
    /// @return how many documents they are
    public long to(Sink sink, String name) {
        sendings.sort(Comparator.comparing(Sending::at).thenComparingLong(Sending::order));
        long documents = 0;
        int from = 0;
        while (from < sendings.size()) {
            int to = Math.min(from + LINES_A_DOCUMENT, sendings.size());
            LocalDate day = dayOf(sendings.get(from));
            while (!dayOf(sendings.get(to - 1)).equals(day)) {
                to--;
            }
            StringBuilder text = new StringBuilder();
            sendings.subList(from, to).forEach(sending -> text.append(sending.line()));
            documents++;
            sink.document(
                    "%s-%08d.jsonl".formatted(name, documents),
                    sendings.get(to - 1).at(),
                    text.toString().getBytes(StandardCharsets.UTF_8));
            from = to;
        }
        return documents;
    }

    private static LocalDate dayOf(Sending sending) {
        return LocalDate.ofInstant(sending.at(), ZONE);
    }

    /// What a day must come to, as a JSON object.
    ///
    /// @param what     the cases are
    /// @param statuses how many of them are where in the evening
    /// @param kinds    how many of them are of each kind
    public static String json(String what, Map<String, Long> statuses, Map<String, Long> kinds) {
        return "{\"%s\":%s,\"kinds\":%s}\n".formatted(what, json(statuses), json(kinds));
    }

    private static String json(Map<String, Long> counts) {
        List<String> members = new ArrayList<>();
        counts.forEach((name, count) -> members.add("\"" + name + "\":" + count));
        return "{" + String.join(",", members) + "}";
    }
}
