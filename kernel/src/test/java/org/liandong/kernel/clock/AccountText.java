package org.liandong.kernel.clock;

import static java.util.stream.Collectors.joining;

/// A day account as a table that can be read and compared: the date, what it is in the calendar, what it is to the clock.
final class AccountText {

    private AccountText() {}

    static String of(DayAccount account) {
        return account.days().stream()
                .map(line ->
                        line.date()
                                + " | "
                                + kind(line.kind())
                                + " | "
                                + entry(line.entry())
                                + "\n")
                .collect(joining());
    }

    private static String kind(DayKind kind) {
        return switch (kind) {
            case DayKind.Working() -> "working";
            case DayKind.Weekend() -> "weekend";
            case DayKind.Holiday(var name) -> name;
            case DayKind.MakeUp(var holiday) -> "make-up " + holiday;
        };
    }

    private static String entry(AccountDay.Entry entry) {
        return switch (entry) {
            case AccountDay.Entry.Start() -> "start";
            case AccountDay.Entry.Counted(var number) -> "counted " + number;
            case AccountDay.Entry.Rest() -> "rest";
            case AccountDay.Entry.Paused(var pause) -> "paused: " + pause.ground().reason();
            case AccountDay.Entry.Rolled() -> "rolled to";
        };
    }
}
