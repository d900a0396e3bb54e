package org.liandong.ecommerceimport;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.Held.Standing;
import org.liandong.ecommerceimport.Held.Versions;
import org.liandong.ecommerceimport.ImportCase.Documents;
import org.liandong.ecommerceimport.ImportFact.Document;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Waybill;
import org.liandong.ecommerceimport.ImportFact.WaybillStatus;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Message;

/// Takes in the papers of a parcel, answers each of their versions, and claims the numbers by which others find the parcel.
///
/// A version that comes may change what an earlier one is worth: then that one is answered anew.
final class DocumentIntake {

    private final ParcelStep step;

    DocumentIntake(ParcelStep step) {
        this.step = step;
    }

    void order(Held<Order> held) {
        Documents before = step.documents;
        step.documents = DocumentsWith.of(before).orders(before.orders().with(held));
        answerVersions(before);
    }

    void payment(Held<Payment> held) {
        Documents before = step.documents;
        step.documents = DocumentsWith.of(before).payments(before.payments().with(held));
        Payment payment = held.document();
        if (step.platform()) {
            step.add(
                    new Effect.Claim(
                            Numbers.payment(payment.payCode(), payment.payTransactionId())));
        }
        answerVersions(before);
    }

    void waybill(Held<Waybill> held) {
        Documents before = step.documents;
        step.documents = DocumentsWith.of(before).waybills(before.waybills().with(held));
        answerVersions(before);
    }

    void entered(ImportFact.ParcelEntered entered) {
        step.documents =
                DocumentsWith.of(step.documents)
                        .entered(earlier(step.documents.entered(), entered.entry()));
    }

    void delivered(WaybillStatus delivered) {
        if (delivered.logisticsStatus().equals("S")) {
            step.documents =
                    DocumentsWith.of(step.documents)
                            .signedForAt(
                                    earlier(
                                            step.documents.signedForAt(),
                                            delivered.logisticsTime()));
        }
        step.acknowledge(
                Receipts.waybillStatus(delivered, Receipts.STORED, step.context.at(), "入库成功"));
    }

    // Of two facts that say the same, the one kept must not depend on which came first.
    private static String earlier(@Nullable String known, String more) {
        return known == null || more.compareTo(known) < 0 ? more : known;
    }

    /// Answers the versions that are new, and anew those of which an earlier answer is no longer true.
    private void answerVersions(Documents before) {
        answerVersions(
                before,
                before.orders(),
                step.documents.orders(),
                (order, standing) ->
                        Receipts.order(
                                order, status("301", standing), step.context.at(), info(standing)));
        answerVersions(
                before,
                before.payments(),
                step.documents.payments(),
                (payment, standing) ->
                        Receipts.payment(
                                payment,
                                status("401", standing),
                                step.context.at(),
                                info(standing)));
        answerVersions(
                before,
                before.waybills(),
                step.documents.waybills(),
                (waybill, standing) ->
                        Receipts.waybill(
                                waybill,
                                status("504", standing),
                                step.context.at(),
                                info(standing)));
    }

    private <D extends Document> void answerVersions(
            Documents before,
            Versions<D> then,
            Versions<D> now,
            BiFunction<D, Standing, Message> receipt) {
        for (Held<D> held : now.all()) {
            Standing standing = now.standing(held, declaredAt(step.documents));
            if (!then.all().contains(held) || then.standing(held, declaredAt(before)) != standing) {
                step.acknowledge(receipt.apply(held.document(), standing));
            }
        }
    }

    private static @Nullable String declaredAt(Documents documents) {
        Held<ImportList> list = documents.list();
        return list == null ? null : list.document().appTime();
    }

    // Platform codes of sheet "errors": by area and what is wrong.
    private static String status(String area, Standing standing) {
        return switch (standing) {
            case TAKEN -> Receipts.STORED;
            case EXISTS ->
                    switch (area) {
                        case "301" -> "-301010";
                        case "401" -> "-401007";
                        default -> "-504015";
                    };
            case NOTHING_TO_CHANGE ->
                    switch (area) {
                        case "301" -> "-301009";
                        case "401" -> "-401006";
                        default -> "-504014";
                    };
            case AFTER_DECLARATION ->
                    switch (area) {
                        case "301" -> "-301011";
                        case "401" -> "-401008";
                        default -> "-504016";
                    };
        };
    }

    private static String info(Standing standing) {
        return switch (standing) {
            case TAKEN -> "入库成功";
            case EXISTS -> "该编号的数据已存在";
            case NOTHING_TO_CHANGE -> "没有可变更或删除的数据";
            case AFTER_DECLARATION -> "清单已申报，不允许变更或删除";
        };
    }

    /// Takes in a version of the list.
    ///
    /// @return whether the parcel is to be decided on at once: not where the version changes nothing, and not where numbers are
    ///         claimed, since the waybill may have come before and the claim's answer brings it
    boolean list(Held<ImportList> held) {
        ImportList list = held.document();
        number(list);
        if (!step.isOpen()) {
            step.acknowledgeList(
                    list, list.appType().equals("1") ? "-621004" : "-621012", "清单状态不允许变更");
            return false;
        }
        Documents before = step.documents;
        step.documents = DocumentsWith.of(before).lists(before.lists().with(held));
        for (Held<ImportList> version : step.documents.lists().all()) {
            String word = wordOn(version, step.documents.lists());
            if (!before.lists().all().contains(version)
                    || !wordOn(version, before.lists()).equals(word)) {
                switch (word) {
                    case "" -> {
                        // Answered by the decision.
                    }
                    case "1" -> step.acknowledgeList(version.document(), word, "暂存");
                    case "-621004" -> step.acknowledgeList(version.document(), word, "清单已申报");
                    case "-621011" -> step.acknowledgeList(version.document(), word, "没有可变更的清单");
                    default -> step.acknowledgeList(version.document(), word, "入库成功，以后续申报为准");
                }
            }
        }
        answerVersions(before);
        Held<ImportList> inForce = step.documents.list();
        if (inForce != null
                && !inForce.equals(before.list())
                && inForce.document().appStatus().equals("2")) {
            step.closed = false;
            claim(inForce.document());
            return false;
        }
        return true;
    }

    // The numbers of the e-port and of the list; a platform learns them from customs.
    private void number(ImportList list) {
        if (step.platform()) {
            if (step.invtNo == null) {
                step.invtNo = list.invtNo();
            }
        } else if (step.preNo == null) {
            LocalDate today = step.context.today();
            step.preNo = "B" + today.format(DateTimeFormatter.BASIC_ISO_DATE) + serial();
            step.invtNo = list.customsCode() + today.getYear() + "I" + serial();
        }
    }

    // Nine digits, unique while a store has fewer than a thousand million steps.
    private String serial() {
        return "%09d".formatted(step.context.seq() % 1_000_000_000L);
    }

    /// The status that a version of the list is answered with; empty where the decision answers.
    private static String wordOn(Held<ImportList> version, Versions<ImportList> versions) {
        return switch (versions.standing(version, null)) {
            case TAKEN ->
                    !version.equals(versions.inForce(null))
                            ? Receipts.STORED
                            : version.document().appStatus().equals("2") ? "" : "1";
            case EXISTS -> "-621004";
            case NOTHING_TO_CHANGE -> "-621011";
            case AFTER_DECLARATION ->
                    throw new IllegalStateException("A list is not declared before itself.");
        };
    }

    private void claim(ImportList list) {
        // L4: a waybill number is not used again by its carrier within six months.
        step.add(
                new Effect.Claim(
                        Numbers.waybill(list.logisticsCode(), list.logisticsNo()),
                        step.context.today().plusMonths(6)));
        if (step.platform()) {
            if (list.copNo() != null) {
                step.add(new Effect.Claim(Numbers.cop(list.agentCode(), list.copNo())));
            }
            if (step.invtNo != null) {
                step.add(new Effect.Claim(Numbers.list(step.invtNo)));
            }
        }
    }
}
