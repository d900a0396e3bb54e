package org.liandong.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Why a person is asked. The words are the service's, `reason.<code>`; three codes are known everywhere.
///
/// @param code      key of the text
/// @param arguments what the text names
public record Reason(String code, List<String> arguments) {

    /// A check: its rule, then field and value of either side.
    public static final String CHECK = "check";

    /// What has not come, by its name in a decision.
    public static final String MISSING = "missing";

    /// A number that is asked about, and what is to be said of it.
    public static final String ABOUT = "about";

    public Reason {
        Require.text(code, "code of a reason");
        arguments = List.copyOf(arguments);
    }

    public static Reason of(String code, String... arguments) {
        return new Reason(code, Arrays.asList(arguments));
    }

    /// A check that fails, or that a person must judge.
    public static Reason of(Check check) {
        return of(
                CHECK,
                check.rule(),
                check.left().field(),
                Objects.requireNonNullElse(check.left().value(), "-"),
                check.right().field(),
                Objects.requireNonNullElse(check.right().value(), "-"));
    }

    /// A number that is asked about, and what is to be said of it, such as an amount.
    public static Reason about(String... said) {
        return of(ABOUT, said);
    }

    /// Something that has not come.
    public static Reason missing(String name) {
        return of(MISSING, name);
    }
}
