package org.liandong.dutyguarantee.simulator;

import java.util.SplittableRandom;

/// Randomness by place instead of by turn: what befalls declaration 17 does not depend on who asked before.
final class Chance {

    // The fractional part of the golden ratio, as SplittableRandom uses it.
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Chance() {}

    private static long bits(long seed, long stream, long place) {
        return new SplittableRandom(seed + GOLDEN * (place + 1) + stream * 0xD1B54A32D192ED03L)
                .nextLong();
    }

    /// A number from 0 to below 1.
    static double unit(long seed, long stream, long place) {
        return (bits(seed, stream, place) >>> 11) * 0x1.0p-53;
    }

    /// A number from 0 to below a bound.
    static int below(int bound, long seed, long stream, long place) {
        return (int) Long.remainderUnsigned(bits(seed, stream, place), bound);
    }

    /// A random sequence that starts at a place of a stream.
    static SplittableRandom sequence(long seed, long stream, long place) {
        return new SplittableRandom(bits(seed, stream, place));
    }
}
