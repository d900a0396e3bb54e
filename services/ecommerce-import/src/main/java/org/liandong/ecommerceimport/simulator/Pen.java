package org.liandong.ecommerceimport.simulator;

/// Writes elements. Unlike the writer of the service it also writes what a strict sender would not.
///
/// Values are not escaped: the simulator makes none that would need it.
final class Pen {

    private static final String PREFIX = "ceb:";

    private final StringBuilder text;

    Pen(int capacity) {
        this.text = new StringBuilder(capacity);
    }

    Pen open(String element) {
        text.append('<').append(PREFIX).append(element).append('>');
        return this;
    }

    Pen close(String element) {
        text.append("</").append(PREFIX).append(element).append('>');
        return this;
    }

    /// Ends a block of fields, and its line.
    Pen closeBlock(String element) {
        close(element);
        text.append('\n');
        return this;
    }

    /// An element with its value; an empty one is left out.
    Pen put(String element, String value) {
        if (!value.isEmpty()) {
            open(element);
            text.append(value);
            close(element);
        }
        return this;
    }

    Pen put(String element, long value) {
        open(element);
        text.append(value);
        return close(element);
    }

    /// An amount in fen, written in yuan.
    Pen yuan(String element, long fen) {
        return decimal(element, fen, 2);
    }

    /// A number of units of `10^-scale`.
    Pen decimal(String element, long value, int scale) {
        open(element);
        digits(value, scale);
        return close(element);
    }

    private void digits(long value, int scale) {
        long unit = 1;
        for (int i = 0; i < scale; i++) {
            unit *= 10;
        }
        text.append(value / unit);
        if (scale > 0) {
            text.append('.');
            String rest = Long.toString(value % unit);
            text.repeat('0', scale - rest.length()).append(rest);
        }
    }

    Pen markup(String markup) {
        text.append(markup);
        return this;
    }

    Pen append(Pen other) {
        text.append(other.text);
        return this;
    }

    int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
