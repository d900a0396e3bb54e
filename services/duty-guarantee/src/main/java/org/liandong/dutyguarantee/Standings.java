package org.liandong.dutyguarantee;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.dutyguarantee.GuaranteeFact.Standing;

/// Since when something serves or not, whatever the order in which that became known.
///
/// There are several reasons at once, the filing's own and the institution's: it serves when none of them is against it.
final class Standings {

    /// Marks a standing of the institution, so that the filing's own resumption does not lift it.
    static final String INSTITUTION = "institution: ";

    private Standings() {}

    static @Nullable LocalDate serves(List<Standing> standings, LocalDate day) {
        LocalDate when = day;
        while (!servesOn(standings, when)) {
            LocalDate after = when;
            LocalDate next =
                    standings.stream()
                            .map(Standing::on)
                            .filter(on -> on.isAfter(after))
                            .min(Comparator.naturalOrder())
                            .orElse(null);
            if (next == null) {
                return null;
            }
            when = next;
        }
        return when;
    }

    static boolean servesOn(List<Standing> standings, LocalDate day) {
        return last(standings, day, false) && last(standings, day, true);
    }

    // Of the same day the suspension counts (our default).
    private static boolean last(List<Standing> standings, LocalDate day, boolean ofInstitution) {
        Map<LocalDate, Boolean> byDay = new TreeMap<>();
        for (Standing each : standings) {
            if (each.reason().startsWith(INSTITUTION) == ofInstitution && !each.on().isAfter(day)) {
                byDay.merge(each.on(), each.serves(), Boolean::logicalAnd);
            }
        }
        boolean serves = true;
        for (boolean each : byDay.values()) {
            serves = each;
        }
        return serves;
    }
}
