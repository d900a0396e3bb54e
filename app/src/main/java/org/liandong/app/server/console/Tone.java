package org.liandong.app.server.console;

import java.util.Locale;

/// How a state looks: always a word and a mark, the colour only besides.
public enum Tone {
    GOOD("✓"),
    WAITING("◔"),
    BAD("✕"),
    OFFICER("◆"),
    PLAIN("·");

    private final String mark;

    Tone(String mark) {
        this.mark = mark;
    }

    public String mark() {
        return mark;
    }

    /// Its name in the style sheet.
    public String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Of the status of a case, an outcome, the result of a fact, or the state of a clock or task.
    public static Tone of(String word) {
        return switch (word) {
            case "released",
                    "returned",
                    "paid",
                    "in-force",
                    "accepted",
                    "admitted",
                    "billed",
                    "passed",
                    "entered",
                    "booked",
                    "refunded",
                    "redeemed",
                    "active" ->
                    GOOD;
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
                    "duplicate",
                    "running",
                    "invited",
                    "paused" ->
                    WAITING;
            case "refused",
                    "overdue",
                    "delayed",
                    "conflict",
                    "rejected",
                    "failed",
                    "claimed",
                    "expired",
                    "suspended",
                    "close-out",
                    "for-sale",
                    "frozen",
                    "silent",
                    "quote-refused",
                    "not-filed",
                    "gone" ->
                    BAD;
            case "referred", "undecided", "open" -> OFFICER;
            default -> PLAIN;
        };
    }
}
