package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Step;
import org.liandong.kernel.ledger.Allocation;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Code;
import org.liandong.warehousereceipt.ReceiptCase.Held;
import org.liandong.warehousereceipt.ReceiptCase.Loss;
import org.liandong.warehousereceipt.ReceiptCase.Lot;
import org.liandong.warehousereceipt.ReceiptCase.Ticket;
import org.liandong.warehousereceipt.ReceiptFact.AuditStands;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStated;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStatus;
import org.liandong.warehousereceipt.ReceiptFact.GoodsAccepted;
import org.liandong.warehousereceipt.ReceiptFact.GoodsLeft;
import org.liandong.warehousereceipt.ReceiptFact.LossDecided;
import org.liandong.warehousereceipt.ReceiptFact.LossFound;
import org.liandong.warehousereceipt.ReceiptFact.LossShared;
import org.liandong.warehousereceipt.ReceiptFact.LotAsked;
import org.liandong.warehousereceipt.ReceiptFact.LotShown;
import org.liandong.warehousereceipt.ReceiptFact.QualityCertified;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptStands;
import org.liandong.warehousereceipt.ReceiptFact.StockAsked;
import org.liandong.warehousereceipt.ReceiptFact.StockShown;
import org.liandong.warehousereceipt.ReceiptFact.TaskAnswered;
import org.liandong.warehousereceipt.ReceiptFact.Weighed;
import org.liandong.warehousereceipt.ReceiptFact.WeighingClosed;

/// A lot: weighed in, shown to the receipts on it and to the audits of it, written down when goods are lost.
final class LotDesk extends Desk {

    private static final String PREFIX = "lot:";
    private static final String LOSS = "loss/";
    private static final String TICKET = "weighing-ticket";
    private static final String OURS = "ours";
    private static final String INTAKE_LAW = "Civil Code 907";
    private static final String LOSS_LAW = "Civil Code 917";

    static final String WRITE_OFF = "write-off";
    private static final List<String> LOSS_OPTIONS = List.of(WRITE_OFF, "keeper-bears");

    // See Lot.
    private final String number;
    private final List<Held<GoodsAccepted>> intakes;
    private final List<Ticket> tickets;
    private @Nullable WeighingClosed closed;
    private final List<Held<QualityCertified>> certificates;
    private final List<Held<CustomsStated>> customs;
    private final List<Loss> losses;
    private final List<GoodsLeft> left;
    private final List<ReceiptStands> receipts;
    private final List<StockAsked> audits;
    private final List<AuditStands> findings;
    private String asset;

    LotDesk(Lot lot, Context context) {
        super(key(lot.number()), lot.desk(), context);
        this.number = lot.number();
        this.intakes = new ArrayList<>(lot.intakes());
        this.tickets = new ArrayList<>(lot.tickets());
        this.closed = lot.closed();
        this.certificates = new ArrayList<>(lot.certificates());
        this.customs = new ArrayList<>(lot.customs());
        this.losses = new ArrayList<>(lot.losses());
        this.left = new ArrayList<>(lot.left());
        this.receipts = new ArrayList<>(lot.receipts());
        this.audits = new ArrayList<>(lot.audits());
        this.findings = new ArrayList<>(lot.findings());
        this.asset = lot.asset();
    }

    static String key(String lotNo) {
        return PREFIX + lotNo;
    }

    static @Nullable String number(CaseKey key) {
        return key.value().startsWith(PREFIX) ? key.value().substring(PREFIX.length()) : null;
    }

    private Step<ReceiptCase> done() {
        return step(
                new Lot(
                        number,
                        List.copyOf(intakes),
                        List.copyOf(tickets),
                        closed,
                        List.copyOf(certificates),
                        List.copyOf(customs),
                        List.copyOf(losses),
                        List.copyOf(left),
                        List.copyOf(receipts),
                        List.copyOf(audits),
                        List.copyOf(findings),
                        asset,
                        memory(),
                        status()));
    }

    private String status() {
        if (isReferred()) {
            return "referred";
        }
        if (!shortage().isEmpty()) {
            return "suspended";
        }
        return !missing().isEmpty() ? "waiting" : "in-force";
    }

    // ---- facts

    Step<ReceiptCase> accepted(FactId id, GoodsAccepted fact) {
        keep(intakes, new Held<>(id, fact));
        return settle();
    }

    Step<ReceiptCase> weighed(FactId id, Weighed fact) {
        Ticket known = ticket(fact.ticketNo());
        if (known == null) {
            keep(tickets, ticket(id, fact, "asked", BigDecimal.ZERO, BigDecimal.ZERO));
            effect(new Effect.Claim(new Identifier(TICKET, fact.ticketNo())));
        } else if (known.version() < fact.version()) {
            put(ticket(id, fact, known.claim(), known.booked(), known.known()));
        }
        return settle();
    }

    private static Ticket ticket(
            FactId id, Weighed fact, String claim, BigDecimal booked, BigDecimal known) {
        return new Ticket(
                fact.ticketNo(),
                fact.version(),
                id,
                fact.net(),
                fact.weighedAt(),
                claim,
                booked,
                known);
    }

    private @Nullable Ticket ticket(String no) {
        return tickets.stream().filter(t -> t.no().equals(no)).findFirst().orElse(null);
    }

    private void put(Ticket changed) {
        tickets.replaceAll(t -> t.no().equals(changed.no()) ? changed : t);
    }

    /// @param holder the lot that has the ticket; null when it is this one
    Step<ReceiptCase> claimed(String ticketNo, @Nullable String holder) {
        Ticket t = Objects.requireNonNull(ticket(ticketNo), ticketNo);
        put(
                new Ticket(
                        t.no(),
                        t.version(),
                        t.id(),
                        t.net(),
                        t.at(),
                        holder == null ? OURS : holder,
                        t.booked(),
                        t.known()));
        return settle();
    }

    Step<ReceiptCase> closed(WeighingClosed fact) {
        if (closed == null || closed.tickets() < fact.tickets()) {
            closed = fact;
        }
        return settle();
    }

    Step<ReceiptCase> certified(FactId id, QualityCertified fact) {
        keep(certificates, new Held<>(id, fact));
        return settle();
    }

    Step<ReceiptCase> stated(FactId id, CustomsStated fact) {
        keep(customs, new Held<>(id, fact));
        return settle();
    }

    Step<ReceiptCase> lossFound(LossFound fact) {
        lose(
                new Loss(
                        fact.lossNo(),
                        fact.quantity(),
                        fact.cause(),
                        fact.foundAt(),
                        Loss.Stage.REPORTED));
        return settle();
    }

    Step<ReceiptCase> lossDecided(LossDecided fact) {
        lose(
                new Loss(
                        fact.lossNo(),
                        fact.quantity(),
                        "audit " + fact.lossNo(),
                        fact.at(),
                        Loss.Stage.DECIDED));
        return settle();
    }

    private void lose(Loss loss) {
        if (losses.stream().noneMatch(l -> l.no().equals(loss.no()))) {
            keep(losses, loss);
        }
    }

    Step<ReceiptCase> officer(FactId id, TaskAnswered said) {
        if (isUsable(said, LOSS_OPTIONS, id)) {
            Loss.Stage stage =
                    said.answer().equals(WRITE_OFF) ? Loss.Stage.DECIDED : Loss.Stage.BORNE;
            losses.replaceAll(l -> said.task().equals(LOSS + l.no()) ? l.in(stage) : l);
        }
        return settle();
    }

    Step<ReceiptCase> asked(LotAsked fact) {
        if (receipts.stream().noneMatch(r -> r.receiptNo().equals(fact.receiptNo()))) {
            keep(receipts, new ReceiptStands(number, fact.receiptNo(), BigDecimal.ZERO));
        }
        return settle();
    }

    Step<ReceiptCase> stands(ReceiptStands fact) {
        receipts.removeIf(r -> r.receiptNo().equals(fact.receiptNo()));
        keep(receipts, fact);
        receipts.sort(Comparator.comparing(ReceiptStands::receiptNo));
        return settle();
    }

    Step<ReceiptCase> left(GoodsLeft fact) {
        keep(left, fact);
        return settle();
    }

    Step<ReceiptCase> asked(StockAsked fact) {
        keep(audits, fact);
        return settle();
    }

    Step<ReceiptCase> found(AuditStands fact) {
        findings.removeIf(f -> f.auditNo().equals(fact.auditNo()));
        keep(findings, fact);
        findings.sort(BY_TIME);
        return settle();
    }

    private static final Comparator<AuditStands> BY_TIME =
            Comparator.comparing(AuditStands::at).thenComparing(AuditStands::auditNo);

    // ---- what the facts come to

    private static <T> @Nullable Held<T> newest(
            List<Held<T>> facts, java.util.function.ToIntFunction<T> version) {
        return facts.stream()
                .max(
                        Comparator.<Held<T>>comparingInt(f -> version.applyAsInt(f.fact()))
                                .thenComparing(f -> f.id().toString()))
                .orElse(null);
    }

    private @Nullable Held<GoodsAccepted> intake() {
        return newest(intakes, GoodsAccepted::version);
    }

    private @Nullable Held<QualityCertified> certificate() {
        return newest(certificates, c -> (int) c.certifiedOn().toEpochDay());
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        Held<GoodsAccepted> intake = intake();
        if (intake == null || asset.isEmpty()) {
            missing.add("intake");
        }
        Held<QualityCertified> certificate = certificate();
        if (certificate == null || intake == null || !agrees(certificate, intake)) {
            missing.add("certificate");
        }
        if (customs.isEmpty()) {
            missing.add("customs-status");
        }
        return missing;
    }

    /// What the lot should hold at a time: weighed in − delivered − written off.
    private BigDecimal booked(Instant at) {
        BigDecimal in = weighed(at);
        BigDecimal out =
                left.stream()
                        .filter(l -> !l.leftAt().isAfter(at))
                        .map(GoodsLeft::quantity)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return in.subtract(out);
    }

    private BigDecimal weighed(Instant at) {
        BigDecimal in =
                tickets.stream()
                        .filter(t -> !t.at().isAfter(at))
                        .map(Ticket::booked)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal lost =
                losses.stream()
                        .filter(l -> l.isWrittenOff() && !l.at().isAfter(at))
                        .map(Loss::quantity)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return in.subtract(lost);
    }

    private boolean isComplete() {
        WeighingClosed end = closed;
        return end != null
                && tickets.stream().filter(t -> t.known().signum() > 0).count() >= end.tickets();
    }

    /// Why nothing of the lot may move: a loss that nobody has decided on, or a count that found less than there should be.
    private String shortage() {
        for (Loss loss : losses) {
            if (loss.stage() == Loss.Stage.REPORTED) {
                return LOSS + loss.no();
            }
        }
        return findings.isEmpty() || !findings.getLast().finding().isShort()
                ? ""
                : "audit/" + findings.getLast().auditNo();
    }

    // ---- settling

    private Step<ReceiptCase> settle() {
        Held<GoodsAccepted> intake = intake();
        if (!isAsking() && intake != null) {
            next(intake.fact());
        }
        if (!isAsking()) {
            if (intake != null) {
                decideIntake(intake);
            }
            for (Loss loss : losses) {
                if (loss.stage() == Loss.Stage.REPORTED) {
                    assign(LOSS + loss.no(), LOSS_OPTIONS, loss.cause(), plain(loss.quantity()));
                }
            }
            show();
        }
        return done();
    }

    /// The next thing to ask the ledger for, if there is one.
    private void next(GoodsAccepted intake) {
        if (asset.isEmpty()) {
            if (Accounts.isKnown(intake.commodity())) {
                open(Accounts.asset(intake.commodity()));
            }
            return;
        }
        for (Ticket t : tickets) {
            int more = t.net().compareTo(t.known());
            if (t.claim().equals(OURS) && more > 0) {
                String what = "weigh/" + t.no();
                BigDecimal quantity = t.net().subtract(t.known());
                ask(
                        what + "/" + quantity,
                        post(
                                what,
                                leg(Accounts.intake(asset), Accounts.unissued(number), quantity)));
                return;
            }
            if (t.claim().equals(OURS) && more < 0) {
                take("weigh/" + t.no(), t.known().subtract(t.net()), Accounts.intake(asset));
                return;
            }
        }
        for (Loss loss : losses) {
            if (loss.stage() == Loss.Stage.DECIDED) {
                take(LOSS + loss.no(), loss.quantity(), Accounts.loss(asset));
                return;
            }
        }
        boolean stop = !shortage().isEmpty();
        if (stop != isStopped()) {
            askToStop(Accounts.unissued(number), stop, shortage());
        }
    }

    private void open(String of) {
        asset = of;
        ask(
                "open",
                openNew(Accounts.unissued(number), of),
                openBoundary(Accounts.intake(of), of),
                openBoundary(Accounts.delivery(of), of),
                openBoundary(Accounts.loss(of), of));
    }

    /// Takes a quantity out of what is in no receipt.
    private void take(String what, BigDecimal quantity, String to) {
        String from = Accounts.unissued(number);
        askThroughStop(what + "/" + quantity, from, post(what, leg(from, to, quantity)));
    }

    Step<ReceiptCase> answered(Answer answer) {
        Booking booking = Booking.of(answer);
        String[] asked = asked().split("/", -1);
        if (asked.length == 3 && booking.is(Code.FLOOR_BREACH)) {
            if (booking.available().signum() > 0) {
                String what = asked[0] + "/" + asked[1];
                take(
                        what,
                        booking.available(),
                        asked[0].equals("loss") ? Accounts.loss(asset) : Accounts.intake(asset));
                return done();
            }
            taken(asked[0], asked[1], BigDecimal.ZERO);
        } else if (!booking.isPosted()) {
            throw unexpected(String.join("/", asked), booking);
        } else if (asked.length == 3) {
            taken(asked[0], asked[1], new BigDecimal(asked[2]));
        }
        return settle();
    }

    private void taken(String why, String no, BigDecimal quantity) {
        if (why.equals("loss")) {
            written(
                    losses.stream().filter(l -> l.no().equals(no)).findFirst().orElseThrow(),
                    quantity);
        } else {
            booked(Objects.requireNonNull(ticket(no), no), quantity);
        }
    }

    /// A ticket came to more, or to less. Of less, what is in no receipt was taken back; the rest is a loss to be decided on.
    private void booked(Ticket t, BigDecimal moved) {
        BigDecimal change = t.net().subtract(t.known());
        BigDecimal booked =
                change.signum() > 0 ? t.booked().add(moved) : t.booked().subtract(moved);
        BigDecimal rest = change.abs().subtract(moved);
        put(new Ticket(t.no(), t.version(), t.id(), t.net(), t.at(), OURS, booked, t.net()));
        if (rest.signum() > 0) {
            lose(new Loss(t.no() + "-v" + t.version(), rest, t.no(), t.at(), Loss.Stage.REPORTED));
            Checks checks = new Checks();
            checks.add(
                    "L6",
                    false,
                    "weighed less by",
                    plain(change.abs()),
                    "lot.unissued",
                    plain(moved),
                    "");
            decide(
                    "weighing",
                    t.no(),
                    Outcome.REFERRED,
                    checks,
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of("weighing", t.id()),
                    INTAKE_LAW);
        }
    }

    /// What no receipt stood for is written off; the receipts bear the rest by what they stand for.
    private void written(Loss loss, BigDecimal unissued) {
        BigDecimal rest = loss.quantity().subtract(unissued);
        List<ReceiptStands> bearing =
                receipts.stream().filter(r -> r.quantity().signum() > 0).toList();
        BigDecimal borne =
                rest.min(
                        bearing.stream()
                                .map(ReceiptStands::quantity)
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
        BigDecimal lost = unissued.add(borne);
        losses.replaceAll(l -> l.no().equals(loss.no()) ? l.writtenOff(lost) : l);
        Checks checks = new Checks();
        checks.add(
                "L5",
                lost.compareTo(loss.quantity()) == 0,
                "loss.quantity",
                plain(loss.quantity()),
                "lot.quantity",
                plain(lost),
                "");
        decide(
                "loss",
                loss.no(),
                checks.failed().isEmpty() ? Outcome.ADMITTED : Outcome.REFUSED,
                checks,
                List.of(),
                List.of(),
                List.of(
                        new Decision.Computation(
                                "loss " + loss.no(),
                                "unissued + receipts",
                                Map.of("unissued", unissued, "receipts", borne),
                                lost,
                                "by what each receipt stands for, down to a kilogram, left-over kilograms in order of receipt number")),
                Map.of(),
                LOSS_LAW);
        if (borne.signum() > 0) {
            List<BigInteger> parts =
                    Allocation.byShares(
                            borne.movePointRight(Accounts.SCALE).toBigIntegerExact(),
                            bearing.stream().map(ReceiptStands::quantity).toList());
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).signum() > 0) {
                    String receiptNo = bearing.get(i).receiptNo();
                    tell(
                            ReceiptDesk.key(receiptNo),
                            new LossShared(
                                    receiptNo,
                                    loss.no(),
                                    new BigDecimal(parts.get(i), Accounts.SCALE)));
                }
            }
        }
    }

    private void decideIntake(Held<GoodsAccepted> intake) {
        Map<String, FactId> basis = new HashMap<>(Map.of("intake", intake.id()));
        Checks checks = new Checks();
        String commodity = intake.fact().commodity();
        checks.add(
                "L1",
                asset.equals(Accounts.asset(commodity)),
                "intake.commodity",
                commodity,
                "commodity of the lot",
                asset.isEmpty() ? "a known commodity" : asset,
                "");
        for (Ticket t : tickets) {
            if (!t.claim().equals("asked")) {
                checks.add("L3", t.claim().equals(OURS), "ticket", t.no(), "lot", t.claim(), "");
                basis.put("weighing " + t.no(), t.id());
            }
        }
        Held<QualityCertified> certificate = certificate();
        if (certificate != null) {
            checks.add(
                    "L4",
                    agrees(certificate, intake),
                    "certificate.grade",
                    certificate.fact().grade(),
                    "intake.grade",
                    intake.fact().grade(),
                    "");
            basis.put("certificate", certificate.id());
        }
        List<String> missing = missing();
        decide(
                "intake",
                "",
                !checks.failed().isEmpty()
                        ? Outcome.REFUSED
                        : missing.isEmpty() ? Outcome.ADMITTED : Outcome.WAITING,
                checks,
                missing,
                List.of(),
                List.of(),
                basis,
                INTAKE_LAW);
    }

    private static boolean agrees(Held<QualityCertified> certificate, Held<GoodsAccepted> intake) {
        return certificate.fact().grade().equals(intake.fact().grade());
    }

    private void show() {
        Held<GoodsAccepted> intake = intake();
        for (StockAsked audit : audits) {
            BigDecimal booked = booked(audit.at());
            if (intake != null
                    && !asset.isEmpty()
                    && isNew("book " + audit.auditNo(), booked + intake.fact().bay())) {
                tell(
                        AuditDesk.key(audit.auditNo()),
                        new StockShown(
                                audit.auditNo(),
                                intake.fact().keeper(),
                                intake.fact().commodity(),
                                intake.fact().bay(),
                                booked));
            }
        }
        Held<QualityCertified> certificate = certificate();
        Held<CustomsStated> stated = newest(customs, CustomsStated::version);
        AuditStands good =
                findings.reversed().stream()
                        .filter(f -> f.finding().isGood())
                        .findFirst()
                        .orElse(null);
        for (ReceiptStands receipt : List.copyOf(receipts)) {
            LotShown shown =
                    new LotShown(
                            receipt.receiptNo(),
                            intake == null ? "" : intake.fact().keeper(),
                            intake == null ? "" : intake.fact().depositor(),
                            asset,
                            certificate == null ? "" : certificate.fact().grade(),
                            stated == null ? CustomsStatus.NOT_RELEASED : stated.fact().status(),
                            missing(),
                            weighed(Instant.MAX),
                            isComplete(),
                            shortage(),
                            good == null ? Instant.EPOCH : good.at(),
                            good == null ? "" : good.means());
            if (isNew("shown " + receipt.receiptNo(), shown.toString())) {
                tell(ReceiptDesk.key(receipt.receiptNo()), shown);
            }
        }
    }
}
