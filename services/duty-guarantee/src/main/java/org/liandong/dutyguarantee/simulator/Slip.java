package org.liandong.dutyguarantee.simulator;

/// What goes wrong with a simulated declaration, with the check that must find it.
public enum Slip {
    /// Nothing is wrong.
    NONE("", "released", 0),
    /// The filing does not name the customs of the declaration.
    WRONG_CUSTOMS("G2", "refused", 8),
    /// The filing has ended.
    ENDED("G3", "refused", 8),
    /// The filing is suspended.
    SUSPENDED("G5", "refused", 4),
    /// The filing is that of another taxpayer.
    OTHER_TAXPAYER("G8", "refused", 6),
    /// The filing serves another business.
    OTHER_BUSINESS("G1", "refused", 6),
    /// The net weight is above the gross weight.
    WEIGHT("X1", "refused", 5),
    /// A container number was mistyped.
    CONTAINER("X3", "refused", 6),
    /// Nobody filed the guarantee that it names.
    NOT_FILED("", "waiting", 5),
    /// The filing has no room for it.
    NO_ROOM("Q1", "waiting", 5),
    /// The acceptance never comes.
    NOT_ACCEPTED("", "collecting", 5),
    /// A required element is missing, so that the message cannot be used.
    NO_ELEMENT("", "collecting", 5),
    /// The message breaks off in the middle.
    TORN("", "collecting", 4),
    /// The message comes twice, byte for byte.
    REPEAT("", "released", 8),
    /// Under the same numbers comes a message that says something else, after the first.
    CONFLICT("", "released", 4),
    /// The message comes after everything else.
    LATE("", "released", 8);

    private final String check;
    private final String ending;
    private final int weight;

    Slip(String check, String ending, int weight) {
        this.check = check;
        this.ending = ending;
        this.weight = weight;
    }

    /// The check that must fail, or empty when no check speaks of it.
    public String check() {
        return check;
    }

    /// Where the declaration stands at the end of the day, if nothing else befalls it.
    public String ending() {
        return ending;
    }

    /// Its share among the errors of an ordinary day.
    int weight() {
        return weight;
    }
}
