package org.liandong.ecommerceimport.ceb;

/// Finds line and column of a byte of a document in UTF-8.
///
/// Positions are asked for rarely, and then nearly always in the order of the document, so the count goes on from the last one.
final class Positions {

    private final byte[] utf8;
    private int offset;
    private int line = 1;
    private int column = 1;

    // What #columnOf counted last.
    private int lastLine;
    private long lastOffset;
    private int lastColumn;

    /// A place in a document: line and column in characters, both from 1.
    record Position(int line, int column) {}

    Positions(byte[] utf8) {
        this.utf8 = utf8;
        this.offset = start();
    }

    Position at(long wanted) {
        int target = Math.clamp(wanted, 0, utf8.length);
        if (target < offset) {
            offset = start();
            line = 1;
            column = 1;
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

    /// The column of a byte of which the line is known, and the place on that line in bytes, from 1.
    ///
    /// Nothing before the line is counted, and on a line that was asked for before, only what follows the last place: so a message
    /// on one line is not counted again for each node.
    int columnOf(long wanted, int knownLine, int byteColumn) {
        long from = wanted - (byteColumn - 1);
        int counted = 1;
        if (knownLine == lastLine && lastOffset >= from) {
            from = lastOffset;
            counted = lastColumn;
        }
        for (int i = (int) Math.max(from, start()); i < wanted; i++) {
            if ((utf8[i] & 0xC0) != 0x80) {
                counted++;
            }
        }
        lastLine = knownLine;
        lastOffset = wanted;
        lastColumn = counted;
        return counted;
    }

    /// The first byte that is not the byte order mark.
    private int start() {
        return Encodings.hasUtf8Mark(utf8) ? 3 : 0;
    }
}
