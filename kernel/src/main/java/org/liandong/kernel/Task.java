package org.liandong.kernel;

import java.util.List;

/// A question to an officer's role, answered by a fact.
///
/// @param id       unique within the case
/// @param role     who may answer
/// @param question key of the question's text
/// @param reasons  why a person is asked
/// @param options  the answers that are possible
public record Task(
        String id, String role, String question, List<Reason> reasons, List<String> options) {

    public Task {
        Require.text(id, "id of a task");
        reasons = List.copyOf(reasons);
        options = List.copyOf(options);
    }
}
