package org.liandong.kernel;

/// The identity of a fact: its source's own number for it.
///
/// The same body again under one identity is a repeat and changes nothing; another body is a conflict and is refused.
///
/// @param source who asserts the fact, by the code its standard uses
/// @param id     the source's number for the fact, unique within the source
public record FactId(String source, String id) {

    public FactId {
        Require.text(source, "source of a fact");
        Require.text(id, "id of a fact");
    }

    @Override
    public String toString() {
        return source + ":" + id;
    }
}
