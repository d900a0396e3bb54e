package org.liandong.ecommerceimport.ceb;

/// Finds line and column of a byte of a document in UTF-8.
///
/// Positions are asked for rarely, and then nearly always in the order of the document, so the count goes on from the last one.
final class Positions {

    private final byte[] utf8;
    private int offset;
    private int line = 1;
    private int column = 1;

    /// A place in a document: line and column in characters, both from 1.
    record Position(int line, int column) {}

    Positions(byte[] utf8) {
        this.utf8 = utf8;
        skipByteOrderMark();
    }

    Position at(long wanted) {
        int target = Math.clamp(wanted, 0, utf8.length);
        if (target < offset) {
            offset = 0;
            line = 1;
            column = 1;
            skipByteOrderMark();
        }
        for (; offset < target; offset++) {
            byte b = utf8[offset];
            if (b == '\n'
                    || (b == '\r' && (offset + 1 >= utf8.length || utf8[offset + 1] != '\n'))) {
                line++;
                column = 1;
            } else if (b != '\r' && (b & 0xC0) != 0x80) {
                // Bytes 10xxxxxx continue a character.
                column++;
            }
        }
        return new Position(line, column);
    }

    private void skipByteOrderMark() {
        if (Encodings.hasUtf8Mark(utf8)) {
            offset = 3;
        }
    }
}
