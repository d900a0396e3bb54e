package org.liandong.app.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Shown;
import org.liandong.app.server.Reads;
import org.liandong.engine.Json;
import org.liandong.engine.Note;
import org.liandong.engine.Originals;
import org.liandong.engine.Originals.Original;
import org.liandong.engine.StoreFailure;
import org.liandong.engine.Views.FactLine;
import org.liandong.engine.Views.OneCase;
import tools.jackson.databind.JsonNode;

/// Shows what is masked everywhere else, to whoever may see it and says why. First it is written down, then shown.
public final class Reveals {

    private static final int REASON_MIN = 5;
    private static final int REASON_MAX = 500;

    private final Acts acts;
    private final Reads reads;
    private final byte[] secret;

    Reveals(Acts acts, Reads reads, byte[] secret) {
        this.acts = acts;
        this.reads = reads;
        this.secret = secret.clone();
    }

    /// A value that is masked elsewhere.
    ///
    /// @param seq   entry of the trail that its fact is
    /// @param type  type of the fact
    /// @param field where it stands in the fact, such as `order.buyerName`
    public record Value(long seq, String type, String field, String value) {}

    /// What was shown.
    ///
    /// @param note the entry of the trail that says so
    public record Clear(long note, List<Value> values) {}

    /// The personal data of a case; null when there is no such case for this caller.
    ///
    /// @throws Refusal when the reason is none
    public @Nullable Clear ofCase(Caller caller, String service, String key, String reason) {
        requireReason(reason);
        OneCase known =
                reads.read(views ->
                        caller.worksOn(service, key, views::owner)
                                ? views.one(service, key)
                                : null);
        if (known == null) {
            return null;
        }
        long note =
                acts.note(
                        new Note(
                                caller.who(),
                                "revealed",
                                service,
                                key,
                                null,
                                Map.of("reason", reason.strip())));
        List<Value> values = new ArrayList<>();
        for (FactLine fact : known.facts()) {
            if (!fact.body().isEmpty() && !fact.kind().equals("noted")) {
                JsonNode clear = Json.mapper().readTree(fact.body());
                collect(fact, "", clear, Shown.fact(fact.body()), values);
            }
        }
        return new Clear(note, values);
    }

    private static void collect(
            FactLine fact, String path, JsonNode clear, JsonNode masked, List<Value> values) {
        if (clear.isObject() && masked.isObject()) {
            clear.properties()
                    .forEach(property -> {
                        JsonNode other = masked.get(property.getKey());
                        if (other != null) {
                            String field =
                                    path.isEmpty()
                                            ? property.getKey()
                                            : path + "." + property.getKey();
                            collect(fact, field, property.getValue(), other, values);
                        }
                    });
        } else if (clear.isArray() && masked.isArray()) {
            for (int i = 0; i < clear.size(); i++) {
                collect(fact, path + "[" + i + "]", clear.get(i), masked.get(i), values);
            }
        } else if (clear.isString() && !clear.equals(masked)) {
            values.add(new Value(fact.seq(), fact.type(), path, clear.asString()));
        }
    }

    /// A document as it came; null when there is none that this caller may see.
    ///
    /// @param service the service that it came to
    /// @param key     a case that it brought a fact to; null for one of which something was set aside
    /// @throws Refusal      when the reason is none
    /// @throws StoreFailure when it was sealed under another key, or was changed
    public Original.@Nullable Whole ofDocument(
            Caller caller, String service, @Nullable String key, long document, String reason) {
        requireReason(reason);
        // It may have brought facts to the cases of others, too.
        if (!caller.maySee(service)) {
            return null;
        }
        Original original =
                reads.read(views -> {
                    Originals originals = views.originals(secret);
                    boolean belongs =
                            key == null
                                    ? originals.setAside(service, document)
                                    : originals.broughtTo(service, key, document);
                    return belongs ? originals.original(document) : new Original.Unknown();
                });
        return switch (original) {
            case Original.Unknown _ -> null;
            case Original.Altered _, Original.OtherKey _ ->
                    throw new StoreFailure("The document %d cannot be opened.".formatted(document));
            case Original.Whole whole -> {
                acts.note(
                        new Note(
                                caller.who(),
                                "document-revealed",
                                service,
                                key,
                                document,
                                Map.of("reason", reason.strip())));
                yield whole;
            }
        };
    }

    private static void requireReason(String reason) {
        int length = reason.strip().length();
        if (length < REASON_MIN || length > REASON_MAX) {
            throw new Refusal("access.reason-bad");
        }
    }
}
