package org.liandong.pledgefinance;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.clock.TimeLimit;

/// How long ago somebody looked at the goods that are pledged. When it is too long the bank is warned, and again as long as nobody looks.
///
/// The newest verification of each receipt counts, from its own day; the receipt that was looked at first says since when.
final class VerificationDesk {

    /// Clock: days in which the goods must be looked at anew, or the bank be reminded.
    static final String CLOCK = "recheck";

    private static final String TASK = "recheck";
    private static final String WARNED = "recheck-warned";

    private final FinancingDesk desk;

    VerificationDesk(FinancingDesk desk) {
        this.desk = desk;
    }

    /// Counts anew when goods came or went, or were looked at.
    void watch() {
        LocalDate since = since();
        if (since == null) {
            end();
        } else if (desk.note(CLOCK, since.toString())) {
            withdraw();
            if (!desk.saidOf(WARNED).isEmpty() && !isOld(since)) {
                desk.forget(WARNED);
                tell("FRESH", since);
            }
            start(since);
        }
    }

    /// The goods are gone or given back.
    void end() {
        if (!desk.saidOf(CLOCK).isEmpty()) {
            desk.effects.add(new Effect.Stop(CLOCK));
            withdraw();
            desk.forget(CLOCK);
            desk.forget(WARNED);
        }
    }

    /// B9: somebody has looked at the goods lately.
    void expired() {
        LocalDate since = since();
        if (since == null || !isOld(since)) {
            return;
        }
        String today = desk.context.today().toString();
        Checks checks = new Checks();
        looked().forEach((receiptNo, on) ->
                checks.add(
                        "B9",
                        !isOld(on),
                        receiptNo + ".verifiedOn",
                        on.toString(),
                        "days at most",
                        Integer.toString(days()),
                        "VERIFICATION_STALE"));
        desk.decide("verification-age", Outcome.WAITING, checks);
        tell("STALE", since);
        withdraw();
        desk.note(WARNED, today);
        desk.assign(task(), Reason.about(since.toString(), Integer.toString(days())));
        start(desk.context.today());
    }

    private void start(LocalDate from) {
        desk.effects.add(
                new Effect.Start(
                        CLOCK,
                        from,
                        TimeLimit.naturalDays(days()),
                        desk.terms().lending().clause()));
    }

    private int days() {
        return desk.terms().lending().whole("recheck days");
    }

    private boolean isOld(LocalDate verifiedOn) {
        return verifiedOn.plusDays(days()).isBefore(desk.context.today());
    }

    /// When each receipt whose goods are held was looked at last.
    private Map<String, LocalDate> looked() {
        Map<String, LocalDate> looked = new TreeMap<>();
        for (String receiptNo : desk.stock.keySet()) {
            looked.put(
                    receiptNo,
                    Objects.requireNonNull(desk.verification(receiptNo), receiptNo).verifiedOn());
        }
        return looked;
    }

    private @Nullable LocalDate since() {
        return looked().values().stream().min(LocalDate::compareTo).orElse(null);
    }

    /// One task at a time: a reminder takes the place of the warning.
    private String task() {
        return TASK + "/" + desk.saidOf(WARNED);
    }

    private void withdraw() {
        desk.withdraw(task());
    }

    private void tell(String state, LocalDate since) {
        List<String> old =
                looked().entrySet().stream()
                        .filter(each -> isOld(each.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        Map<String, String> head = new LinkedHashMap<>();
        head.put("state", state);
        head.put("since", since.toString());
        head.put("receipts", old.stream().collect(Collectors.joining(" ")));
        head.put("on", desk.context.today().toString());
        desk.send("GOODS-VERIFICATION", desk.bank(), desk.contractNo, head);
    }
}
