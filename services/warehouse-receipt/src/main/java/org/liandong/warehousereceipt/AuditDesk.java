package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Step;
import org.liandong.kernel.Verdict;
import org.liandong.warehousereceipt.ReceiptCase.Audit;
import org.liandong.warehousereceipt.ReceiptCase.Held;
import org.liandong.warehousereceipt.ReceiptFact.AuditStands;
import org.liandong.warehousereceipt.ReceiptFact.Finding;
import org.liandong.warehousereceipt.ReceiptFact.LossDecided;
import org.liandong.warehousereceipt.ReceiptFact.StockAsked;
import org.liandong.warehousereceipt.ReceiptFact.StockReported;
import org.liandong.warehousereceipt.ReceiptFact.StockShown;
import org.liandong.warehousereceipt.ReceiptFact.TaskAnswered;

/// An audit (稽核): what the yard or a sensor has counted, held against what the lot should hold at that time.
///
/// A ticket or a load of before the count that is reported after it changes the book, and with it the finding.
final class AuditDesk extends Desk {

    private static final String PREFIX = "audit:";
    private static final String TASK = "shortage";
    private static final String STOCK = "stock";
    private static final List<String> OPTIONS = List.of("count-again", LotDesk.WRITE_OFF);
    private static final List<String> NOTED = List.of("noted");
    private static final String CLAUSE = "Civil Code 907, 917";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final YardRules rules;

    // See Audit.
    private final String number;
    private @Nullable Held<StockReported> report;
    private @Nullable StockShown book;
    private String status;

    AuditDesk(Audit audit, YardRules rules, Context context) {
        super(key(audit.number()), audit.desk(), context);
        this.rules = rules;
        this.number = audit.number();
        this.report = audit.report();
        this.book = audit.book();
        this.status = audit.status();
    }

    static String key(String auditNo) {
        return PREFIX + auditNo;
    }

    static @Nullable String number(CaseKey key) {
        return key.value().startsWith(PREFIX) ? key.value().substring(PREFIX.length()) : null;
    }

    private Step<ReceiptCase> done() {
        return step(new Audit(number, report, book, memory(), status));
    }

    Step<ReceiptCase> reported(FactId id, StockReported fact) {
        Held<StockReported> first = report;
        if (first == null) {
            report = new Held<>(id, fact);
            tell(
                    LotDesk.key(fact.lotNo()),
                    new StockAsked(fact.lotNo(), number, fact.reportedAt()));
        } else if (!first.fact().equals(fact)) {
            Checks checks = new Checks();
            checks.add("A0", false, "audit.no", number, "reported as", first.id().toString(), "");
            decide(
                    "audit",
                    id.toString(),
                    Outcome.REFUSED,
                    checks,
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of("report", id),
                    CLAUSE);
        }
        return settle();
    }

    Step<ReceiptCase> shown(StockShown fact) {
        book = fact;
        return settle();
    }

    Step<ReceiptCase> officer(FactId id, TaskAnswered said) {
        Held<StockReported> held = report;
        StockShown against = book;
        List<String> options = said.task().equals(STOCK) ? NOTED : OPTIONS;
        if (isUsable(said, options, id)
                && said.answer().equals(LotDesk.WRITE_OFF)
                && held != null
                && against != null) {
            StockReported fact = held.fact();
            tell(
                    LotDesk.key(fact.lotNo()),
                    new LossDecided(
                            fact.lotNo(),
                            number,
                            against.booked().subtract(fact.quantity()),
                            fact.reportedAt(),
                            said.officer()));
        }
        return settle();
    }

    private Step<ReceiptCase> settle() {
        Held<StockReported> held = report;
        StockShown against = book;
        if (held == null) {
            return done();
        }
        if (against == null) {
            decide(
                    "audit",
                    "",
                    Outcome.WAITING,
                    new Checks(),
                    List.of("intake"),
                    List.of(),
                    List.of(),
                    Map.of("report", held.id()),
                    CLAUSE);
            return done();
        }
        StockReported counted = held.fact();
        LocalDate on = LocalDate.ofInstant(counted.reportedAt(), ZONE);
        Verdict rule = rules.tolerance(on, against.commodity(), counted.means());
        BigDecimal tolerance = against.booked().multiply(rule.number("percent")).divide(HUNDRED);
        BigDecimal less = against.booked().subtract(counted.quantity());
        Finding finding = finding(less, tolerance, counted, against);
        Checks checks = new Checks();
        checks.add(
                "A1",
                less.abs().compareTo(tolerance) <= 0,
                "counted",
                plain(counted.quantity()),
                "booked, ± " + plain(tolerance),
                plain(against.booked()),
                "");
        checks.add(
                "A2",
                counted.bay().equals(against.bay()),
                "counted.bay",
                counted.bay(),
                "intake.bay",
                against.bay(),
                "");
        status = finding.isGood() ? "verified" : finding.isShort() ? "suspended" : "referred";
        decide(
                "audit",
                "",
                finding.isGood() ? Outcome.ADMITTED : Outcome.REFERRED,
                checks,
                List.of(),
                List.of(rule),
                List.of(
                        new Decision.Computation(
                                "tolerance",
                                "booked × percent ÷ 100",
                                Map.of(
                                        "booked",
                                        against.booked(),
                                        "percent",
                                        rule.number("percent")),
                                tolerance,
                                rule.clause() + ", not rounded")),
                Map.of("report", held.id()),
                CLAUSE);
        refer(finding, less, counted, against);
        if (isNew("finding", finding.name())) {
            tell(
                    LotDesk.key(counted.lotNo()),
                    new AuditStands(
                            counted.lotNo(),
                            number,
                            counted.reportedAt(),
                            counted.means(),
                            finding));
        }
        return done();
    }

    private static Finding finding(
            BigDecimal less, BigDecimal tolerance, StockReported counted, StockShown against) {
        if (less.compareTo(tolerance) > 0) {
            return counted.quantity().signum() == 0 ? Finding.MISSING : Finding.SHORT;
        }
        if (less.negate().compareTo(tolerance) > 0) {
            return Finding.OVER;
        }
        if (!counted.bay().equals(against.bay())) {
            return Finding.MISPLACED;
        }
        return less.signum() == 0 ? Finding.MATCH : Finding.WITHIN_ALLOWANCE;
    }

    /// An alarm for each finding that is not good. It is taken back when a late fact explains the difference.
    private void refer(
            Finding finding, BigDecimal less, StockReported counted, StockShown against) {
        boolean alarmed = !lastSaid("alarm", "").isEmpty();
        if ((finding.isGood() && !alarmed) || !isNew("alarm ", finding + " " + plain(less))) {
            return;
        }
        withdraw(finding.isShort() ? STOCK : TASK);
        if (finding.isGood()) {
            withdraw(STOCK);
        } else {
            assign(
                    finding.isShort() ? TASK : STOCK,
                    finding.isShort() ? OPTIONS : NOTED,
                    counted.lotNo(),
                    finding.name(),
                    plain(less));
        }
        effect(new Effect.Send(Messages.alarm(counted, against, finding, less)));
    }
}
