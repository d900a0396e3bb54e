package org.liandong.dutyguarantee;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.dutyguarantee.GuaranteeCase.Entry;
import org.liandong.dutyguarantee.GuaranteeFact.ClaimUnpaid;
import org.liandong.dutyguarantee.GuaranteeFact.Declaration;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationAccepted;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationAmended;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeChosen;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeFiled;
import org.liandong.dutyguarantee.GuaranteeFact.OfficerAnswered;
import org.liandong.dutyguarantee.GuaranteeFact.PostponementGranted;
import org.liandong.dutyguarantee.GuaranteeFact.QuotaMoved;
import org.liandong.dutyguarantee.GuaranteeFact.TaxNotified;
import org.liandong.dutyguarantee.GuaranteeFact.Terms;
import org.liandong.dutyguarantee.GuaranteeFact.TermsAsked;
import org.liandong.dutyguarantee.Period.Tax;
import org.liandong.kernel.Answer;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Questions;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Step;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;
import org.liandong.rules.LateFee;
import org.liandong.rules.LateFee.Paid;

/// A declaration: it holds quota of its filing at release, gives it back as its tax is booked, and is followed until the tax is
/// paid, late or claimed from the guarantor.
///
/// Whatever comes, [#settle] compares what the facts say with what was done, so that their order does not matter. A desk makes one
/// step.
final class EntryDesk {

    /// Where a declaration can stand.
    static final Set<String> STATUSES =
            Set.of(
                    "collecting",
                    "waiting",
                    "refused",
                    "released",
                    "paid",
                    "overdue",
                    "claimed",
                    "late-fee-due",
                    "cancelled",
                    "void");

    static final String SINGLE_USE = "single-use-guarantee";

    static final String PERIOD = "tax-period";
    static final String DEBIT = "debit-window";
    static final String CLAIM_TERM = "claim-term";
    static final String WAIT_TERM = "claim-wait";
    static final String GUARANTOR_TERM = "guarantor-term";
    static final String ENFORCEMENT = "enforcement-term";

    private static final String RELEASE = "release";
    private static final String PAYMENT = "payment";
    private static final String LATE_FEE = "late-fee";
    private static final String CLAIM = "claim";

    // Since when an officer who waited is asked again.
    private static final String ASKED = "asked";

    private static final String CLAUSE = "GACC 2021-100; 海关事务担保条例, 4";
    private static final String OF_AMENDMENT = "海关事务担保条例, 17, 19";

    /// Documents, amendments, notices and payments of one declaration: few are usual.
    private static final int FACTS_MAX = 1_000;

    private final Rules rules;
    private final Context context;
    private final List<Effect> effects = new ArrayList<>();

    // See Entry.
    private final String entryId;
    private final List<Declaration> documents;
    private @Nullable GuaranteeChosen chosen;
    private @Nullable DeclarationAccepted accepted;
    private @Nullable LocalDate clearedOn;
    private final List<DeclarationAmended> amendments;
    private final List<TaxNotified> notices;
    private @Nullable LocalDate endedOn;
    private String ending;
    private final List<String> debits;
    private final List<Paid> payments;
    private final List<PostponementGranted> grants;
    private @Nullable String asked;
    private @Nullable Terms terms;
    private boolean waited;
    private boolean waitsForRoom;
    private @Nullable LocalDate releasedOn;
    private BigDecimal held;
    private BigDecimal spent;
    private BigDecimal claimed;
    private BigDecimal level;
    private @Nullable LocalDate claimedOn;
    private boolean overdue;
    private int requests;
    private final Map<String, String> clocks;
    private final Map<String, String> said;
    private final Questions questions;
    private String status;

    EntryDesk(Entry entry, Rules rules, Context context) {
        this.rules = rules;
        this.context = context;
        this.entryId = entry.entryId();
        this.documents = new ArrayList<>(entry.documents());
        this.chosen = entry.chosen();
        this.accepted = entry.accepted();
        this.clearedOn = entry.clearedOn();
        this.amendments = new ArrayList<>(entry.amendments());
        this.notices = new ArrayList<>(entry.notices());
        this.endedOn = entry.endedOn();
        this.ending = entry.ending();
        this.debits = new ArrayList<>(entry.debits());
        this.payments = new ArrayList<>(entry.payments());
        this.grants = new ArrayList<>(entry.grants());
        this.asked = entry.asked();
        this.terms = entry.terms();
        this.waited = entry.waited();
        this.waitsForRoom = entry.waitsForRoom();
        this.releasedOn = entry.releasedOn();
        this.held = entry.held();
        this.spent = entry.spent();
        this.claimed = entry.claimed();
        this.level = entry.level();
        this.claimedOn = entry.claimedOn();
        this.overdue = entry.overdue();
        this.requests = entry.requests();
        this.clocks = new HashMap<>(entry.clocks());
        this.said = new HashMap<>(entry.said());
        this.questions = Asked.questions(entry.questions(), effects);
        this.status = entry.status();
    }

    private Step<GuaranteeCase> done() {
        return new Step<>(
                new Entry(
                        entryId,
                        List.copyOf(documents),
                        chosen,
                        accepted,
                        clearedOn,
                        List.copyOf(amendments),
                        List.copyOf(notices),
                        endedOn,
                        ending,
                        List.copyOf(debits),
                        List.copyOf(payments),
                        List.copyOf(grants),
                        asked,
                        terms,
                        waited,
                        waitsForRoom,
                        releasedOn,
                        held,
                        spent,
                        claimed,
                        level,
                        claimedOn,
                        overdue,
                        requests,
                        Map.copyOf(clocks),
                        Map.copyOf(said),
                        questions.toList(),
                        status),
                effects);
    }

    // ---- facts

    Step<GuaranteeCase> declared(Declaration fact) {
        documents.add(fact);
        documents.sort(
                Comparator.comparing(Declaration::signedAt)
                        .thenComparing(Declaration::clientSeqNo));
        return settled(documents.size());
    }

    Step<GuaranteeCase> chosen(GuaranteeChosen fact) {
        GuaranteeChosen before = chosen;
        if (before != null && !before.equals(fact)) {
            // One declaration, one filing (GACC 2017-45, 3).
            Checks checks = new Checks();
            checks.add(
                    "G9", false, "filing", fact.filingNo(), "chosen before", before.filingNo(), "");
            decide("choice", Outcome.REFUSED, checks, List.of(), "GACC 2017-45, 3");
            return done();
        }
        chosen = fact;
        return settled(1);
    }

    Step<GuaranteeCase> accepted(DeclarationAccepted fact) {
        DeclarationAccepted before = accepted;
        if (!isAmount(fact.tax())) {
            Checks checks = new Checks();
            amount(checks, "T1", "tax", fact.tax());
            decide(RELEASE, Outcome.REFUSED, checks, List.of(), CLAUSE);
            return done();
        }
        // A second acceptance is the word of another day: the later one counts.
        if (before == null || !fact.acceptedOn().isBefore(before.acceptedOn())) {
            accepted = fact;
        }
        return settled(1);
    }

    Step<GuaranteeCase> cleared(LocalDate on) {
        if (clearedOn == null || on.isBefore(clearedOn)) {
            clearedOn = on;
        }
        return settled(1);
    }

    Step<GuaranteeCase> amended(DeclarationAmended fact) {
        Checks checks = new Checks();
        boolean known = amendments.stream().anyMatch(a -> a.amendment() == fact.amendment());
        checks.add(
                "T2",
                !known,
                "amendment",
                Integer.toString(fact.amendment()),
                "booked before",
                known ? "yes" : "no",
                "");
        amount(checks, "T1", "tax", fact.tax());
        if (!checks.failed().isEmpty()) {
            decide("amendment", Outcome.REFUSED, checks, List.of(), OF_AMENDMENT);
            return done();
        }
        amendments.add(fact);
        return settled(amendments.size());
    }

    Step<GuaranteeCase> ended(LocalDate on, String how) {
        // Void is stronger than withdrawn, whichever came first.
        if (!ending.equals("void")) {
            ending = how;
        }
        if (endedOn == null || on.isBefore(endedOn)) {
            endedOn = on;
        }
        return settled(1);
    }

    Step<GuaranteeCase> notified(TaxNotified fact) {
        Checks checks = new Checks();
        boolean known = notices.stream().anyMatch(n -> n.noticeNo().equals(fact.noticeNo()));
        checks.add(
                "T3", !known, "notice", fact.noticeNo(), "booked before", known ? "yes" : "no", "");
        amount(checks, "T1", "tax", fact.tax());
        if (!checks.failed().isEmpty()) {
            decide("notice", Outcome.REFUSED, checks, List.of(), CLAUSE);
            return done();
        }
        notices.add(fact);
        return settled(notices.size());
    }

    Step<GuaranteeCase> debited(String reference) {
        if (!debits.contains(reference)) {
            debits.add(reference);
        }
        return settled(debits.size());
    }

    /// A payment of the taxpayer that the treasury booked, or one of the guarantor.
    Step<GuaranteeCase> paid(Paid paid) {
        Checks checks = new Checks();
        boolean known = payments.stream().anyMatch(p -> p.reference().equals(paid.reference()));
        checks.add(
                "P2", !known, PAYMENT, paid.reference(), "booked before", known ? "yes" : "no", "");
        amount(checks, "P1", "payment.amount", paid.amount());
        if (paid.amount().signum() == 0) {
            checks.add("P1", false, "payment.amount", "0", "must be", "above 0", "");
        }
        if (!checks.failed().isEmpty()) {
            decide(PAYMENT, Outcome.REFUSED, checks, List.of(), CLAUSE);
            return done();
        }
        payments.add(paid);
        boolean waits = accepted == null;
        decide(
                PAYMENT,
                waits ? Outcome.WAITING : Outcome.ADMITTED,
                checks,
                waits ? List.of("acceptance") : List.of(),
                CLAUSE);
        return settled(payments.size());
    }

    Step<GuaranteeCase> postponed(PostponementGranted fact) {
        grants.add(fact);
        grants.sort(Comparator.comparing(PostponementGranted::until));
        Step<GuaranteeCase> step = settled(grants.size());
        Period period = period();
        if (period == null) {
            return step;
        }
        Checks checks = new Checks();
        checks.add(
                "T4",
                !fact.until().isAfter(period.limit()),
                "postponed until",
                fact.until().toString(),
                "at most until",
                period.limit().toString(),
                "");
        checks.add(
                "T5",
                filed() != null,
                "guarantee",
                Objects.requireNonNullElse(asked, "none"),
                "must be",
                "filed",
                "");
        boolean good = checks.failed().isEmpty();
        decide(
                "postponement",
                good ? Outcome.ADMITTED : Outcome.REFUSED,
                checks,
                List.of(),
                List.of(period.rule()),
                List.of(),
                period.rule().clause());
        return done();
    }

    Step<GuaranteeCase> told(Terms fact) {
        terms = fact;
        return settled(1);
    }

    private Step<GuaranteeCase> settled(int facts) {
        if (facts > FACTS_MAX) {
            throw new IllegalStateException(
                    "More than %d facts of one kind about the declaration %s."
                            .formatted(FACTS_MAX, entryId));
        }
        settle();
        return done();
    }

    private static boolean isAmount(BigDecimal amount) {
        return amount.signum() >= 0 && amount.stripTrailingZeros().scale() <= 2;
    }

    private static void amount(Checks checks, String rule, String field, BigDecimal amount) {
        checks.add(
                rule,
                isAmount(amount),
                field,
                Checks.plain(amount),
                "must be",
                "not below 0, two decimals",
                "");
    }

    // ---- what the facts come to

    private @Nullable Declaration document() {
        return documents.isEmpty() ? null : documents.getLast();
    }

    private Verdict business() {
        Declaration document = Objects.requireNonNull(document(), entryId);
        LocalDate on = Objects.requireNonNull(accepted, entryId).completedOn();
        String type = document.type();
        return rules.decide(
                "business",
                on,
                Map.of(
                        "type",
                        type.length() < 2 ? "" : type.substring(0, 2),
                        "surety",
                        Objects.requireNonNullElse(document.chkSurety(), "")));
    }

    private @Nullable String filingNo() {
        GuaranteeChosen choice = chosen;
        if (choice != null) {
            return choice.filingNo();
        }
        Declaration document = document();
        return document == null ? null : document.filingNo();
    }

    /// The tax in force: the latest word of customs.
    private Tax tax() {
        List<Tax> all = new ArrayList<>();
        DeclarationAccepted first = accepted;
        if (first != null) {
            all.add(new Tax(first.acceptedOn(), 0, 0, first.tax(), "acceptance"));
        }
        for (TaxNotified notice : notices) {
            all.add(new Tax(notice.on(), 1, 0, notice.tax(), "notice " + notice.noticeNo()));
        }
        for (DeclarationAmended each : amendments) {
            all.add(
                    new Tax(
                            each.on(),
                            2,
                            each.amendment(),
                            each.tax(),
                            "amendment " + each.amendment()));
        }
        LocalDate ended = endedOn;
        if (ended != null) {
            return new Tax(ended, 3, 0, BigDecimal.ZERO, ending);
        }
        return all.stream()
                .max(Tax.ORDER)
                .orElse(new Tax(LocalDate.MIN, 0, 0, BigDecimal.ZERO, "nothing"));
    }

    private BigDecimal paid() {
        return payments.stream().map(Paid::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal open() {
        return tax().amount().subtract(paid()).max(BigDecimal.ZERO);
    }

    private boolean revolves() {
        GuaranteeFiled filed = filed();
        return filed == null || filed.revolving();
    }

    private @Nullable GuaranteeFiled filed() {
        Terms known = terms;
        return known == null ? null : known.filed();
    }

    /// What shall be held: the tax that neither payments nor claims cover. Of later payments the first go to a claim.
    private BigDecimal wanted() {
        return tax().amount().subtract(paid().max(level)).max(BigDecimal.ZERO);
    }

    /// What payments have used up of a guarantee that does not revolve.
    private BigDecimal wantedSpent() {
        if (revolves()) {
            return BigDecimal.ZERO;
        }
        BigDecimal covered = paid().min(tax().amount());
        // What lies between the payments at the time of the claim and its level was claimed.
        BigDecimal before = covered.min(level.subtract(claimed).max(BigDecimal.ZERO));
        return before.add(covered.subtract(level).max(BigDecimal.ZERO));
    }

    // ---- settling

    private void settle() {
        if (endedOn != null && releasedOn == null) {
            forgo();
            settleEnding();
            settleTooMuch(null);
            return;
        }
        askTerms();
        if (releasedOn == null) {
            settleRelease();
        } else {
            settleBook();
        }
        settleTax();
    }

    private void askTerms() {
        String filing = filingNo();
        if (filing != null && asked == null) {
            asked = filing;
            effects.add(
                    new Effect.Tell(
                            Linking.to(FilingDesk.key(filing)), new TermsAsked(filing, entryId)));
        }
    }

    private void settleEnding() {
        status = ending;
        Declaration document = document();
        if (document != null && !ending.equals(said.put("ending-sent", ending))) {
            send(
                    Messages.RELEASE,
                    document.customMaster(),
                    Map.of("entryId", entryId, "result", ending));
        }
        if (ending.equals(said.put("ending", ending))) {
            return;
        }
        Checks checks = new Checks();
        checks.add("H1", true, "declaration", ending, "held before", Checks.plain(held), "");
        decide("withdrawal", Outcome.ADMITTED, checks, List.of(), CLAUSE);
        String filing = asked;
        if (filing != null && releasedOn == null) {
            moved(filing, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        }
    }

    private void forgo() {
        String filing = asked;
        if (waitsForRoom && filing != null) {
            waitsForRoom = false;
            effects.add(new Effect.Forgo(Accounts.free(filing)));
        }
    }

    // ---- release

    private void settleRelease() {
        Declaration document = document();
        DeclarationAccepted acceptance = accepted;
        List<String> missing = new ArrayList<>();
        if (document == null) {
            missing.add("declaration");
        }
        if (acceptance == null) {
            missing.add("acceptance");
        }
        if (document == null || acceptance == null) {
            status = "collecting";
            return;
        }
        if (acceptance.inspection() && clearedOn == null) {
            missing.add("inspection");
        }
        Verdict business = business();
        String filing = filingNo();
        boolean guaranteed = open().signum() > 0;
        if (guaranteed && filing == null) {
            missing.add(business.text("business").equals("none") ? "payment" : "guarantee");
        }
        Terms known = terms;
        if (guaranteed && filing != null && known == null) {
            // The filing answers in the same transaction.
            return;
        }
        if (guaranteed && known != null && known.filed() == null) {
            missing.add("guarantee");
        }
        Checks checks = new Checks();
        DocumentChecks.of(document, checks);
        LocalDate day = acceptance.acceptedOn();
        if (guaranteed && known != null && known.filed() != null) {
            day = terms(known, business, checks);
        } else if (clearedOn != null && clearedOn.isAfter(day)) {
            day = clearedOn;
        }
        if (!checks.failed().isEmpty()) {
            forgo();
            status = "refused";
            decideRelease(Outcome.REFUSED, checks, List.of(), business);
        } else if (!missing.isEmpty()) {
            forgo();
            status = "waiting";
            decideRelease(Outcome.WAITING, checks, missing, business);
        } else if (!guaranteed) {
            release(day, checks, business);
        } else if (!revolves() && !said.containsKey("single")) {
            effects.add(
                    new Effect.Claim(
                            new Identifier(SINGLE_USE, Objects.requireNonNull(filing, entryId))));
        } else {
            hold(Objects.requireNonNull(filing, entryId));
        }
    }

    /// Whether the filing may serve this declaration.
    ///
    /// @return the day of use that was judged
    private LocalDate terms(Terms known, Verdict business, Checks checks) {
        Declaration document = Objects.requireNonNull(document(), entryId);
        GuaranteeFiled filed = Objects.requireNonNull(known.filed(), entryId);
        GuaranteeChosen choice = chosen;
        String needed = choice == null ? business.text("business") : choice.business();
        checks.add(
                "G1",
                filed.businesses().contains(needed),
                "business",
                needed,
                "guaranteed",
                String.join(", ", filed.businesses()),
                "");
        checks.add(
                "G2",
                filed.beneficiaries().stream().anyMatch(c -> covers(c, document.customMaster())),
                "CustomMaster",
                document.customMaster(),
                "beneficiary customs",
                String.join(", ", filed.beneficiaries()),
                "");
        LocalDate day = dayOfUse(filed);
        LocalDate serves = known.serves(day);
        checks.add(
                "G5",
                serves != null,
                "used on",
                day.toString(),
                "guarantee",
                serves == null ? "suspended" : "in force from " + serves,
                "");
        LocalDate use = serves == null ? day : serves;
        LocalDate validTo = Objects.requireNonNull(known.validTo(), entryId);
        checks.add(
                "G3",
                !use.isBefore(filed.validFrom()) && !use.isAfter(validTo),
                "used on",
                use.toString(),
                "valid",
                filed.validFrom() + " – " + validTo,
                "");
        LocalDate closed = known.closedOn();
        checks.add(
                "G6",
                closed == null || use.isBefore(closed),
                "used on",
                use.toString(),
                "closed on",
                closed == null ? "not closed" : closed.toString(),
                "");
        checks.add(
                "G8",
                filed.taxpayerScc().equals(document.tradeCoScc()),
                "TradeCoScc",
                document.tradeCoScc(),
                "taxpayer of the guarantee",
                filed.taxpayerScc(),
                "");
        String named = document.filingNo();
        if (choice != null && named != null) {
            checks.add(
                    "G9",
                    named.equals(choice.filingNo()),
                    "filing named",
                    named,
                    "chosen",
                    choice.filingNo(),
                    "");
        }
        return use;
    }

    /// A code that ends in 00 stands for all offices of its district.
    private static boolean covers(String beneficiary, String customs) {
        return beneficiary.equals(customs)
                || (beneficiary.endsWith("00") && customs.startsWith(beneficiary.substring(0, 2)));
    }

    /// The first day on which everything was there. A declaration that had to wait for room uses the guarantee on the day of the
    /// room (our default); all others on their own day, however late that is reported.
    private LocalDate dayOfUse(GuaranteeFiled filed) {
        LocalDate day = Objects.requireNonNull(accepted, entryId).acceptedOn();
        for (LocalDate other :
                new LocalDate[] {filed.filedOn(), clearedOn, waited ? context.today() : day}) {
            if (other != null && other.isAfter(day)) {
                day = other;
            }
        }
        return day;
    }

    private void hold(String filing) {
        String occupied = Accounts.occupied(filing, entryId);
        ask(Accounts.open(occupied));
        ask(
                Accounts.post(
                        entryId + "/hold/" + ++requests,
                        context.today(),
                        Reference.of(entryId, RELEASE, "held at release"),
                        List.of(new Leg(Accounts.free(filing), occupied, cents(open())))));
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2);
    }

    private void release(LocalDate day, Checks checks, Verdict business) {
        forgo();
        releasedOn = day;
        status = "released";
        saidBefore();
        decideRelease(Outcome.ADMITTED, checks, List.of(), business);
        String filing = asked;
        if (filing != null && held.signum() == 0 && filed() != null) {
            moved(filing, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        }
    }

    /// Says what became of the release, once for each answer.
    private void decideRelease(
            Outcome outcome, Checks checks, List<String> missing, Verdict business) {
        String inShort =
                outcome
                        + " "
                        + String.join(" ", missing)
                        + String.join(
                                " ",
                                checks.failed().stream()
                                        .map(c -> c.rule() + c.left().value() + c.right().value())
                                        .toList());
        if (inShort.equals(said.put(RELEASE, inShort))) {
            return;
        }
        Tax tax = tax();
        BigDecimal paid = paid();
        List<Computation> arithmetic =
                List.of(
                        new Computation(
                                "held",
                                "tax − paid",
                                Map.of("tax", tax.amount(), "paid", paid),
                                open(),
                                "海关事务担保条例, 14"));
        decide(RELEASE, outcome, checks, missing, List.of(business), arithmetic, business.clause());
        Map<String, String> head = new TreeMap<>();
        head.put("entryId", entryId);
        head.put("filingNo", Objects.requireNonNullElse(filingNo(), ""));
        head.put(
                "result",
                switch (outcome) {
                    case ADMITTED -> "release";
                    case REFUSED -> "refused";
                    case WAITING, REFERRED -> "waiting";
                });
        head.put(
                "reason",
                String.join(
                        ", ",
                        outcome == Outcome.REFUSED
                                ? checks.failed().stream().map(c -> c.rule()).distinct().toList()
                                : missing));
        send(Messages.RELEASE, Objects.requireNonNull(document(), entryId).customMaster(), head);
    }

    // ---- the book

    /// Moves between free, held and spent what the facts ask for and the ledger does not have yet.
    private void settleBook() {
        String filing = asked;
        if (filing == null || filed() == null) {
            return;
        }
        if (endedOn != null) {
            settleEnding();
        }
        List<Leg> legs = mayUse() ? legs(filing) : List.of();
        if (legs.isEmpty()) {
            forgo();
            return;
        }
        ask(Accounts.open(Accounts.occupied(filing, entryId)));
        ask(
                Accounts.post(
                        entryId + "/adjust/" + ++requests,
                        context.today(),
                        Reference.of(entryId, "adjustment", tax().from()),
                        legs));
    }

    /// What was released because its tax was paid has never used the guarantee: it may when the tax rises, if the terms allow it.
    private boolean mayUse() {
        boolean used = held.signum() > 0 || spent.signum() > 0 || claimed.signum() > 0;
        if (used || said.containsKey("used")) {
            return true;
        }
        if (open().signum() == 0) {
            return false;
        }
        Checks checks = new Checks();
        terms(Objects.requireNonNull(terms, entryId), business(), checks);
        boolean may = revolves() && checks.failed().isEmpty();
        String filing = Objects.requireNonNull(asked, entryId);
        if (!may && said.put("listens", filing) == null) {
            // It was released without the guarantee, so the filing does not tell it of its changes
            // any more.
            effects.add(
                    new Effect.Tell(
                            Linking.to(FilingDesk.key(filing)), new TermsAsked(filing, entryId)));
        }
        return may;
    }

    private List<Leg> legs(String filing) {
        String occupied = Accounts.occupied(filing, entryId);
        BigDecimal toHeld = wanted().subtract(held);
        BigDecimal toSpent = wantedSpent().subtract(spent);
        List<Leg> legs = new ArrayList<>();
        BigDecimal between = BigDecimal.ZERO;
        if (toHeld.signum() * toSpent.signum() < 0) {
            between = toHeld.abs().min(toSpent.abs());
            boolean uses = toSpent.signum() > 0;
            String used = Accounts.spent(filing);
            legs.add(new Leg(uses ? occupied : used, uses ? used : occupied, cents(between)));
        }
        rest(legs, filing, occupied, toHeld, between);
        rest(legs, filing, Accounts.spent(filing), toSpent, between);
        return legs;
    }

    private static void rest(
            List<Leg> legs, String filing, String account, BigDecimal change, BigDecimal done) {
        BigDecimal left = change.abs().subtract(done);
        if (left.signum() > 0) {
            String free = Accounts.free(filing);
            boolean more = change.signum() > 0;
            legs.add(new Leg(more ? free : account, more ? account : free, cents(left)));
        }
    }

    Step<GuaranteeCase> answered(Answer.FromBook answer) {
        Command command = answer.command();
        var result = answer.answer();
        boolean posted = result instanceof org.liandong.kernel.ledger.Answer.Posted;
        if (Accounts.isOpening(command)) {
            Booked.require(posted, command, result);
            return done();
        }
        String filing = Objects.requireNonNull(asked, entryId);
        if (command.key().contains("/claim/")) {
            Booked.require(posted, command, result);
            return done();
        }
        if (!posted) {
            noRoom(filing, command, result);
            return done();
        }
        forgo();
        boolean first = releasedOn == null;
        BigDecimal toHeld = first ? open() : wanted().subtract(held);
        BigDecimal toSpent = first ? BigDecimal.ZERO : wantedSpent().subtract(spent);
        if (first) {
            Checks checks = new Checks();
            DocumentChecks.of(Objects.requireNonNull(document(), entryId), checks);
            Verdict business = business();
            LocalDate day = terms(Objects.requireNonNull(terms, entryId), business, checks);
            checks.add(
                    "Q1",
                    true,
                    "tax to hold",
                    Checks.plain(toHeld),
                    "guarantee " + filing,
                    "held",
                    "");
            held = toHeld;
            said.put("used", filing);
            release(day, checks, business);
        } else {
            held = held.add(toHeld);
            spent = spent.add(toSpent);
            said.put("used", filing);
            adjusted(toHeld);
        }
        moved(filing, toHeld, toSpent, BigDecimal.ZERO);
        settleTax();
        return done();
    }

    private void adjusted(BigDecimal change) {
        said.remove("short");
        if (saidBefore() && change.signum() <= 0) {
            return;
        }
        Checks checks = new Checks();
        checks.add(
                "Q1", true, "tax to hold", Checks.plain(wanted()), "held", Checks.plain(held), "");
        decide("adjustment", Outcome.ADMITTED, checks, List.of(), OF_AMENDMENT);
    }

    /// Whether the tax in force was said before.
    private boolean saidBefore() {
        Tax tax = tax();
        String inShort = tax.from() + " " + Checks.plain(tax.amount());
        return inShort.equals(said.put("tax", inShort));
    }

    /// The ledger refused: the case waits, and goes on when there is room.
    private void noRoom(String filing, Command command, org.liandong.kernel.ledger.Answer result) {
        BigDecimal free = Booked.available(command, result);
        BigDecimal needed = wanted().subtract(held);
        waited = true;
        waitsForRoom = true;
        effects.add(new Effect.Await(Accounts.free(filing), cents(needed)));
        Checks checks = new Checks();
        checks.add(
                "Q1",
                false,
                "tax to hold",
                Checks.plain(needed),
                "free of guarantee " + filing,
                Checks.plain(free),
                "");
        if (releasedOn == null) {
            status = "waiting";
            // Said once: what is free meanwhile changes with every payment of others.
            if (said.get(RELEASE) == null || !said.get(RELEASE).equals("quota")) {
                decideRelease(Outcome.WAITING, checks, List.of("quota"), business());
                said.put(RELEASE, "quota");
            }
            return;
        }
        String shown = Checks.plain(wanted());
        if (!shown.equals(said.put("short", shown))) {
            decide("adjustment", Outcome.WAITING, checks, List.of("quota"), OF_AMENDMENT);
            send(
                    Messages.TOP_UP,
                    Objects.requireNonNull(filed(), entryId).taxpayerScc(),
                    Map.of(
                            "entryId",
                            entryId,
                            "filingNo",
                            filing,
                            "tax",
                            Checks.plain(tax().amount()),
                            "held",
                            Checks.plain(held),
                            "shortBy",
                            Checks.plain(needed.subtract(free).max(BigDecimal.ZERO))));
        }
    }

    Step<GuaranteeCase> room() {
        waitsForRoom = false;
        settle();
        return done();
    }

    Step<GuaranteeCase> singleUse(@Nullable String holder) {
        if (holder == null) {
            said.put("single", "ours");
            settle();
            return done();
        }
        Checks checks = new Checks();
        checks.add("G7", false, "declaration", entryId, "guarantee serves", holder, "");
        status = "refused";
        decideRelease(Outcome.REFUSED, checks, List.of(), business());
        return done();
    }

    private void moved(String filing, BigDecimal toHeld, BigDecimal toSpent, BigDecimal toClaimed) {
        effects.add(
                new Effect.Tell(
                        Linking.to(FilingDesk.key(filing)),
                        new QuotaMoved(filing, entryId, toHeld, toSpent, toClaimed, true)));
    }

    // ---- the tax

    private @Nullable Period period() {
        DeclarationAccepted acceptance = accepted;
        LocalDate released = releasedOn;
        if (acceptance == null || released == null || documents.isEmpty()) {
            return null;
        }
        return Period.of(
                rules,
                context.calendar(),
                business().text("mode"),
                acceptance.completedOn(),
                released,
                notices,
                // A postponement needs a guarantee.
                filed() == null ? List.of() : grants);
    }

    private Verdict arrears(LocalDate last) {
        GuaranteeFiled filed = filed();
        return rules.decide(
                "arrears",
                last,
                Map.of("instrument", filed == null ? "letter" : filed.instrument()));
    }

    private void settleTax() {
        if (releasedOn == null) {
            return;
        }
        Period period = period();
        settleDebit();
        if (period == null) {
            standing(null);
            settleTooMuch(null);
            return;
        }
        boolean isOpen = open().signum() > 0;
        clock(
                PERIOD,
                isOpen && !context.today().isAfter(period.last()) ? period.last() : null,
                period.rule().clause());
        boolean isOverdue = isOpen && context.today().isAfter(period.last());
        settleOverdue(period, isOverdue);
        settleLateFee(period, isOpen);
        settleGuarantor();
        standing(period);
        settleTooMuch(period);
    }

    /// Starts a clock that runs out at the end of a day, moves it, or stops it.
    private void clock(String name, @Nullable LocalDate last, String clause) {
        if (last == null) {
            if (clocks.remove(name) != null) {
                effects.add(new Effect.Stop(name));
            }
        } else if (!last.toString().equals(clocks.put(name, last.toString()))) {
            effects.add(
                    new Effect.StartAt(
                            name,
                            last.plusDays(1).atStartOfDay(GuaranteeService.ZONE).toInstant(),
                            clause));
        }
    }

    /// GACC 2018-117: a debit that is not ordered within ten days of the electronic data leads to a payment book.
    private void settleDebit() {
        DeclarationAccepted acceptance = accepted;
        if (acceptance == null || documents.isEmpty()) {
            return;
        }
        LocalDate last =
                Period.debitBy(rules, context.calendar(), business().text("mode"), notices);
        boolean waits = debits.isEmpty() && open().signum() > 0 && payments.isEmpty();
        if (last != null && waits && context.today().isAfter(last)) {
            if (said.put(DEBIT, last.toString()) == null) {
                Checks checks = new Checks();
                checks.add(
                        "T6", false, "debit ordered", "no", "at most until", last.toString(), "");
                decide("payment-book", Outcome.REFUSED, checks, List.of(), "GACC 2018-117");
                send(
                        Messages.PAYMENT_BOOK,
                        taxpayer(),
                        Map.of("entryId", entryId, "tax", Checks.plain(open())));
            }
        }
        clock(
                DEBIT,
                last != null && waits && !context.today().isAfter(last) ? last : null,
                "GACC 2018-117");
    }

    private String taxpayer() {
        Declaration document = document();
        return document == null ? entryId : document.tradeCoScc();
    }

    private void settleOverdue(Period period, boolean isOverdue) {
        overdue = isOverdue;
        Verdict rule = arrears(period.last());
        BigDecimal standing = isOverdue ? held : BigDecimal.ZERO;
        if (isOverdue) {
            if (!period.last().toString().equals(said.put("overdue", period.last().toString()))) {
                List<Computation> fee = LateFee.soFar(rule, open(), period.last(), context.today());
                Checks checks = new Checks();
                checks.add(
                        "T7",
                        false,
                        "tax, open",
                        Checks.plain(open()),
                        "due on",
                        period.last().toString(),
                        "");
                decide(
                        "overdue-tax",
                        Outcome.REFUSED,
                        checks,
                        List.of(),
                        List.of(period.rule(), rule),
                        fee,
                        rule.clause());
            }
            String noticed = period.last() + " " + Checks.plain(open());
            if (!noticed.equals(said.put("noticed", noticed))) {
                overdueNotice(period, "overdue");
            }
            clock(
                    CLAIM_TERM,
                    questionIsOpen(standing)
                            ? askedFrom(period).plusDays(rule.whole("claim days"))
                            : null,
                    rule.clause());
            LocalDate months = period.last().plusMonths(rule.whole("enforcement months"));
            boolean long_ = context.today().isAfter(months);
            questions.keep(
                    Asked.ENFORCE, long_ ? open() : BigDecimal.ZERO, entryId, Checks.plain(open()));
            clock(ENFORCEMENT, long_ ? null : months, "海关法, 60");
        } else {
            said.remove("overdue");
            if (said.remove("noticed") != null) {
                overdueNotice(period, "settled");
            }
            clock(CLAIM_TERM, null, "");
            clock(WAIT_TERM, null, "");
            clock(ENFORCEMENT, null, "");
            questions.keep(Asked.ENFORCE, BigDecimal.ZERO, entryId);
        }
        questions.keep(Asked.UNPAID, standing, entryId, Checks.plain(open()));
    }

    /// The day from which an answer about the claim is waited for.
    private LocalDate askedFrom(Period period) {
        String again = said.get(ASKED);
        return again == null ? period.last() : LocalDate.parse(again);
    }

    // An officer who waits is not overruled by the term.
    private boolean questionIsOpen(BigDecimal standing) {
        return standing.signum() > 0 && !clocks.containsKey(WAIT_TERM);
    }

    private void overdueNotice(Period period, String state) {
        send(
                Messages.OVERDUE,
                taxpayer(),
                Map.of(
                        "entryId",
                        entryId,
                        "state",
                        state,
                        "tax",
                        Checks.plain(open()),
                        "dueOn",
                        period.last().toString()));
    }

    /// The late fee stands as soon as all tax is paid; it is said when it becomes another, and when it is paid.
    private void settleLateFee(Period period, boolean isOpen) {
        if (isOpen) {
            return;
        }
        LateFee fee = lateFee(period);
        BigDecimal feePaid = paid().subtract(tax().amount()).max(BigDecimal.ZERO).min(fee.due());
        boolean settled = feePaid.compareTo(fee.due()) == 0;
        String inShort =
                fee.sum().signum() == 0 ? "" : fee.sum().toPlainString() + (settled ? "" : " due");
        if (inShort.equals(Objects.requireNonNullElse(said.put(LATE_FEE, inShort), ""))) {
            return;
        }
        Checks checks = new Checks();
        for (Paid late : fee.late()) {
            checks.add(
                    "T7",
                    false,
                    "payment %s, paid on".formatted(late.reference()),
                    late.on().toString(),
                    "due on",
                    period.last().toString(),
                    "");
        }
        boolean collected = fee.due().signum() > 0;
        checks.add(
                "T8",
                settled,
                collected ? "late fee, paid" : "late fee",
                Checks.plain(collected ? feePaid : fee.sum()),
                collected ? "late fee" : "not collected below",
                Checks.plain(collected ? fee.due() : fee.limit()),
                "");
        decide(
                LATE_FEE,
                settled ? Outcome.ADMITTED : Outcome.WAITING,
                checks,
                settled ? List.of() : List.of(LATE_FEE),
                List.of(fee.rule()),
                fee.arithmetic(),
                fee.rule().clause());
    }

    private LateFee lateFee(Period period) {
        return LateFee.of(arrears(period.last()), tax().amount(), period.last(), payments);
    }

    /// What was paid beyond tax and late fee is an officer's matter.
    private void settleTooMuch(@Nullable Period period) {
        BigDecimal fee = period == null ? BigDecimal.ZERO : lateFee(period).due();
        boolean known = accepted != null;
        BigDecimal rest =
                known
                        ? paid().subtract(tax().amount()).subtract(fee).max(BigDecimal.ZERO)
                        : BigDecimal.ZERO;
        questions.keep(Asked.TOO_MUCH, rest, entryId, Checks.plain(rest));
    }

    private void standing(@Nullable Period period) {
        if (endedOn != null) {
            status = ending;
        } else if (open().signum() > 0) {
            boolean called = claimed.signum() > 0 && held.signum() == 0;
            status = !overdue ? "released" : called ? "claimed" : "overdue";
        } else {
            BigDecimal fee = period == null ? BigDecimal.ZERO : lateFee(period).due();
            status = paid().subtract(tax().amount()).compareTo(fee) < 0 ? "late-fee-due" : "paid";
        }
    }

    // ---- clocks and claims

    Step<GuaranteeCase> expired(String clock) {
        clocks.remove(clock);
        switch (clock) {
            case CLAIM_TERM -> {
                if (held.signum() > 0 && overdue) {
                    claim("term");
                    questions.settle(Asked.UNPAID);
                }
            }
            case WAIT_TERM -> {
                questions.forget(Asked.UNPAID);
                said.put(ASKED, context.today().toString());
            }
            default -> {
                // Settling sees by the day what has run out.
            }
        }
        settle();
        return done();
    }

    Step<GuaranteeCase> answered(OfficerAnswered answer) {
        Checks checks = new Checks();
        questions.check(answer.task(), answer.answer(), checks);
        if (!checks.failed().isEmpty()) {
            decide("officer", Outcome.REFUSED, checks, List.of(), CLAUSE);
            return done();
        }
        String kind = questions.answered(answer.task());
        if (kind.equals(Asked.UNPAID)) {
            if (answer.answer().equals(Asked.CLAIM)) {
                claim(answer.officer());
            } else {
                Period period = Objects.requireNonNull(period(), entryId);
                clock(
                        WAIT_TERM,
                        context.today().plusDays(arrears(period.last()).whole("wait days")),
                        arrears(period.last()).clause());
                clock(CLAIM_TERM, null, "");
                checks.add("C1", false, "officer", answer.officer(), "reason", answer.reason(), "");
                decide(
                        CLAIM,
                        Outcome.WAITING,
                        checks,
                        List.of(PAYMENT),
                        arrears(period.last()).clause());
            }
        } else if (kind.equals(Asked.ENFORCE)) {
            checks.add("C1", true, "officer", answer.officer(), "measure", answer.answer(), "");
            decide(
                    "enforcement",
                    answer.answer().equals(Asked.WAIT) ? Outcome.WAITING : Outcome.ADMITTED,
                    checks,
                    List.of(),
                    "海关法, 60");
        }
        settle();
        return done();
    }

    /// The guarantor is called, or the deposit turned into tax: what was held leaves the guarantee for good (our default).
    private void claim(String who) {
        GuaranteeFiled filed = Objects.requireNonNull(filed(), entryId);
        String filing = Objects.requireNonNull(asked, entryId);
        Period period = Objects.requireNonNull(period(), entryId);
        Verdict rule = arrears(period.last());
        LocalDate until = filed.claimPeriodEnd();
        boolean cash = filed.instrument().equals("cash");
        Checks checks = new Checks();
        checks.add("C1", true, "asked by", who, "tax, open", Checks.plain(open()), "");
        checks.add(
                "C2",
                until == null || !context.today().isAfter(until),
                "claimed on",
                context.today().toString(),
                "claim period end",
                until == null ? "not named" : until.toString(),
                "");
        List<Computation> fee = LateFee.soFar(rule, open(), period.last(), context.today());
        boolean good = checks.failed().isEmpty();
        decide(
                CLAIM,
                good ? Outcome.ADMITTED : Outcome.REFUSED,
                checks,
                List.of(),
                List.of(rule),
                fee,
                rule.clause());
        if (!good) {
            return;
        }
        BigDecimal called = held;
        ask(
                Accounts.post(
                        entryId + "/claim/" + ++requests,
                        context.today(),
                        Reference.of(entryId, CLAIM, "claimed from the guarantor"),
                        List.of(
                                new Leg(
                                        Accounts.occupied(filing, entryId),
                                        Accounts.claimed(filing),
                                        cents(called)))));
        held = BigDecimal.ZERO;
        claimed = claimed.add(called);
        level = tax().amount();
        claimedOn = context.today();
        forgo();
        moved(filing, called.negate(), BigDecimal.ZERO, called);
        if (cash) {
            payments.add(new Paid("deposit-" + requests, called, context.today()));
        } else {
            send(
                    Messages.CLAIM,
                    filed.institutionCode(),
                    Map.of(
                            "entryId",
                            entryId,
                            "filingNo",
                            filing,
                            "instrumentNo",
                            filed.instrumentNo(),
                            "tax",
                            Checks.plain(called),
                            "lateFee",
                            Checks.plain(fee.isEmpty() ? BigDecimal.ZERO : fee.getFirst().result()),
                            "payBy",
                            context.today().plusDays(rule.whole("guarantor days")).toString()));
        }
    }

    /// An institution that does not pay what is claimed within its term is suspended; one whose payment in time is reported late
    /// is not.
    private void settleGuarantor() {
        LocalDate called = claimedOn;
        GuaranteeFiled filed = filed();
        if (called == null || filed == null || filed.instrument().equals("cash")) {
            return;
        }
        Period period = Objects.requireNonNull(period(), entryId);
        LocalDate last = called.plusDays(arrears(period.last()).whole("guarantor days"));
        BigDecimal inTime =
                payments.stream()
                        .filter(p -> !p.on().isAfter(last))
                        .map(Paid::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean covered = inTime.compareTo(level.min(tax().amount())) >= 0;
        boolean over = context.today().isAfter(last);
        clock(GUARANTOR_TERM, covered || over ? null : last, arrears(period.last()).clause());
        boolean unpaid = over && !covered;
        if (unpaid == said.containsKey("unpaid")) {
            return;
        }
        if (unpaid) {
            said.put("unpaid", last.toString());
        } else {
            said.remove("unpaid");
        }
        Checks checks = new Checks();
        checks.add(
                "C3",
                !unpaid,
                "paid until " + last,
                Checks.plain(inTime),
                "claimed",
                Checks.plain(claimed),
                "");
        decide(
                "guarantor",
                unpaid ? Outcome.REFUSED : Outcome.ADMITTED,
                checks,
                List.of(),
                "GACC 2021-100; 海关事务担保条例, 18");
        effects.add(
                new Effect.Tell(
                        Linking.to(InstitutionDesk.key(filed.institutionCode())),
                        new ClaimUnpaid(
                                filed.institutionCode(), entryId, last.plusDays(1), unpaid)));
    }

    // ---- help

    private void ask(Command command) {
        effects.add(new Effect.Ask(command));
    }

    private void send(String type, String to, Map<String, String> head) {
        effects.add(new Effect.Send(new Message(type, to, entryId, head, List.of())));
    }

    private void decide(
            String kind, Outcome outcome, Checks checks, List<String> missing, String clause) {
        decide(kind, outcome, checks, missing, List.of(), List.of(), clause);
    }

    private void decide(
            String kind,
            Outcome outcome,
            Checks checks,
            List<String> missing,
            List<Verdict> verdicts,
            List<Computation> arithmetic,
            String clause) {
        effects.add(
                new Effect.Decide(
                        Decision.of(kind, outcome, checks.toList(), clause)
                                .missing(missing)
                                .verdicts(verdicts)
                                .arithmetic(arithmetic)));
    }
}
