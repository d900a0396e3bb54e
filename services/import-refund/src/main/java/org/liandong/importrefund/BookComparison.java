package org.liandong.importrefund;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares what taxpayers ask to deduct for one payment book with what customs has booked (STA and GACC 2013-31, 4).
///
/// The one place of this rule: the case of a book and the daily comparison of millions of them both call it. Days are counted
/// from 1970-01-01, amounts in fen, so that millions of rows can be judged without making an object for each value.
public final class BookComparison {

    // Items that can differ.
    static final int ISSUED = 1;
    static final int AMOUNT = 2;
    static final int PAYER = 4;

    private final ComparisonRules rules;

    BookComparison(ComparisonRules rules) {
        this.rules = rules;
    }

    /// The comparison under the tables of a service.
    public static BookComparison under(org.liandong.kernel.Rules rules) {
        return new BookComparison(new ComparisonRules(rules));
    }

    /// What the comparison of a request says.
    public enum Result {
        /// The number is known and all compared items are equal: it may be used for deduction.
        MATCH,
        /// The number is known, an item differs.
        DIFFER,
        /// The number is not known yet, and the comparison period runs.
        HELD,
        /// The period is over and the number was not there.
        MISSING,
        /// Several taxpayers ask for the book and all their items are equal.
        DUPLICATE,
        /// The same taxpayer had a match for the same book before.
        ALREADY_MATCHED,
        /// The number is none of import VAT.
        INVALID,
        /// It was asked for too late.
        TOO_LATE
    }

    /// A book as customs has booked it.
    ///
    /// @param issuedOn day of issue
    /// @param fen      amount
    /// @param payer    the first name on the book
    /// @param owner    the second name on the book; empty where there is one name
    /// @param bookedOn day on which customs had it
    public record Booked(int issuedOn, long fen, String payer, String owner, int bookedOn) {}

    /// A request for deduction.
    ///
    /// @param issuedOn    day of issue, as the taxpayer says
    /// @param fen         amount, as the taxpayer says
    /// @param taxpayer    who asks
    /// @param requestedOn day of the request
    /// @param correctBy   last day of a correction, where it corrects an earlier request; otherwise [Integer#MAX_VALUE]
    /// @param verified    whether customs has confirmed by letter that it has a booking like it
    public record Asked(
            int issuedOn,
            long fen,
            String taxpayer,
            int requestedOn,
            int correctBy,
            boolean verified) {}

    /// Judges the requests for one book.
    ///
    /// @param number of the book, as it was asked for
    /// @param booked what customs has, or null
    /// @param asked  all requests for it, the earlier before the later
    /// @param day    day of the comparison
    /// @param into   takes the result of each
    public void judge(
            String number, @Nullable Booked booked, List<Asked> asked, int day, Result[] into) {
        boolean isVat = BookNumber.isVat(number);
        int equal = 0;
        boolean several = false;
        for (int i = 0; i < asked.size(); i++) {
            Asked one = asked.get(i);
            Result result = isVat ? alone(booked, one, day) : Result.INVALID;
            into[i] = result;
            if (result == Result.MATCH) {
                several |= equal > 0 && !one.taxpayer().equals(firstEqual(asked, into, i));
                equal++;
            }
        }
        if (equal > 1) {
            together(asked, into, several);
        }
    }

    /// What a request would be if it were the only one.
    private Result alone(@Nullable Booked booked, Asked asked, int day) {
        if (asked.requestedOn() > rules.lastDay(asked.issuedOn(), asked.requestedOn())
                || asked.requestedOn() > asked.correctBy()) {
            return Result.TOO_LATE;
        }
        if (asked.verified()) {
            return Result.MATCH;
        }
        int end = rules.periodEnd(asked.issuedOn(), asked.requestedOn());
        if (booked == null || booked.bookedOn() > Math.min(day, end)) {
            return day <= end ? Result.HELD : Result.MISSING;
        }
        return differing(booked, asked) == 0 ? Result.MATCH : Result.DIFFER;
    }

    /// The compared items in which a request differs.
    int differing(Booked booked, Asked asked) {
        int items = rules.items(asked.requestedOn());
        int differing = 0;
        if (booked.issuedOn() != asked.issuedOn()) {
            differing |= ISSUED;
        }
        if (booked.fen() != asked.fen()) {
            differing |= AMOUNT;
        }
        if (!isNamed(booked, asked.taxpayer())) {
            differing |= PAYER;
        }
        return differing & items;
    }

    static boolean isNamed(Booked booked, String taxpayer) {
        return taxpayer.equals(booked.payer())
                || (!booked.owner().isEmpty() && taxpayer.equals(booked.owner()));
    }

    private static @Nullable String firstEqual(List<Asked> asked, Result[] results, int before) {
        for (int i = 0; i < before; i++) {
            if (results[i] == Result.MATCH) {
                return asked.get(i).taxpayer();
            }
        }
        return null;
    }

    private static void together(List<Asked> asked, Result[] results, boolean several) {
        boolean first = true;
        for (int i = 0; i < asked.size(); i++) {
            if (results[i] == Result.MATCH) {
                if (several) {
                    results[i] = Result.DUPLICATE;
                } else if (!first) {
                    results[i] = Result.ALREADY_MATCHED;
                }
                first = false;
            }
        }
    }

    ComparisonRules rules() {
        return rules;
    }

    static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }
}
