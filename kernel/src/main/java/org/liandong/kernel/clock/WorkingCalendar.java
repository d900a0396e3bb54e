package org.liandong.kernel.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The working calendar with its two times: every special day ever published, and from when to when it stood.
///
/// Notices get revised: on 27 January 2020 the Spring Festival of that year became three days longer. So nobody asks
/// the calendar about a date; one asks for the edition known on a day, and that edition about the date.
public final class WorkingCalendar {

    private static final String SHIPPED = "cn-special-days.csv";
    private static final String HEADER = "date,kind,holiday,notice,known_from,superseded_on";

    private final List<SpecialDay> specialDays;
    private final NavigableMap<LocalDate, CalendarEdition> editions = new TreeMap<>();
    private final Map<String, CalendarEdition> editionsByName = new HashMap<>();

    /// @throws IllegalArgumentException when one notice has two days of publication, a day is superseded without a
    ///     notice, or two lines for one date stand at the same time
    public WorkingCalendar(Collection<SpecialDay> specialDays) {
        this.specialDays = List.copyOf(specialDays);
        SortedSet<Notice> notices = noticesOf(this.specialDays);
        add(
                LocalDate.MIN,
                new CalendarEdition(CalendarEdition.BEFORE_ANY_NOTICE, List.of(), List.of()));
        List<Year> publishedYears = new ArrayList<>();
        for (Notice notice : notices) {
            LocalDate published = notice.published();
            publishedYears.add(notice.year());
            List<SpecialDay> standing =
                    this.specialDays.stream().filter(day -> day.standsOn(published)).toList();
            add(published, new CalendarEdition(notice.name(), publishedYears, standing));
        }
        for (SpecialDay day : this.specialDays) {
            LocalDate supersededOn = day.supersededOn();
            if (supersededOn != null && !editions.containsKey(supersededOn)) {
                throw new IllegalArgumentException(
                        "The special day %s of notice %s is superseded on %s, when no notice was published."
                                .formatted(day.date(), day.notice().name(), supersededOn));
            }
        }
    }

    /// The calendar shipped with the kernel: China, from the notices for 2019 on.
    public static WorkingCalendar shipped() {
        try (InputStream resource = WorkingCalendar.class.getResourceAsStream(SHIPPED)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "The resource %s is missing beside WorkingCalendar. Maybe the jar was repacked."
                                .formatted(SHIPPED));
            }
            return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The resource %s cannot be read.".formatted(SHIPPED), e);
        }
    }

    /// Reads lines of `date,kind,holiday,notice,known_from,superseded_on` under that header; kind is `off` or `work`,
    /// dates are ISO 8601, the last cell may be empty. Lines that start with `#` are comments.
    ///
    /// @throws IllegalArgumentException that names the first line that cannot be read
    public static WorkingCalendar parse(String csv) {
        List<SpecialDay> days = new ArrayList<>();
        boolean headed = false;
        int number = 0;
        for (String line : csv.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (headed) {
                days.add(parseLine(number, line));
            } else if (line.equals(HEADER)) {
                headed = true;
            } else {
                throw new IllegalArgumentException(
                        "Line %d of the calendar must be the header '%s', not '%s'."
                                .formatted(number, HEADER, line));
            }
        }
        return new WorkingCalendar(days);
    }

    /// Everything ever published, superseded lines included.
    public List<SpecialDay> specialDays() {
        return specialDays;
    }

    /// The calendar as it was known at the end of that day.
    public CalendarEdition edition(LocalDate knownOn) {
        return editions.floorEntry(knownOn).getValue();
    }

    /// The edition of that name, to show again what was decided under it.
    ///
    /// @throws IllegalArgumentException when no notice of that name is loaded
    public CalendarEdition edition(String name) {
        CalendarEdition edition = editionsByName.get(name);
        if (edition == null) {
            throw new IllegalArgumentException(
                    "The calendar has no edition '%s'. Maybe its notice is not loaded."
                            .formatted(name));
        }
        return edition;
    }

    private void add(LocalDate knownFrom, CalendarEdition edition) {
        editions.put(knownFrom, edition);
        editionsByName.put(edition.name(), edition);
    }

    private static SortedSet<Notice> noticesOf(List<SpecialDay> specialDays) {
        Map<String, Notice> byName = new HashMap<>();
        for (SpecialDay day : specialDays) {
            Notice first = byName.putIfAbsent(day.notice().name(), day.notice());
            if (first != null && !first.equals(day.notice())) {
                throw new IllegalArgumentException(
                        "The notice %s is published on %s and on %s."
                                .formatted(
                                        first.name(), first.published(), day.notice().published()));
            }
        }
        return new TreeSet<>(byName.values());
    }

    private static SpecialDay parseLine(int number, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != 6) {
            throw unreadable(number, line, "it has %d cells, not 6".formatted(cells.length), null);
        }
        try {
            return new SpecialDay(
                    LocalDate.parse(cells[0]),
                    switch (cells[1]) {
                        case "off" -> SpecialDay.Effect.OFF;
                        case "work" -> SpecialDay.Effect.WORK;
                        default ->
                                throw new IllegalArgumentException(
                                        "the kind is neither off nor work");
                    },
                    cells[2],
                    new Notice(cells[3], LocalDate.parse(cells[4])),
                    cells[5].isEmpty() ? null : LocalDate.parse(cells[5]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw unreadable(number, line, e.getMessage(), e);
        }
    }

    private static IllegalArgumentException unreadable(
            int number, String line, @Nullable String why, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "Line %d of the calendar ('%s') cannot be read: %s.".formatted(number, line, why),
                cause);
    }
}
