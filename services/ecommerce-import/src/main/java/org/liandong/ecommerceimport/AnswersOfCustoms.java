package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportCase.Asked;
import org.liandong.ecommerceimport.ImportCase.Return;
import org.liandong.ecommerceimport.ImportCase.Stage;
import org.liandong.ecommerceimport.ImportFact.Receipt;
import org.liandong.ecommerceimport.ImportFact.TaxBill;
import org.liandong.ecommerceimport.ImportFact.TaxBillLine;
import org.liandong.ecommerceimport.ImportFact.TaxBillStatus;
import org.liandong.kernel.Check;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Task;

/// What customs says about a parcel, in front of which a zone platform works: its receipts and bills settle the case.
///
/// They come late, twice and in any order, so nothing follows from a single one: all are kept, and the books are brought in line
/// with what [CustomsState] makes of the set. The check of the platform is a forecast; each difference to the answer is shown.
final class AnswersOfCustoms {

    static final String DIFFERENCE = "difference";

    /// Receipts, bills and bill states of one parcel, each: some twenty are usual.
    private static final int ANSWERS_MAX = 500;

    private final ParcelStep step;
    private final Books books;
    private final Release release;
    private final Returns returns;

    AnswersOfCustoms(ParcelStep step, Books books, Release release, Returns returns) {
        this.step = step;
        this.books = books;
        this.release = release;
        this.returns = returns;
    }

    // ---- facts

    void receipt(Receipt receipt) {
        step.documents =
                DocumentsWith.of(step.documents).receipts(with(step.documents.receipts(), receipt));
        String number = receipt.keys().get("invtNo");
        if (step.platform()
                && number != null
                && receipt.message().equals("CEB622")
                && !number.equals(step.invtNo)) {
            step.invtNo = number;
            step.add(new Effect.Claim(Numbers.list(number)));
        }
    }

    void bill(TaxBill bill) {
        step.documents =
                DocumentsWith.of(step.documents).taxBills(with(step.documents.taxBills(), bill));
    }

    void billStatus(TaxBillStatus status) {
        step.documents =
                DocumentsWith.of(step.documents)
                        .taxBillStates(with(step.documents.taxBillStates(), status));
    }

    private static <A> List<A> with(List<A> answers, A more) {
        if (answers.contains(more)) {
            return answers;
        }
        if (answers.size() >= ANSWERS_MAX) {
            throw new IllegalStateException(
                    "More than %d answers of customs about one parcel.".formatted(ANSWERS_MAX));
        }
        List<A> all = new ArrayList<>(answers);
        all.add(more);
        return all;
    }

    boolean haveSpoken() {
        return CustomsState.of(step.documents).hasDecided();
    }

    // ---- the books

    /// Brings the books in line with what customs has said.
    void follow(Assessment assessment) {
        CustomsState customs = CustomsState.of(step.documents);
        conclude(customs);
        if (customs.cancelled()) {
            end(Stage.CANCELLED, customs);
        } else if (isReturnedWhole(customs)) {
            end(Stage.RETURNED, customs);
        } else if (customs.released()) {
            released(customs, assessment);
            takeAllowance(assessment);
            return;
        } else if (customs.rejected()) {
            books.stopAsking("rejected by customs");
            step.stage = Stage.REFUSED;
        }
        compare(assessment);
    }

    /// Marks the returns that customs has concluded.
    private void conclude(CustomsState customs) {
        for (Return asked : List.copyOf(step.returns)) {
            if (asked.is(Return.State.OPEN) && isConcluded(asked, customs)) {
                returns.put(asked.in(Return.State.DONE, null));
            }
        }
    }

    // A receipt without a number can only be about the one return there is.
    private boolean isConcluded(Return asked, CustomsState customs) {
        String copNo = asked.request().copNo();
        return (copNo != null && customs.returned().contains(copNo))
                || (step.returns.size() == 1
                        && customs.returned().contains(CustomsState.UNNUMBERED));
    }

    // What a return was about is known from its request; without one, a bill that became void tells
    // that all went back.
    private boolean isReturnedWhole(CustomsState customs) {
        return !customs.returned().isEmpty() && (returns.isWhole() || customs.billVoid());
    }

    private void end(Stage end, CustomsState customs) {
        books.stopAsking("ended by customs");
        release.takeOut(step.billed);
        if (step.taken.allowance().signum() > 0 || step.taken.quota().signum() > 0) {
            books.giveBack(step.taken.allowance(), step.taken.quota(), "ended by customs");
        }
        release.closeReturnWindow();
        step.stage = end;
        if (customs.released()) {
            step.releasedOn = customs.releasedOn();
            aggregate(customs, BigDecimal.ZERO);
        }
    }

    private void released(CustomsState customs, Assessment assessment) {
        if (step.stage == Stage.FORECAST) {
            books.take();
        } else if (step.isOpen()) {
            books.stopAsking("released by customs");
        }
        boolean news = step.releasedOn == null;
        step.releasedOn = customs.releasedOn();
        if (step.asked == null) {
            step.asked = demand(customs, assessment);
        }
        if (step.stage != Stage.BILLED) {
            step.stage = Stage.RELEASED;
        }
        if (news) {
            release.openReturnWindow();
        }
    }

    // What was not held is asked for now, by our own tax or, where that cannot be computed, by
    // customs' bill.
    private @Nullable Asked demand(CustomsState customs, Assessment assessment) {
        int year = Objects.requireNonNull(customs.releasedOn()).getYear();
        if (assessment.tax() != null) {
            return books.demand(assessment.tax(), step.list(), year);
        }
        TaxBill bill = customs.bill();
        return bill == null || bill.lines().isEmpty()
                ? null
                : books.demand(taxOf(bill), step.list(), year);
    }

    private static ImportTax taxOf(TaxBill bill) {
        return new ImportTax(
                bill.lines().stream()
                        .map(line ->
                                new ImportTax.LineTax(
                                        line.gnum(),
                                        line.gcode(),
                                        Checks.cents(line.taxPrice()),
                                        Checks.cents(line.customsTax()),
                                        Checks.cents(line.valueAddedTax()),
                                        Checks.cents(line.consumptionTax())))
                        .toList(),
                List.of());
    }

    /// Allowance first, then quota, then what follows from both: one after the other, since each waits for an answer.
    void takeAllowance(Assessment assessment) {
        BigDecimal more = wanted().allowance().subtract(step.taken.allowance());
        if (more.signum() > 0) {
            books.takeAllowance(more);
        } else {
            if (more.signum() < 0) {
                books.giveBack(more.negate(), BigDecimal.ZERO, "return");
            }
            takeQuota(assessment);
        }
    }

    void takeQuota(Assessment assessment) {
        if (!CustomsState.of(step.documents).isIn(step.billing)) {
            release.takeOut(step.billed);
        }
        BigDecimal more = wanted().quota().subtract(step.taken.quota());
        if (more.signum() > 0) {
            books.takeQuota(more);
        } else {
            giveBackQuota(more.negate());
            finish(assessment);
        }
    }

    // First what is in no bill.
    private void giveBackQuota(BigDecimal less) {
        BigDecimal inNoBill = less.min(step.taken.quota().subtract(step.billed));
        if (inNoBill.signum() > 0) {
            books.giveBack(BigDecimal.ZERO, inNoBill, "customs' bill");
        }
        release.takeOut(less.subtract(inNoBill));
    }

    /// Both books have answered.
    void finish(Assessment assessment) {
        CustomsState customs = CustomsState.of(step.documents);
        aggregate(customs, customs.aggregated() ? step.taken.quota() : BigDecimal.ZERO);
        compare(assessment);
    }

    /// Brings the aggregated bill in line. A bill that names this list is told of it even if the list is void by now, so that what
    /// was paid for it is not waited with, whichever came first.
    private void aggregate(CustomsState customs, BigDecimal tax) {
        String bill = customs.entDutyNo();
        if (bill == null || customs.bill() == null) {
            return;
        }
        if (!bill.equals(step.billing)) {
            release.join(bill, tax);
        } else if (tax.compareTo(step.billed) > 0) {
            release.add(tax.subtract(step.billed));
        }
    }

    private ImportCase.Taken wanted() {
        if (step.asked == null) {
            return ImportCase.Taken.NOTHING;
        }
        CustomsState customs = CustomsState.of(step.documents);
        ImportTax left = returns.left();
        BigDecimal quota = left.total();
        if (customs.billVoid()) {
            quota = BigDecimal.ZERO;
        } else if (customs.bill() != null) {
            BigDecimal billed = total(customs.bill());
            // After a return the old bill stands until customs has made a new one.
            quota = customs.returned().isEmpty() ? billed : billed.min(quota);
        }
        return new ImportCase.Taken(left.dutiable(), quota);
    }

    private static BigDecimal total(TaxBill bill) {
        return Checks.cents(bill.customsTax().add(bill.valueAddedTax()).add(bill.consumptionTax()));
    }

    // ---- comparing

    /// Forecast against answer: every difference is shown, once, and withdrawn when it is gone.
    void compare(Assessment assessment) {
        CustomsState customs = CustomsState.of(step.documents);
        Checks checks = new Checks();
        outcomes(customs, checks);
        bills(customs, assessment, checks);
        books(checks);
        List<Check> failed = ParcelStep.failed(checks.toList());
        String digest = failed.isEmpty() ? "" : Integer.toHexString(failed.toString().hashCode());
        if (digest.equals(step.differences)) {
            return;
        }
        step.differences = digest;
        List<Check> differences = failed.stream().filter(c -> !c.rule().equals("F0")).toList();
        step.add(new Effect.Withdraw(DIFFERENCE));
        if (failed.isEmpty()) {
            step.decide("comparison", Outcome.ADMITTED, checks.toList(), "");
        } else if (differences.isEmpty()) {
            step.decide("comparison", Outcome.REFUSED, failed, "");
        } else {
            step.decide("comparison", Outcome.REFERRED, failed, "");
            step.add(
                    new Effect.Assign(
                            new Task(
                                    DIFFERENCE,
                                    Officers.ROLE,
                                    "forecast-differs",
                                    differences.stream().map(Reason::of).toList(),
                                    List.of("noted"))));
        }
    }

    private void outcomes(CustomsState customs, Checks checks) {
        String forecast = forecast();
        if (customs.released()) {
            checks.add(
                    "F1",
                    !Set.of("refused", "referred").contains(forecast),
                    "forecast",
                    forecast,
                    "customs",
                    "released",
                    "");
        } else if (customs.rejected()) {
            checks.add(
                    "F1",
                    !forecast.equals("admitted"),
                    "forecast",
                    forecast,
                    "customs",
                    "rejected",
                    "");
            reasons(customs.reason(), checks);
        }
        if (customs.rejectedAfterRelease()) {
            checks.add(
                    "F3", false, "customs, later", "rejected", "customs, before", "released", "");
            reasons(customs.reason(), checks);
        }
    }

    // Waiting is no forecast yet.
    private String forecast() {
        for (Outcome outcome : List.of(Outcome.ADMITTED, Outcome.REFUSED, Outcome.REFERRED)) {
            if (step.said.startsWith(outcome.name())) {
                return outcome.name().toLowerCase(java.util.Locale.ROOT);
            }
        }
        return "waiting";
    }

    private static void reasons(String info, Checks checks) {
        List<CustomsReason> reasons = CustomsReason.parse(info);
        if (reasons.isEmpty()) {
            checks.add("F0", false, "customs", "rejected", "returnInfo", info, "");
        }
        for (CustomsReason reason : reasons) {
            checks.add(
                    "F0",
                    false,
                    "customs",
                    "rejected",
                    "returnInfo",
                    reason.inWords(),
                    reason.code());
        }
    }

    private void bills(CustomsState customs, Assessment assessment, Checks checks) {
        TaxBill bill = customs.bill();
        if (bill == null || customs.billVoid()) {
            return;
        }
        if (assessment.tax() != null && hasLines(assessment.tax())) {
            ImportTax forecast = returns.left(assessment.tax());
            money(checks, "F2", "customsTax", "forecast", forecast.duty(), bill.customsTax());
            money(checks, "F2", "valueAddedTax", "forecast", forecast.vat(), bill.valueAddedTax());
            money(
                    checks,
                    "F2",
                    "consumptionTax",
                    "forecast",
                    forecast.consumption(),
                    bill.consumptionTax());
            if (!bill.lines().isEmpty()) {
                money(
                        checks,
                        "F2",
                        "taxPrice",
                        "forecast",
                        forecast.dutiable(),
                        sum(bill, TaxBillLine::taxPrice));
            }
        }
        if (!bill.lines().isEmpty()) {
            money(
                    checks,
                    "F4",
                    "customsTax",
                    "bill.lines",
                    sum(bill, TaxBillLine::customsTax),
                    bill.customsTax());
            money(
                    checks,
                    "F4",
                    "valueAddedTax",
                    "bill.lines",
                    sum(bill, TaxBillLine::valueAddedTax),
                    bill.valueAddedTax());
            money(
                    checks,
                    "F4",
                    "consumptionTax",
                    "bill.lines",
                    sum(bill, TaxBillLine::consumptionTax),
                    bill.consumptionTax());
        }
    }

    // A list that was amended may have other lines than those that are back.
    private boolean hasLines(ImportTax tax) {
        return tax.lines().size() == step.list().lines().size();
    }

    private static void money(
            Checks checks,
            String rule,
            String kind,
            String ours,
            BigDecimal left,
            BigDecimal right) {
        checks.money(rule, ours + "." + kind, left, "bill." + kind, right, BigDecimal.ZERO, "");
    }

    private static BigDecimal sum(TaxBill bill, Function<TaxBillLine, BigDecimal> part) {
        return bill.lines().stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    // Customs has released although a book had no room: what is short is shown.
    private void books(Checks checks) {
        if (step.stage == Stage.RELEASED) {
            enough(checks, "F5", "allowance", step.taken.allowance(), wanted().allowance());
            enough(checks, "F6", "quota", step.taken.quota(), wanted().quota());
        }
    }

    private static void enough(
            Checks checks, String rule, String book, BigDecimal taken, BigDecimal wanted) {
        checks.add(
                rule,
                taken.compareTo(wanted) >= 0,
                book + " taken",
                Checks.plain(taken),
                book + " of the list",
                Checks.plain(wanted),
                "");
    }
}
