package org.liandong.app.server.tasks;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.liandong.app.Texts;
import org.liandong.app.server.access.Caller;

/// That somebody has a task in hand.
///
/// @param who   as notes name them
/// @param shown as people read it
/// @param until when they have it no more
public record Taken(String who, String shown, Instant until) {

    /// Whether it is this caller who has it.
    public boolean by(Caller caller) {
        return caller.who().equals(who);
    }

    /// For people.
    public String in(Texts texts) {
        return texts.get("page.tasks.taken", shown, Texts.time(until));
    }

    /// For programs. Names of its fields are a contract.
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("by", who);
        json.put("until", until);
        return json;
    }
}
