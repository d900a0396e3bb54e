package org.liandong.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.LongConsumer;

/// Payment books and requests for deduction as two shuffled files of comma-separated values, in which each result of the comparison
/// has its share.
///
/// Requests come in pairs. Of 200 pairs two ask for one book under both of its names, and two under one name twice. Of 1,000 other requests 20
/// have another amount, 10 another day of issue, 5 another name; 20 ask for a book that is not there yet, 10 for one whose period
/// is over; 3 have a number that is none, 2 come too late. The others match.
final class ComparisonData {

    /// The day of the comparison.
    static final LocalDate DAY = LocalDate.of(2026, 3, 3);

    private static final String ISSUED = "2026-01-08";
    private static final String ISSUED_OTHERWISE = "2026-01-09";
    private static final String ISSUED_LONG_AGO = "2016-01-08";
    private static final String BOOKED = "2026-01-10";
    private static final String REQUESTED = "2026-03-02";
    private static final String REQUESTED_BEFORE = "2026-02-27";

    private static final int BUFFER = 1 << 20;
    private static final int SAID_EVERY = 1 << 16;

    final Path books;
    final Path requests;
    private final long count;

    /// @param count books, and as many requests; even
    ComparisonData(Path folder, long count) {
        this.books = folder.resolve("books.csv");
        this.requests = folder.resolve("requests.csv");
        this.count = count;
    }

    /// Writes both files.
    ///
    /// @param progress told how many rows are written
    void write(LongConsumer progress) throws IOException {
        try (OutputStream out = open(books)) {
            for (long i = 0; i < count; i++) {
                out.write(book(shuffled(i, 1)).getBytes(StandardCharsets.US_ASCII));
                say(progress, i);
            }
        }
        try (OutputStream out = open(requests)) {
            for (long i = 0; i < count; i++) {
                out.write(request(shuffled(i, 2)).getBytes(StandardCharsets.US_ASCII));
                say(progress, count + i);
            }
        }
        progress.accept(2 * count);
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    private static void say(LongConsumer progress, long written) {
        if (written % SAID_EVERY == 0) {
            progress.accept(written);
        }
    }

    // A permutation of all rows: a Feistel network of four rounds over the next power of four,
    // applied until it falls among the rows.
    private long shuffled(long i, long key) {
        int half = (64 - Long.numberOfLeadingZeros(Math.max(count - 1, 1)) + 1) / 2;
        long mask = (1L << half) - 1;
        long at = i;
        do {
            long left = at >>> half;
            long right = at & mask;
            for (int round = 0; round < 4; round++) {
                long next = left ^ (mixed(right * 8 + round * 2L + key) & mask);
                left = right;
                right = next;
            }
            at = left << half | right;
        } while (at >= count);
        return at;
    }

    private static long mixed(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static String number(long k) {
        return "423020261%09d-L01".formatted(k);
    }

    private static String payer(long k) {
        return "91370%013d".formatted(mixed(k) >>> 24);
    }

    private static String owner(long k) {
        return k % 2 == 0 && pair(k) < 2 ? "91371%013d".formatted(mixed(k) >>> 24) : "";
    }

    private static long fen(long k) {
        return 100 + (mixed(k + 7) >>> 40);
    }

    private static long pair(long k) {
        return Math.floorMod(mixed(k / 2 + 1_000_003), 200);
    }

    private static String book(long k) {
        return number(k) + ',' + ISSUED + ',' + fen(k) + ',' + payer(k) + ',' + owner(k) + ','
                + BOOKED + '\n';
    }

    private String request(long k) {
        long pair = pair(k);
        if (pair < 4) {
            long book = k - k % 2;
            boolean second = k % 2 == 1;
            String taxpayer = second && pair < 2 ? owner(book) : payer(book);
            return row(k, number(book), ISSUED, fen(book), taxpayer, REQUESTED);
        }
        long kind = Math.floorMod(mixed(k + 99_991), 1000);
        if (kind < 20) {
            return row(k, number(k), ISSUED, fen(k) + 1, payer(k), REQUESTED);
        }
        if (kind < 30) {
            return row(k, number(k), ISSUED_OTHERWISE, fen(k), payer(k), REQUESTED);
        }
        if (kind < 35) {
            return row(k, number(k), ISSUED, fen(k), payer(k + 1), REQUESTED);
        }
        if (kind < 55) {
            return row(k, number(k + count), ISSUED, fen(k), payer(k), REQUESTED);
        }
        if (kind < 65) {
            return row(k, number(k + count), ISSUED, fen(k), payer(k), REQUESTED_BEFORE)
                    .replace(ISSUED, "2025-12-08");
        }
        if (kind < 68) {
            return row(k, number(k).replace('L', 'A'), ISSUED, fen(k), payer(k), REQUESTED);
        }
        if (kind < 70) {
            return row(k, number(k), ISSUED_LONG_AGO, fen(k), payer(k), REQUESTED);
        }
        return row(k, number(k), ISSUED, fen(k), payer(k), REQUESTED);
    }

    private static String row(
            long k, String number, String issued, long fen, String taxpayer, String requested) {
        return "D%010d".formatted(k)
                + ','
                + number
                + ','
                + issued
                + ','
                + fen
                + ','
                + taxpayer
                + ','
                + requested
                + '\n';
    }
}
