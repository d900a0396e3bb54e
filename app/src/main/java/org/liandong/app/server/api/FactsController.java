package org.liandong.app.server.api;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.Problem;
import org.liandong.app.server.Traces;
import org.liandong.app.server.api.Senders.Sender;
import org.liandong.app.server.api.Turns.Turn;
import org.liandong.engine.Engine;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Takes facts in over HTTP.
@RestController
final class FactsController {

    static final String NDJSON = Upload.NDJSON;
    static final String JSON_LINES = "application/jsonl";
    static final String CSV = "text/csv";

    private final Engine engine;
    private final FactLimits limits;
    private final Turns turns;
    private final LongSupplier nanos;
    private final FactMeters meters;
    private final Traces traces;

    FactsController(
            Engine engine,
            FactLimits limits,
            LongSupplier nanos,
            FactMeters meters,
            Traces traces) {
        this.traces = traces;
        this.meters = meters;
        this.engine = engine;
        this.limits = limits;
        this.nanos = nanos;
        this.turns = new Turns(limits, nanos);
    }

    /// A stream of facts or wrapped documents, one a line, of any length.
    @PostMapping(
            path = "/facts",
            consumes = {NDJSON, JSON_LINES, CSV})
    void stream(
            @RequestParam @Nullable String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        boolean csv = isCsv(request);
        Sender sender = Senders.of(request);
        try (Turn turn = turns.begin(sender.name());
                Upload upload = new Upload(engine, sender.admission(), response, meters, traces)) {
            Watch watch = new Watch();
            LineStream lines =
                    new LineStream(body(request), Names.safe(name), csv, lineMax(), watch);
            @Nullable Problem end = null;
            try {
                for (Piece piece = lines.next();
                        piece != null && upload.take(piece);
                        piece = lines.next()) {
                    TimeUnit.NANOSECONDS.sleep(turn.document());
                }
            } catch (SocketTimeoutException e) {
                end = tooSlow(response);
            } catch (ZipException | EOFException e) {
                end = Problem.of(400, "http.gzip");
            } catch (IOException e) {
                if (isSilent(e)) {
                    end = tooSlow(response);
                } else {
                    // The client has gone, or what it sends is no HTTP; whole documents that it
                    // has sent are taken in.
                    upload.goneAway();
                }
            }
            upload.finish(end);
        }
    }

    /// One document.
    @PostMapping(
            path = "/facts",
            consumes = {
                MediaType.APPLICATION_XML_VALUE,
                MediaType.TEXT_XML_VALUE,
                MediaType.APPLICATION_JSON_VALUE
            })
    void document(
            @RequestParam @Nullable String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        if (request.getContentLengthLong() > limits.documentSize().toBytes()) {
            throw tooLarge();
        }
        Sender sender = Senders.of(request);
        try (Turn turn = turns.begin(sender.name());
                Upload upload = new Upload(engine, sender.admission(), response, meters, traces)) {
            byte[] content;
            try {
                content = whole(body(request));
            } catch (SocketTimeoutException e) {
                throw tooSlow(response);
            } catch (ZipException | EOFException e) {
                throw Problem.of(400, "http.gzip");
            } catch (ClientAbortException e) {
                if (isSilent(e)) {
                    throw tooSlow(response);
                }
                // Whoever has gone does not read this; whoever only counted wrong does.
                throw Problem.of(400, "http.cut");
            }
            turn.document();
            upload.take(new Piece(Names.safe(name), content, 0, null));
            upload.finish();
        }
    }

    /// Documents as a form sends them: each file is one, whatever type it says it is.
    @PostMapping(path = "/facts", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    void files(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException, InterruptedException {
        Sender sender = Senders.of(request);
        try (Turn turn = turns.begin(sender.name());
                Upload upload = new Upload(engine, sender.admission(), response, meters, traces)) {
            for (Part part : request.getParts()) {
                if (part.getSubmittedFileName() == null) {
                    continue;
                }
                try (InputStream in = part.getInputStream()) {
                    if (!upload.take(
                            new Piece(
                                    Names.safe(part.getSubmittedFileName()), whole(in), 0, null))) {
                        break;
                    }
                }
                TimeUnit.NANOSECONDS.sleep(turn.document());
            }
            upload.finish();
        }
    }

    private static boolean isCsv(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(CSV);
    }

    private int lineMax() {
        return (int) Math.min(Integer.MAX_VALUE / 4, limits.documentSize().toBytes());
    }

    private static InputStream body(HttpServletRequest request) throws IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return request.getInputStream();
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            try {
                return new GZIPInputStream(request.getInputStream());
            } catch (java.util.zip.ZipException | java.io.EOFException e) {
                throw Problem.of(400, "http.gzip");
            }
        }
        throw Problem.of(415, "http.encoding", encoding);
    }

    private byte[] whole(InputStream in) throws IOException {
        int max = lineMax();
        Watch watch = new Watch();
        watch.begin();
        java.io.ByteArrayOutputStream content = new java.io.ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (content.size() + read > max) {
                throw tooLarge();
            }
            content.write(buffer, 0, read);
            watch.check();
        }
        return content.toByteArray();
    }

    private Problem tooLarge() {
        return Problem.of(413, "http.size", Long.toString(limits.documentSize().toMegabytes()));
    }

    // The container wraps it like the end of a client that has gone.
    private static boolean isSilent(IOException e) {
        return e.getCause() instanceof SocketTimeoutException;
    }

    // The rest of the body is not waited for.
    private static Problem tooSlow(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        return Problem.of(408);
    }

    /// Notices a document that takes too long to arrive, byte by byte.
    private final class Watch implements LineStream.Deadline {

        private boolean under;
        private long since;

        @Override
        public void begin() {
            if (!under) {
                under = true;
                since = nanos.getAsLong();
            }
        }

        @Override
        public void check() throws SocketTimeoutException {
            if (under && nanos.getAsLong() - since > limits.documentTime().toNanos()) {
                throw new SocketTimeoutException("The document takes too long to arrive.");
            }
        }

        @Override
        public void end() {
            under = false;
        }
    }
}
