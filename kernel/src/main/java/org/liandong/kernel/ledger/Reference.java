package org.liandong.kernel.ledger;

import org.jspecify.annotations.Nullable;

/// Why value is moved or held. Section 2 of the ledger model.
///
/// The ledger answers `MALFORMED` to a command whose case, decision or reason is blank.
///
/// @param caseId    the case it belongs to
/// @param decision  the decision that asked for it
/// @param reason    in words that a person can read
/// @param rule      the rule and edition behind the decision; null when there is none
public record Reference(String caseId, String decision, String reason, @Nullable String rule) {

    /// A reference that names no rule.
    public static Reference of(String caseId, String decision, String reason) {
        return new Reference(caseId, decision, reason, null);
    }
}
