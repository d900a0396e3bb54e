package org.liandong.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that somebody did and that no service decides on: an account was made, personal data were shown.
///
/// It becomes an entry of the trail of kind `NOTED`, and so part of the chain.
///
/// @param who      who did it, such as `person/lin`
/// @param what     what was done, one word of a fixed list, such as `revealed`
/// @param service  the service it is about, or empty
/// @param caseKey  the case it is about, or null
/// @param document the document it is about, or null
/// @param body     what else there is to say, as JSON; never a secret, since nothing of the trail is ever removed
public record Note(
        String who,
        String what,
        String service,
        @Nullable String caseKey,
        @Nullable Long document,
        Map<String, Object> body) {

    /// Characters of who and what.
    private static final int NAME_MAX = 200;

    public Note {
        require(who, "who");
        require(what, "what");
        if (caseKey != null && service.isEmpty()) {
            throw new IllegalArgumentException(
                    "A note about the case %s must name its service.".formatted(caseKey));
        }
        SideTable.requireText(service);
        if (caseKey != null) {
            SideTable.requireText(caseKey);
        }
        body = Map.copyOf(body);
    }

    /// A note that is about no case.
    public static Note of(String who, String what, Map<String, Object> body) {
        return new Note(who, what, "", null, null, body);
    }

    private static void require(String text, String name) {
        SideTable.requireText(text);
        if (text.isBlank() || text.length() > NAME_MAX) {
            throw new IllegalArgumentException(
                    "A note must say %s, in at most %d characters.".formatted(name, NAME_MAX));
        }
    }
}
