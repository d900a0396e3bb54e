package org.liandong.kernel;

import java.time.LocalDate;
import java.util.Map;

/// The decision tables that a regulator may change, each in force from a date.
///
/// A pure function of its arguments and of the tables it was built with: the same question on the same
/// date has the same answer for ever.
public interface Rules {

    /// The answer of the table `rule` in the edition in force on `on`.
    ///
    /// Inputs and outputs are FEEL values: `String`, `BigDecimal`, `Boolean`, `LocalDate`, lists and maps of these.
    ///
    /// @throws NoRuleInForce when no edition of the rule covers the date
    Verdict decide(String rule, LocalDate on, Map<String, Object> inputs);
}
