package org.liandong.ecommerceimport.ceb;

/// How much of a message is accepted before it is refused, so that no sender can exhaust the machine of all others.
///
/// @param bytesMax greatest message in bytes, envelope included
public record ReadingLimits(int bytesMax) {

    /// 64 MiB: a full batch of 100 lists with 99 lines each has about 10 MB, a third more in Base64, twice as much in UTF-16.
    public static final ReadingLimits DEFAULT = new ReadingLimits(64 << 20);

    /// Deepest nesting. A field is at depth 4, a signature at 6; an extension message of an enterprise may be deeper.
    static final int DEPTH_MAX = 64;

    /// Most attributes and namespaces of an element. The root has two and at most a handful of schema hints.
    static final int ATTRIBUTES_MAX = 32;

    /// Longest tag in bytes. A root with its namespaces and schema hints has a few hundred.
    static final int TAG_BYTES_MAX = 4_096;

    /// Most different names besides those of CEB: the parser keeps every name it meets and searches them in ever longer lists,
    /// so that a hundred thousand of them would take half a minute. A signature has some twenty.
    static final int FOREIGN_NAMES_MAX = 500;

    /// What a further prefix counts for, because it makes a new name of each element it is used with.
    static final int NAMES_PER_PREFIX = 25;

    /// Longest text kept of a field with a limit of its own: above it only the length is reported. The longest field has 5,000.
    static final int TEXT_KEPT_MAX = 16_384;

    /// Most problems listed of one node, and most warnings of a message: enough for every field of a node to be wrong once and
    /// few enough for a list to be read by a person.
    static final int PROBLEMS_MAX = 200;

    /// Longest list of mailboxes or keys kept of an envelope; the schema allows five.
    static final int ENVELOPE_VALUES_MAX = 5;

    /// Longest text kept of an envelope's field; the schema allows 255.
    static final int ENVELOPE_TEXT_MAX = 1_024;

    public ReadingLimits {
        if (bytesMax < 1) {
            throw new IllegalArgumentException(
                    "The greatest message must have at least 1 byte, not %d.".formatted(bytesMax));
        }
    }
}
