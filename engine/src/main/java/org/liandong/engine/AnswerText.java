package org.liandong.engine;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Detail;
import tools.jackson.databind.json.JsonMapper;

/// The ledger's answers as JSON: the one place where a stored value has alternatives.
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

    private AnswerText() {}

    static String write(Answer answer) {
        return MAPPER.writerFor(Answer.class).writeValueAsString(answer);
    }

    static Answer read(String text) {
        return MAPPER.readerFor(Answer.class).readValue(text);
    }
}
