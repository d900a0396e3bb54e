package org.liandong.ecommerceimport.ceb;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Brings a document into UTF-8, the one encoding the parser is fast in.
///
/// A document in another encoding is decoded as a whole, strictly, and its XML declaration is overwritten by spaces: the
/// positions of everything else stay what they were. Documents that say UTF-16 but are written in bytes, as some libraries do,
/// are read as UTF-8.
final class Encodings {

    // An XML declaration has well under 200 characters; nothing further away is taken for one.
    private static final int DECLARATION_MAX = 256;

    private static final Charset GB18030 = Charset.forName("GB18030");

    private Encodings() {}

    /// The document in UTF-8: the same array if it is so already.
    static byte[] toUtf8(byte[] bytes, boolean insideData) {
        if (bytes.length >= 2) {
            int first = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
            if (first == 0xFEFF || first == 0x003C) {
                return decoded(
                        bytes, first == 0xFEFF ? 2 : 0, StandardCharsets.UTF_16BE, insideData);
            }
            if (first == 0xFFFE || first == 0x3C00) {
                return decoded(
                        bytes, first == 0xFFFE ? 2 : 0, StandardCharsets.UTF_16LE, insideData);
            }
        }
        int start = hasUtf8Mark(bytes) ? 3 : 0;
        @Nullable String declared = declaredEncoding(bytes, start);
        if (declared == null) {
            return bytes;
        }
        String name = declared.toUpperCase(Locale.ROOT);
        return switch (name) {
            case "UTF-8", "UTF8", "US-ASCII", "ASCII" -> bytes;
            case "GBK", "GB2312", "GB18030", "CP936", "MS936", "X-GBK" ->
                    start > 0 ? withoutDeclaration(bytes) : decoded(bytes, 0, GB18030, insideData);
            default -> {
                if (start > 0
                        || name.startsWith("UTF-16")
                        || name.startsWith("UTF16")
                        || name.equals("UNICODE")) {
                    yield withoutDeclaration(bytes);
                }
                yield decoded(bytes, 0, charset(declared, insideData), insideData);
            }
        };
    }

    static boolean hasUtf8Mark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }

    private static Charset charset(String declared, boolean insideData) {
        try {
            return Charset.forName(declared);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw refusal(declared, "the encoding is not known here", 1, 1, insideData);
        }
    }

    private static @Nullable String declaredEncoding(byte[] bytes, int start) {
        if (bytes.length < start + 5
                || bytes[start] != '<'
                || bytes[start + 1] != '?'
                || bytes[start + 2] != 'x'
                || bytes[start + 3] != 'm'
                || bytes[start + 4] != 'l') {
            return null;
        }
        int length = Math.min(bytes.length - start, DECLARATION_MAX);
        String text = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("?>");
        int at = text.indexOf("encoding");
        if (at < 0 || end < at) {
            return null;
        }
        at += "encoding".length();
        while (at < end && (text.charAt(at) <= ' ' || text.charAt(at) == '=')) {
            at++;
        }
        char quote = text.charAt(at);
        int close = text.indexOf(quote, at + 1);
        return (quote == '"' || quote == '\'') && close > 0 && close < end
                ? text.substring(at + 1, close).strip()
                : null;
    }

    private static byte[] withoutDeclaration(byte[] bytes) {
        String text =
                new String(
                        bytes,
                        0,
                        Math.min(bytes.length, DECLARATION_MAX),
                        StandardCharsets.ISO_8859_1);
        int end = text.indexOf("?>");
        byte[] copy = bytes.clone();
        for (int i = text.indexOf('<'); i < end + 2; i++) {
            if (copy[i] != '\n' && copy[i] != '\r') {
                copy[i] = ' ';
            }
        }
        return copy;
    }

    private static byte[] decoded(byte[] bytes, int start, Charset charset, boolean insideData) {
        CharsetDecoder decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out =
                CharBuffer.allocate(
                        (int) Math.ceil(in.remaining() * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        out.flip();
        if (result.isError()) {
            Positions.Position end =
                    new Positions(out.toString().getBytes(StandardCharsets.UTF_8))
                            .at(Integer.MAX_VALUE);
            throw refusal(
                    charset.name(),
                    noCharacter(result.length()),
                    end.line(),
                    end.column(),
                    insideData);
        }
        blankDeclaration(out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String noCharacter(int bytes) {
        return "what stands at this place is no character (%d bytes)".formatted(bytes);
    }

    /// The first byte that is not UTF-8, or -1 if all are.
    static int firstMalformed(byte[] bytes) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isError()) {
                return in.position();
            }
            if (result.isUnderflow()) {
                return -1;
            }
            out.clear();
        }
    }

    private static void blankDeclaration(CharBuffer text) {
        String beginning = text.subSequence(0, Math.min(text.length(), DECLARATION_MAX)).toString();
        int end = beginning.indexOf("?>");
        if (!beginning.startsWith("<?xml") || end < 0) {
            return;
        }
        for (int i = 0; i < end + 2; i++) {
            if (text.get(i) != '\n' && text.get(i) != '\r') {
                text.put(i, ' ');
            }
        }
    }

    private static Refusal refusal(
            String encoding, String reason, int line, int column, boolean insideData) {
        List<String> arguments = List.of(Shown.shortened(encoding), reason);
        return new Refusal(
                new Problem(ProblemCode.ENCODING, "", line, column, insideData, arguments));
    }
}
