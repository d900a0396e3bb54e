package org.liandong.kernel;

import org.jspecify.annotations.Nullable;

/// One comparison, with both values and where each came from.
///
/// @param rule   number of the rule, such as `A1`
/// @param result whether it holds
/// @param left   the value that is checked
/// @param right  what it is held against
/// @param code   the official reason code of a failure, or empty where none is known
public record Check(String rule, Result result, Operand left, Operand right, String code) {

    public Check {
        Require.text(rule, "rule of a check");
    }

    /// How a check came out.
    public enum Result {
        PASSED,
        FAILED,
        /// It could not be made: a person must look.
        UNDECIDED
    }

    /// A value and its origin.
    ///
    /// @param field document and field, such as `payment.amountPaid`, or the source of a fixed value
    /// @param value as it is shown: personal values masked
    public record Operand(String field, @Nullable String value) {}
}
