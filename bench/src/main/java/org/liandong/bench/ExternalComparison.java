package org.liandong.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.liandong.importrefund.BookComparison.Asked;
import org.liandong.importrefund.BookComparison.Booked;
import org.liandong.importrefund.BookComparison.Result;
import org.liandong.importrefund.DailyComparison;
import org.liandong.importrefund.DailyComparison.Booking;
import org.liandong.importrefund.DailyComparison.Request;

/// Compares two files that are larger than memory: both are divided into parts by the number of the book, in temporary files, and
/// then compared part by part with the rule of the service.
final class ExternalComparison {

    // So small that a part of both files lies in memory many times over.
    private static final int ROWS_A_PART = 100_000;
    private static final int PARTS_MAX = 512;
    private static final int BUFFER = 1 << 14;
    private static final int READ_BUFFER = 1 << 18;
    private static final int SAID_EVERY = 1 << 17;

    private final DailyComparison comparison;
    private final ComparisonData data;
    private final Path folder;
    private final int parts;
    private final int day;
    private final Progress progress;

    /// Told how many rows have been done.
    interface Progress {
        void done(long rows);
    }

    ExternalComparison(
            DailyComparison comparison,
            ComparisonData data,
            Path folder,
            long rows,
            LocalDate day,
            Progress progress) {
        this.comparison = comparison;
        this.data = data;
        this.folder = folder;
        this.parts = Math.clamp(rows / ROWS_A_PART + 1, 1, PARTS_MAX);
        this.day = Math.toIntExact(day.toEpochDay());
        this.progress = progress;
    }

    /// How many requests have each result.
    Map<Result, Long> run() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        Map<Result, Long> counts = new EnumMap<>(Result.class);
        try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
            List<Future<Map<Result, Long>>> dividing = new ArrayList<>();
            dividing.add(workers.submit(() -> divide(data.books, "books", 0)));
            dividing.add(workers.submit(() -> divide(data.requests, "requests", 1)));
            for (Future<Map<Result, Long>> one : dividing) {
                one.get();
            }
            List<Future<Map<Result, Long>>> comparing = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                int one = part;
                Callable<Map<Result, Long>> task = () -> compare(one);
                comparing.add(workers.submit(task));
            }
            for (Future<Map<Result, Long>> one : comparing) {
                one.get().forEach((result, count) -> counts.merge(result, count, Long::sum));
            }
        }
        return counts;
    }

    private Path part(String name, int part) {
        return folder.resolve(name + "-" + part);
    }

    // ---- dividing

    private Map<Result, Long> divide(Path file, String name, int numberColumn) throws IOException {
        List<OutputStream> outs = new ArrayList<>();
        try {
            for (int part = 0; part < parts; part++) {
                outs.add(new BufferedOutputStream(Files.newOutputStream(part(name, part)), BUFFER));
            }
            try (Lines lines = new Lines(file)) {
                long rows = 0;
                while (lines.next()) {
                    int to = DailyComparison.part(lines.cell(numberColumn), parts);
                    lines.copyTo(outs.get(to));
                    if (++rows % SAID_EVERY == 0) {
                        progress.done(SAID_EVERY);
                    }
                }
            }
        } finally {
            for (OutputStream out : outs) {
                out.close();
            }
        }
        return Map.of();
    }

    // ---- comparing

    private Map<Result, Long> compare(int part) throws IOException {
        Map<String, Integer> days = new HashMap<>();
        List<Booking> bookings = new ArrayList<>();
        Path books = part("books", part);
        try (Lines lines = new Lines(books)) {
            while (lines.next()) {
                bookings.add(
                        new Booking(
                                lines.cell(0),
                                new Booked(
                                        day(days, lines.cell(1)),
                                        lines.number(2),
                                        lines.cell(3),
                                        lines.cell(4),
                                        day(days, lines.cell(5)))));
            }
        }
        Files.delete(books);
        List<Request> asked = new ArrayList<>();
        Path requests = part("requests", part);
        try (Lines lines = new Lines(requests)) {
            while (lines.next()) {
                asked.add(
                        new Request(
                                lines.cell(0),
                                lines.cell(1),
                                new Asked(
                                        day(days, lines.cell(2)),
                                        lines.number(3),
                                        lines.cell(4),
                                        day(days, lines.cell(5)),
                                        Integer.MAX_VALUE,
                                        false)));
            }
        }
        Files.delete(requests);
        Map<Result, Long> counts = new EnumMap<>(Result.class);
        try (OutputStream out =
                new BufferedOutputStream(
                        Files.newOutputStream(part("results", part)), READ_BUFFER)) {
            comparison.compare(
                    bookings,
                    asked,
                    day,
                    (request, result) -> {
                        counts.merge(result, 1L, Long::sum);
                        write(out, request, result);
                    });
        }
        progress.done(asked.size());
        return counts;
    }

    private static int day(Map<String, Integer> days, String date) {
        return days.computeIfAbsent(
                date, text -> Math.toIntExact(LocalDate.parse(text).toEpochDay()));
    }

    private static void write(OutputStream out, Request request, Result result) {
        try {
            out.write(
                    (request.requestNo() + ',' + result + '\n')
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Lines of comma-separated values without quotes, read without an object for each.
    private static final class Lines implements AutoCloseable {

        private static final int CELLS_MAX = 8;

        private final InputStream in;
        private final byte[] buffer = new byte[READ_BUFFER];
        private final int[] ends = new int[CELLS_MAX];
        private int from;
        private int to;
        private int start;
        private int end;

        Lines(Path file) throws IOException {
            in = Files.newInputStream(file);
        }

        boolean next() throws IOException {
            int cells = 0;
            int at = from;
            while (true) {
                if (at == to) {
                    int kept = to - from;
                    System.arraycopy(buffer, from, buffer, 0, kept);
                    for (int i = 0; i < cells; i++) {
                        ends[i] -= from;
                    }
                    int more = in.read(buffer, kept, buffer.length - kept);
                    if (more <= 0) {
                        return false;
                    }
                    at = kept;
                    from = 0;
                    to = kept + more;
                }
                byte c = buffer[at];
                if (c == ',' || c == '\n') {
                    ends[cells++] = at;
                    if (c == '\n') {
                        start = from;
                        end = at + 1;
                        from = end;
                        return true;
                    }
                }
                at++;
            }
        }

        private int begin(int cell) {
            return cell == 0 ? start : ends[cell - 1] + 1;
        }

        String cell(int cell) {
            int begin = begin(cell);
            return new String(buffer, begin, ends[cell] - begin, StandardCharsets.ISO_8859_1);
        }

        long number(int cell) {
            long number = 0;
            for (int i = begin(cell); i < ends[cell]; i++) {
                number = number * 10 + buffer[i] - '0';
            }
            return number;
        }

        void copyTo(OutputStream out) throws IOException {
            out.write(buffer, start, end - start);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
