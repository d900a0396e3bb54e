package org.liandong.ecommerceimport.ceb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the messages of others: leniently where the meaning is clear, and with the exact place of everything that is wrong.
///
/// Accepted besides what the schema has: any prefix or no namespace, elements in any order, unknown elements (a warning), empty
/// optional elements (absent), the misspellings of the official PDF, white space around values, UTF-8 with a byte order mark,
/// UTF-16, GBK and GB18030, lower-case guids and versions like v1.0 (a warning). The message may come bare or in an envelope.
///
/// One bad node never affects its neighbours: it carries its own problems. A message that is no CEB message, or not well-formed
/// XML, or beyond a limit, is refused as a whole with one problem. Instances hold no state and may be shared by threads.
public final class CebReader {

    /// The root elements of the envelopes that may hold a message.
    public static final List<String> ENVELOPES = EnvelopeParser.ROOTS;

    private final ReadingLimits limits;

    /// A reader with the limits that fit every legitimate message.
    public CebReader() {
        this(ReadingLimits.DEFAULT);
    }

    /// A reader with limits of its own.
    public CebReader(ReadingLimits limits) {
        this.limits = limits;
    }

    /// Reads one message, bare or in an envelope. The array is kept by the message and must not be changed afterwards.
    public Reading read(byte[] bytes) {
        @Nullable Envelope envelope = null;
        @Nullable XmlCursor cursor = null;
        try {
            if (bytes.length > limits.bytesMax()) {
                List<String> arguments =
                        List.of(String.valueOf(bytes.length), String.valueOf(limits.bytesMax()));
                return new Unreadable(
                        new Problem(ProblemCode.OVERSIZE, "", 1, 1, false, arguments), null, null);
            }
            cursor = new XmlCursor(bytes, false);
            if (EnvelopeParser.isEnvelope(cursor.toRoot())) {
                EnvelopeParser opener = new EnvelopeParser(cursor);
                envelope = opener.read();
                cursor = new XmlCursor(opener.businessXml(), true);
                cursor.toRoot();
            }
            return new MessageParser(cursor).read(envelope);
        } catch (Refusal refusal) {
            @Nullable MessageType type = cursor == null ? null : MessageType.ofRoot(cursor.root());
            return new Unreadable(refusal.problem(), type, envelope);
        }
    }
}
