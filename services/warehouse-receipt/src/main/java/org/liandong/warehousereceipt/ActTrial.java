package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Verdict;
import org.liandong.warehousereceipt.ReceiptCase.Act;
import org.liandong.warehousereceipt.ReceiptCase.Act.Kind;
import org.liandong.warehousereceipt.ReceiptCase.Receipt;
import org.liandong.warehousereceipt.ReceiptFact.LotShown;
import org.liandong.warehousereceipt.ReceiptFact.Part;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptDrawn;

/// Judges acts by what is known of their receipt. Whether the quantity is free is the ledger's to say.
final class ActTrial {

    /// A batch of the ledger has at most 128 legs.
    static final int PARTS_MAX = 100;

    private final YardRules rules;
    private final String number;
    private final @Nullable ReceiptDrawn face;
    private final @Nullable LotShown lot;
    private final List<String> holders;
    private final BigDecimal quantity;
    private final String closed;
    private final List<Act> acts;

    private ActTrial(Receipt receipt, YardRules rules) {
        this.rules = rules;
        this.number = receipt.number();
        this.face = receipt.face();
        this.lot = receipt.lot();
        this.holders = receipt.holders();
        this.quantity = receipt.quantity();
        this.closed = receipt.closed();
        this.acts = receipt.acts();
    }

    static Trial of(Receipt receipt, YardRules rules, Act act) {
        Trial trial = new Trial();
        new ActTrial(receipt, rules).judge(act, trial);
        return trial;
    }

    private void judge(Act act, Trial trial) {
        switch (act.kind()) {
            case FEES, SIGNATURE -> {}
            case LIFT -> trial.require("freeze-order", find(Kind.FREEZE, act.no()) != null);
            case FREEZE, LOSS -> isOpen(trial);
            case ENDORSEMENT -> endorsement(act, trial);
            case CORRECTION -> correction(act, trial);
            case PLEDGE -> pledge(act, trial);
            case RELEASE -> ofPledge(act, trial);
            case ENFORCEMENT -> {
                ofPledge(act, trial);
                isNotShort(trial);
            }
            case DELIVERY -> delivery(act, trial);
            case LOAD, END -> ofDelivery(act, trial);
            case SPLIT -> split(act, trial);
            case CANCELLATION -> {
                isHeld(act, trial);
                isNotShort(trial);
            }
        }
    }

    /// R1: the receipt is issued, and not closed.
    private void isOpen(Trial trial) {
        trial.require("receipt", face != null || !closed.isEmpty());
        trial.isOpen(number, closed);
    }

    private void isHeld(Act act, Trial trial) {
        isOpen(trial);
        if (face != null) {
            trial.isHolder(holders, act.holding(), act.by());
        }
    }

    private void isNotShort(Trial trial) {
        LotShown of = lot;
        if (face != null) {
            trial.require("intake", of != null);
            trial.require("count", of == null || of.shortage().isEmpty());
        }
    }

    private void endorsement(Act act, Trial trial) {
        isHeld(act, trial);
        trial.checks.add(
                "E1",
                !act.to().equals(act.by()),
                "endorsement.to",
                act.to(),
                "must not be",
                act.by(),
                "");
        Act signature = find(Kind.SIGNATURE, act.no());
        trial.require("countersignature", signature != null);
        if (signature != null && face != null) {
            trial.same("E2", "signature", signature.by(), "keeper", face.keeper());
        }
        isNotShort(trial);
    }

    private void correction(Act act, Trial trial) {
        isHeld(act, trial);
        Set<String> known = rules.known(act.on());
        for (String name : new TreeMap<>(act.elements()).keySet()) {
            trial.checks.add(
                    "C1",
                    known.contains(name),
                    "correction." + name,
                    act.elements().get(name),
                    "must be",
                    "an element that is no quantity",
                    "");
        }
        for (Act pledge : acts) {
            if (pledge.kind() == Kind.PLEDGE && pledge.moved().signum() > 0) {
                trial.checks.add(
                        "C2",
                        act.consents().contains(pledge.no()),
                        "correction.consents",
                        String.join(", ", act.consents()),
                        "pledge",
                        pledge.no(),
                        "");
            }
        }
    }

    private void pledge(Act act, Trial trial) {
        isHeld(act, trial);
        ReceiptDrawn says = face;
        LotShown of = lot;
        isNotShort(trial);
        if (says == null || of == null) {
            return;
        }
        trial.checks.add(
                "P1",
                !act.by().equals(says.keeper()),
                "pledge.pledgor",
                act.by(),
                "must not be the keeper",
                says.keeper(),
                "");
        if (!says.storageTo().isEmpty()) {
            trial.checks.add(
                    "P3",
                    !LocalDate.parse(says.storageTo()).isBefore(act.on()),
                    "receipt.storageTo",
                    says.storageTo(),
                    "pledge.registeredOn",
                    act.on().toString(),
                    "");
        }
        Verdict rule =
                rules.tolerance(act.on(), of.asset().substring("T.".length()), of.verifiedBy());
        trial.verdicts.add(rule);
        LocalDate fresh = YardRules.freshThrough(rule, of.verifiedAt());
        if (fresh.isBefore(act.on())) {
            trial.checks.undecided(
                    "P2",
                    "fresh through",
                    fresh.toString(),
                    "pledge.registeredOn",
                    act.on().toString());
            trial.missing.add("verification");
        }
    }

    /// P5: the pledge covers what is released or sold.
    private void ofPledge(Act act, Trial trial) {
        Act pledge = find(Kind.PLEDGE, act.to());
        boolean placed = pledge != null && pledge.standing().isDone();
        trial.require("pledge", placed);
        if (pledge != null && placed) {
            trial.checks.add(
                    "P5",
                    act.quantity().compareTo(pledge.moved()) <= 0,
                    Acts.word(act.kind()) + ".quantity",
                    plain(act.quantity()),
                    "pledged",
                    plain(pledge.moved()),
                    "");
        }
    }

    private void delivery(Act act, Trial trial) {
        isHeld(act, trial);
        trial.require(
                "fees",
                acts.stream().anyMatch(a -> a.kind() == Kind.FEES && !a.on().isBefore(act.on())));
        LotShown of = lot;
        if (of != null) {
            Verdict rule = rules.delivery(act.on(), of.customs());
            trial.verdicts.add(rule);
            trial.require("customs-release", YardRules.mayLeave(rule));
        }
        isNotShort(trial);
    }

    private void ofDelivery(Act act, Trial trial) {
        Act delivery = find(Kind.DELIVERY, act.to());
        trial.require("delivery-order", delivery != null && delivery.standing().isDone());
        if (act.kind() == Kind.END) {
            long loads =
                    acts.stream()
                            .filter(a ->
                                    a.kind() == Kind.LOAD
                                            && a.to().equals(act.to())
                                            && a.standing().isDone())
                            .count();
            trial.require("load", act.quantity().compareTo(BigDecimal.valueOf(loads)) <= 0);
        }
    }

    private void split(Act act, Trial trial) {
        isHeld(act, trial);
        List<String> numbers = act.parts().stream().map(Part::receiptNo).distinct().toList();
        trial.checks.add(
                "S1",
                numbers.size() >= 2
                        && numbers.size() == act.parts().size()
                        && numbers.size() <= PARTS_MAX,
                "split.receipts",
                String.join(", ", numbers),
                "must be",
                "2 to %d different ones".formatted(PARTS_MAX),
                "");
        if (face != null) {
            trial.checks.number(
                    "S2",
                    "split.sum",
                    act.parts().stream()
                            .map(Part::quantity)
                            .reduce(BigDecimal.ZERO, BigDecimal::add),
                    "receipt.quantity",
                    quantity,
                    "");
        }
        isNotShort(trial);
    }

    private @Nullable Act find(Kind kind, String no) {
        return acts.stream()
                .filter(a -> a.kind() == kind && a.no().equals(no))
                .findFirst()
                .orElse(null);
    }

    private static String plain(BigDecimal quantity) {
        return Desk.plain(quantity);
    }
}
