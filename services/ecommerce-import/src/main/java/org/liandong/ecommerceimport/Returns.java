package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportCase.Return;
import org.liandong.ecommerceimport.ImportCase.Stage;
import org.liandong.ecommerceimport.ImportFact.GoodsBack;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.ListLine;
import org.liandong.ecommerceimport.ImportFact.ReturnLine;
import org.liandong.ecommerceimport.ImportFact.ReturnRequest;
import org.liandong.kernel.Check;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Task;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.TimeLimit;

/// Returns (GACC 2020-45, 1): asked for within 30 days of release, the goods back within 45; both, or the tax stays.
///
/// A return names lines of the list and quantities, several may follow each other, together never more than came. What is taken
/// off the bill is worked out from all that is back, so that the cents of several returns add up to those of one.
final class Returns {

    static final String ARRIVAL_WINDOW = "arrival-window";
    static final String AFTER_BILL = "return-after-bill-";

    private static final String NO_NUMBER = "B00000000000000000";

    private final ParcelStep step;
    private final Books books;
    private final Release release;

    Returns(ParcelStep step, Books books, Release release) {
        this.step = step;
        this.books = books;
        this.release = release;
    }

    // ---- asking

    void asked(ReturnRequest request, LocalDate on) {
        if (step.platform()) {
            // Customs judges; its receipt names the request by this number.
            put(new Return(request, on, Return.State.OPEN, null));
            if (request.copNo() != null) {
                step.add(new Effect.Claim(Numbers.cop(request.agentCode(), request.copNo())));
            }
            return;
        }
        if (!request.appStatus().equals("2")) {
            acknowledge(request, "1", "暂存");
            return;
        }
        List<Check> checks = checks(request, on);
        List<Check> failed = ParcelStep.failed(checks);
        if (failed.isEmpty()) {
            accept(request, on);
        } else {
            put(new Return(request, on, Return.State.REFUSED, null));
            step.decide("return", Outcome.REFUSED, checks, clause());
            acknowledge(
                    request,
                    failed.stream()
                            .map(Check::code)
                            .filter(code -> !code.isEmpty())
                            .findFirst()
                            .orElse(Receipts.REJECTED),
                    Receipts.reasons(failed));
        }
    }

    private void accept(ReturnRequest request, LocalDate on) {
        put(new Return(request, on, Return.State.OPEN, null));
        Verdict windows = step.windows();
        step.add(
                new Effect.Start(
                        ARRIVAL_WINDOW,
                        Objects.requireNonNull(step.releasedOn),
                        TimeLimit.naturalDays(ParcelStep.whole(windows, "arrival days")),
                        ParcelStep.clause(windows)));
        acknowledge(request, Receipts.STORED, "退货申请入库，货物须在期限内运抵");
        LocalDate back = step.backs.remove(request.guid());
        if (back != null) {
            arrived(request.guid(), back);
        }
    }

    private List<Check> checks(ReturnRequest request, LocalDate on) {
        Checks checks = new Checks();
        boolean released = step.stage == Stage.RELEASED || step.stage == Stage.BILLED;
        checks.add(
                "R1",
                released && step.cancelling == null,
                "list",
                step.cancelling == null ? step.stageName() : "being cancelled",
                "must be",
                "released",
                "-625022");
        if (step.releasedOn != null) {
            LocalDate applyBy = step.afterRelease("application days");
            checks.add(
                    "R2",
                    !on.isAfter(applyBy),
                    "return asked on",
                    on.toString(),
                    "at the latest on",
                    applyBy.toString(),
                    "");
        }
        if (step.invtNo != null) {
            checks.add(
                    "R3",
                    request.invtNo().equals(step.invtNo),
                    "return.invtNo",
                    request.invtNo(),
                    "list.invtNo",
                    step.invtNo,
                    "");
        }
        ImportList list = step.declared();
        if (list != null) {
            lines(request, list, checks);
        }
        return checks.toList();
    }

    private void lines(ReturnRequest request, ImportList list, Checks checks) {
        for (ReturnLine line : request.lines()) {
            String field = "return.line[" + line.gnum() + "]";
            ListLine original =
                    list.lines().stream()
                            .filter(l -> l.gnum() == line.gnum() && l.gcode().equals(line.gcode()))
                            .findFirst()
                            .orElse(null);
            if (original == null) {
                checks.add(
                        "R4", false, field + ".gcode", line.gcode(), "list.lines", null, "-625209");
                continue;
            }
            BigDecimal before =
                    quantity(line.gnum(), r -> r.is(Return.State.OPEN) || r.is(Return.State.DONE));
            BigDecimal together =
                    before.add(
                            new Return(request, LocalDate.MIN, Return.State.OPEN, null)
                                    .quantity(line.gnum()));
            checks.add(
                    "R5",
                    line.qty().signum() > 0 && together.compareTo(original.qty()) <= 0,
                    field + ".qty, with earlier returns",
                    Checks.plain(together),
                    "list.line[" + line.gnum() + "].qty, at most",
                    Checks.plain(original.qty()),
                    "-625010");
        }
    }

    private BigDecimal quantity(int gnum, Predicate<Return> which) {
        return step.returns.stream()
                .filter(which)
                .map(r -> r.quantity(gnum))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    // ---- goods

    /// The day on which goods are back counts, not the day on which that is reported.
    void goodsBack(GoodsBack back) {
        Return asked = find(back.returnNo());
        if (back.arrivedOn().isAfter(step.context.today())) {
            Checks checks = new Checks();
            checks.add(
                    "R8",
                    false,
                    "goods back on",
                    back.arrivedOn().toString(),
                    "not after",
                    step.context.today().toString(),
                    "");
            step.decide("return", Outcome.REFUSED, checks.toList(), clause());
        } else if (step.platform()) {
            // Customs knows when they were back, and says so by its receipt.
            return;
        } else if (asked == null) {
            step.backs.merge(
                    back.returnNo(),
                    back.arrivedOn(),
                    (one, other) -> one.isBefore(other) ? one : other);
            step.decide("return", Outcome.WAITING, List.of(), List.of("return request"), clause());
        } else if (asked.is(Return.State.OPEN) || isLateByReportOnly(asked, back)) {
            arrived(back.returnNo(), back.arrivedOn());
        } else {
            Checks checks = new Checks();
            checks.add(
                    "R6",
                    false,
                    "goods back for return",
                    back.returnNo(),
                    "return",
                    asked.state().name().toLowerCase(java.util.Locale.ROOT),
                    "");
            step.decide("return", Outcome.REFUSED, checks.toList(), clause());
        }
    }

    private boolean isLateByReportOnly(Return asked, GoodsBack back) {
        return asked.is(Return.State.LATE)
                && asked.backOn() == null
                && !back.arrivedOn().isAfter(step.afterRelease("arrival days"));
    }

    private void arrived(String returnNo, LocalDate on) {
        LocalDate arriveBy = step.afterRelease("arrival days");
        Checks checks = new Checks();
        checks.add(
                "R7",
                !on.isAfter(arriveBy),
                "goods back on",
                on.toString(),
                "at the latest on",
                arriveBy.toString(),
                "");
        Return asked = Objects.requireNonNull(find(returnNo));
        if (on.isAfter(arriveBy)) {
            refuse(asked.in(Return.State.LATE, on), checks.toList());
        } else if (step.stage == Stage.BILLED) {
            afterBill(asked, on, checks.toList());
        } else {
            step.decide("return", Outcome.ADMITTED, checks.toList(), clause());
            conclude(asked.in(Return.State.DONE, on));
        }
        afterReturns();
    }

    // In time, but reported when its tax stood in an aggregated bill: that bill is amended by
    // people.
    private void afterBill(Return asked, LocalDate on, List<Check> checks) {
        put(asked.in(Return.State.LATE, on));
        step.decide("return", Outcome.REFERRED, checks, clause());
        step.add(
                new Effect.Assign(
                        new Task(
                                AFTER_BILL + asked.request().guid(),
                                Officers.ROLE,
                                "return-after-bill",
                                List.of(
                                        Reason.of(
                                                "return-after-bill",
                                                on.toString(),
                                                String.valueOf(step.billing))),
                                List.of("noted"))));
    }

    private void refuse(Return late, List<Check> checks) {
        put(late);
        step.decide("return", Outcome.REFUSED, checks, clause());
        acknowledge(late.request(), Receipts.REJECTED, Receipts.reasons(checks));
    }

    private void conclude(Return back) {
        ImportList list = step.list();
        String invtNo = Objects.requireNonNull(step.invtNo);
        ImportTax before = left();
        put(back);
        ImportTax after = left();
        books.giveBack(
                before.dutiable().subtract(after.dutiable()),
                before.total().subtract(after.total()),
                "return");
        if (isWhole()) {
            step.stage = Stage.RETURNED;
            step.acknowledge(
                    Receipts.billStatus(list, invtNo, Receipts.BILL_VOID, null, step.context.at()));
        } else {
            step.acknowledge(Receipts.bill(list, invtNo, after, step.context.at()));
        }
        acknowledge(back.request(), Receipts.CONCLUDED, "海关审结");
    }

    /// Whether all goods of the list are back.
    boolean isWhole() {
        return step.list().lines().stream()
                .allMatch(line -> back(line.gnum()).compareTo(line.qty()) >= 0);
    }

    private BigDecimal back(int gnum) {
        return quantity(gnum, r -> r.is(Return.State.DONE));
    }

    /// The tax that still stands: each tax of each line less its share of what is back, half up to the cent.
    ImportTax left() {
        return left(Objects.requireNonNull(step.asked).tax());
    }

    /// What is left of a tax on this list.
    ImportTax left(ImportTax tax) {
        List<ImportTax.LineTax> lines = new ArrayList<>();
        for (ImportTax.LineTax line : tax.lines()) {
            BigDecimal whole =
                    step.list().lines().stream()
                            .filter(l -> l.gnum() == line.gnum())
                            .map(ListLine::qty)
                            .findFirst()
                            .orElseThrow();
            BigDecimal back = back(line.gnum());
            lines.add(
                    new ImportTax.LineTax(
                            line.gnum(),
                            line.gcode(),
                            left(line.dutiable(), back, whole),
                            left(line.duty(), back, whole),
                            left(line.vat(), back, whole),
                            left(line.consumption(), back, whole)));
        }
        return new ImportTax(lines, List.of());
    }

    private static BigDecimal left(BigDecimal amount, BigDecimal back, BigDecimal whole) {
        return amount.subtract(amount.multiply(back).divide(whole, 2, RoundingMode.HALF_UP));
    }

    // Once no goods are on their way any more, the tax that still stands goes to payment.
    private void afterReturns() {
        if (step.returns.stream().anyMatch(r -> r.is(Return.State.OPEN))) {
            return;
        }
        step.add(new Effect.Stop(ARRIVAL_WINDOW));
        if (step.stage == Stage.RETURNED) {
            release.stop();
        } else {
            release.toPaymentRun();
        }
    }

    /// Day 45 has passed: what is not back is late.
    void late() {
        LocalDate arriveBy = step.afterRelease("arrival days");
        for (Return asked : List.copyOf(step.returns)) {
            if (asked.is(Return.State.OPEN)) {
                Checks checks = new Checks();
                checks.add(
                        "R7",
                        false,
                        "goods back on",
                        null,
                        "at the latest on",
                        arriveBy.toString(),
                        "");
                refuse(asked.in(Return.State.LATE, null), checks.toList());
            }
        }
        afterReturns();
    }

    /// The list is withdrawn: nothing can go back any more.
    void stop() {
        step.add(new Effect.Stop(ARRIVAL_WINDOW));
    }

    // ---- help

    private @Nullable Return find(String guid) {
        return step.returns.stream()
                .filter(r -> r.request().guid().equals(guid))
                .findFirst()
                .orElse(null);
    }

    void put(Return changed) {
        step.returns.removeIf(r -> r.request().guid().equals(changed.request().guid()));
        step.returns.add(changed);
    }

    private String clause() {
        return step.documents.list() == null
                ? "GACC 2020-45, 1"
                : ParcelStep.clause(step.windows());
    }

    private void acknowledge(ReturnRequest request, String status, String info) {
        step.acknowledge(
                Receipts.returnRequest(
                        request,
                        Objects.requireNonNullElse(step.preNo, NO_NUMBER),
                        step.invtNo,
                        status,
                        step.context.at(),
                        info));
    }
}
