package org.liandong.kernel;

import java.util.List;
import java.util.Map;

/// An outbound message as data, in the field names of its standard.
///
/// @param type    the message type, such as `CEB622`
/// @param to      whom it is for, by the code its standard uses
/// @param subject what it speaks of; a later message of the same type and subject overrules an earlier one
/// @param head    field names and values; absent fields are left out
/// @param lines   the lines, if the type has any
public record Message(
        String type,
        String to,
        String subject,
        Map<String, String> head,
        List<Map<String, String>> lines) {

    public Message {
        Require.text(type, "type of a message");
        head = Map.copyOf(head);
        lines = List.copyOf(lines);
    }
}
