package org.liandong.app.server.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Json;
import org.liandong.kernel.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Cuts a stream of lines of any length of time into documents, holding no more than one of them.
///
/// Lines are facts as JSON, or wrapped documents: `{"name":"…","document":"<…>"}`, with `"encoding":"base64"` for bytes that
/// are no text. In CSV the first record is the header, and each document gets it anew; a record may go over several lines
/// within quotes.
final class LineStream {

    /// Bytes of facts after which a document is cut: enough to make the cost of a document small.
    private static final int DOCUMENT_BYTES = 64 << 10;

    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final String name;
    private final boolean csv;
    private final int lineMax;
    private final Deadline deadline;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean ended;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean oversize;
    private boolean quoted;
    // Lines of the body that are read, and those before the document that is being gathered.
    private int lines;
    private final ByteArrayOutputStream document = new ByteArrayOutputStream();
    private int documentFrom;
    private byte[] header = {};
    private boolean rows;
    private final Deque<Piece> ready = new ArrayDeque<>();

    /// Told when a document begins and when it is complete, so that a slow sender is noticed.
    interface Deadline {
        void begin();

        void check() throws IOException;

        void end();
    }

    LineStream(InputStream in, String name, boolean csv, int lineMax, Deadline deadline) {
        this.in = in;
        this.name = name;
        this.csv = csv;
        this.lineMax = lineMax;
        this.deadline = deadline;
    }

    /// The next document; null at the end of the stream.
    @Nullable Piece next() throws IOException {
        while (ready.isEmpty() && !ended) {
            if (from == to) {
                // Nobody waits for a document that could be on its way.
                if (document.size() > 0 && in.available() == 0) {
                    cut();
                    continue;
                }
                fill();
            }
            scan();
        }
        return ready.poll();
    }

    private void fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        from = 0;
        to = Math.max(read, 0);
        if (read < 0) {
            ended = true;
            if (line.size() > 0 || oversize) {
                lines++;
                line();
            }
            // A table without rows says nothing; what only calls itself a table is to be told so.
            if (csv && !rows && header.length > 0) {
                documentFrom = 0;
                document.writeBytes(header);
            }
            cut();
        }
    }

    private void scan() throws IOException {
        int start = from;
        while (from < to && ready.isEmpty()) {
            byte b = buffer[from++];
            if (b == '"' && csv) {
                quoted = !quoted;
            }
            if (b == '\n') {
                if (quoted) {
                    lines++;
                    continue;
                }
                add(start, from);
                start = from;
                lines++;
                line();
                deadline.end();
            }
        }
        if (start < from) {
            add(start, from);
            deadline.begin();
            deadline.check();
        }
    }

    private void add(int start, int end) {
        if (line.size() + (end - start) > lineMax) {
            oversize = true;
            line.reset();
        } else if (!oversize) {
            line.write(buffer, start, end - start);
        }
    }

    private void line() throws IOException {
        if (oversize) {
            oversize = false;
            cut();
            ready.add(
                    new Piece(
                            name,
                            new byte[0],
                            lines - 1,
                            new Problem(
                                    "JSON-OVERSIZE",
                                    "",
                                    1,
                                    1,
                                    "The line is longer than %d characters.".formatted(lineMax),
                                    List.of(Integer.toString(lineMax)))));
            documentFrom = lines;
            return;
        }
        byte[] bytes = line.toByteArray();
        line.reset();
        if (csv && header.length == 0) {
            header = bytes;
            documentFrom = lines;
            return;
        }
        Piece wrapped = csv ? null : wrapped(bytes);
        if (wrapped != null) {
            cut();
            ready.add(wrapped);
            documentFrom = lines;
            return;
        }
        if (document.size() == 0 && csv) {
            document.writeBytes(header);
            rows = true;
        }
        document.writeBytes(bytes);
        if (document.size() >= DOCUMENT_BYTES) {
            cut();
        }
    }

    private void cut() {
        if (document.size() > 0) {
            // The header that was put before it is not a line of the body.
            int before = csv ? documentFrom - 1 : documentFrom;
            ready.add(
                    new Piece(
                            documentFrom <= (csv ? 1 : 0)
                                    ? name
                                    : String.format(Locale.ROOT, "%s:%d", name, documentFrom + 1),
                            document.toByteArray(),
                            before,
                            null));
            document.reset();
        }
        documentFrom = lines;
    }

    private @Nullable Piece wrapped(byte[] bytes) {
        if (!contains(bytes, WRAPPED)) {
            return null;
        }
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(bytes);
        } catch (JacksonException e) {
            // The line is said to be no JSON by whoever reads facts.
            return null;
        }
        JsonNode text = tree.path("document");
        if (!text.isString() || tree.has("service")) {
            return null;
        }
        String named = tree.path("name").asString("");
        String of =
                named.isEmpty()
                        ? String.format(Locale.ROOT, "%s:%d", name, lines)
                        : Names.safe(named);
        if (!tree.path("encoding").asString("").equals("base64")) {
            return new Piece(
                    of, text.asString().getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, null);
        }
        try {
            return new Piece(of, Base64.getDecoder().decode(text.asString()), 0, null);
        } catch (IllegalArgumentException e) {
            return new Piece(
                    of,
                    new byte[0],
                    lines - 1,
                    new Problem(
                            "JSON-FIELD",
                            "document",
                            1,
                            1,
                            "The document is not base64.",
                            List.of("document")));
        }
    }

    private static final byte[] WRAPPED =
            "\"document\"".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private static boolean contains(byte[] bytes, byte[] part) {
        outer:
        for (int i = 0; i + part.length <= bytes.length; i++) {
            for (int j = 0; j < part.length; j++) {
                if (bytes[i + j] != part[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
