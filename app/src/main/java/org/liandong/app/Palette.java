package org.liandong.app;

/// Colours of states, always beside a word; nothing at all where they are not wanted.
enum Palette {
    PLAIN(false),
    COLOURED(true);

    private final boolean coloured;

    Palette(boolean coloured) {
        this.coloured = coloured;
    }

    String good(String text) {
        return in("32", text);
    }

    String waiting(String text) {
        return in("33", text);
    }

    String bad(String text) {
        return in("31", text);
    }

    String officer(String text) {
        return in("35", text);
    }

    String strong(String text) {
        return in("1", text);
    }

    String faint(String text) {
        return in("2", text);
    }

    /// In the colour of a status of a case or a result of a fact.
    String status(String status, String text) {
        return switch (status) {
            case "released",
                    "returned",
                    "paid",
                    "in-force",
                    "accepted",
                    "admitted",
                    "billed",
                    "booked",
                    "refunded",
                    "redeemed" ->
                    good(text);
            case "collecting",
                    "waiting",
                    "forecast",
                    "due",
                    "ordered",
                    "late-fee-due",
                    "closing",
                    "warned",
                    "called",
                    "parked",
                    "duplicate" ->
                    waiting(text);
            case "refused",
                    "overdue",
                    "delayed",
                    "claimed",
                    "expired",
                    "suspended",
                    "close-out",
                    "for-sale",
                    "frozen",
                    "silent",
                    "quote-refused",
                    "not-filed",
                    "conflict",
                    "rejected",
                    "none" ->
                    bad(text);
            case "referred" -> officer(text);
            default -> text;
        };
    }

    private String in(String code, String text) {
        return coloured && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
