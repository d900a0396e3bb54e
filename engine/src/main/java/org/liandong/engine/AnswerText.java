package org.liandong.engine;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Detail;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// The ledger's answers as JSON: the one place where a stored value has alternatives.
///
/// Nearly all of them say that something was posted, and stand short: key, number, instant, and where there are such the
/// amount and the members, `["k#1:taken",126,"2026-03-02T06:14:07Z","295.00"]`; `true` stands in front of a member that was answered
/// before. The others are objects with all their names.
final class AnswerText {

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface Alternatives {}

    private static final JsonMapper MAPPER =
            Json.mapper()
                    .rebuild()
                    .addMixIn(Answer.class, Alternatives.class)
                    .addMixIn(Detail.class, Alternatives.class)
                    .registerSubtypes(Answer.class.getPermittedSubclasses())
                    .registerSubtypes(Detail.class.getPermittedSubclasses())
                    .build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(Answer.class);
    private static final ObjectReader READER = MAPPER.readerFor(Answer.class);

    private AnswerText() {}

    static String write(Answer answer) {
        if (!isShort(answer)) {
            return WRITER.writeValueAsString(answer);
        }
        StringWriter text = new StringWriter(160);
        try (JsonGenerator to = MAPPER.createGenerator(text)) {
            write((Answer.Posted) answer, to);
        }
        return text.toString();
    }

    private static boolean isShort(Answer answer) {
        return answer instanceof Answer.Posted(_, _, _, _, var members, _)
                && members.stream().allMatch(AnswerText::isShort);
    }

    private static void write(Answer.Posted posted, JsonGenerator to) {
        BigDecimal amount = posted.amount();
        to.writeStartArray();
        if (posted.replayed()) {
            to.writeBoolean(true);
        }
        to.writeString(posted.key());
        to.writeNumber(posted.seq());
        to.writeString(posted.bookedAt().toString());
        if (amount != null) {
            to.writeString(amount.toPlainString());
        }
        for (Answer member : posted.members()) {
            write((Answer.Posted) member, to);
        }
        to.writeEndArray();
    }

    static Answer read(String text) {
        return text.startsWith("[") ? posted(MAPPER.readTree(text)) : READER.readValue(text);
    }

    private static Answer.Posted posted(JsonNode values) {
        boolean replayed = values.get(0).isBoolean();
        int at = replayed ? 1 : 0;
        @Nullable BigDecimal amount = null;
        List<Answer> members = new ArrayList<>();
        for (int i = at + 3; i < values.size(); i++) {
            JsonNode value = values.get(i);
            if (value.isArray()) {
                members.add(posted(value));
            } else {
                amount = new BigDecimal(value.asString());
            }
        }
        return new Answer.Posted(
                values.get(at).asString(),
                values.get(at + 1).asLong(),
                Instant.parse(values.get(at + 2).asString()),
                amount,
                members,
                replayed);
    }
}
