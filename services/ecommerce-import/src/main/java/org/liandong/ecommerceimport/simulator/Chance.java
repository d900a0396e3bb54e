package org.liandong.ecommerceimport.simulator;

import java.util.SplittableRandom;

/// Randomness by place instead of by turn: what befalls parcel 17 does not depend on who asked before.
final class Chance {

    // The fractional part of the golden ratio, as SplittableRandom uses it: neighbouring places
    // get unrelated streams.
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Chance() {}

    /// The bits at a place of a stream: the finaliser of MurmurHash3 in Stafford's variant 13.
    static long bits(long seed, long stream, long place) {
        long z = seed + GOLDEN * (place + 1) + stream * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// A number from 0 to below 1 at a place of a stream.
    static double unit(long seed, long stream, long place) {
        return (bits(seed, stream, place) >>> 11) * 0x1.0p-53;
    }

    /// A random sequence that starts at a place of a stream.
    static SplittableRandom sequence(long seed, long stream, long place) {
        return new SplittableRandom(bits(seed, stream, place));
    }

    /// A record key of 36 characters, capital letters.
    static String guid(SplittableRandom random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        char[] text = new char[36];
        int at = 0;
        for (int i = 0; i < 32; i++) {
            if (i == 8 || i == 12 || i == 16 || i == 20) {
                text[at++] = '-';
            }
            long half = i < 16 ? high : low;
            text[at++] = HEX[(int) (half >>> (60 - 4 * (i & 15))) & 15];
        }
        return new String(text);
    }
}
