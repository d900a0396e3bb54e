package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.liandong.engine.Engine;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.engine.OfficeTime;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reply;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Task;
import org.liandong.pledgefinance.PledgeFact;
import org.liandong.pledgefinance.PledgeFact.ExchangeRequested;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeFact.SaleReported;
import org.liandong.pledgefinance.PledgeModule;
import org.liandong.warehousereceipt.ReceiptFact;
import org.liandong.warehousereceipt.ReceiptFact.DeliveryAsked;
import org.liandong.warehousereceipt.ReceiptFact.GoodsOut;
import org.liandong.warehousereceipt.ReceiptFact.PledgeEnforced;
import org.liandong.warehousereceipt.ReceiptFact.PledgeRegistered;
import org.liandong.warehousereceipt.ReceiptFact.PledgeReleased;
import org.liandong.warehousereceipt.ReceiptModule;

/// A yard and its banks on one ledger in memory, and a count of their goods that is kept beside it.
///
/// What is pledged and ordered for delivery is counted from what both services decided, what was weighed in from the facts; [#holds] puts the
/// count against the ledger.
final class YardAndBanks implements AutoCloseable {

    static final String YARD = ReceiptModule.NAME;
    static final String BANK = PledgeModule.NAME;
    static final String ASSET = "T.NATURAL-RUBBER";

    // Compiling tables takes a second; all histories are judged by the same.
    private static final Map<Set<String>, Rules> COMPILED = new ConcurrentHashMap<>();

    /// What happened, by name: a history in which nothing does proves nothing.
    final Map<String, Integer> happened = new TreeMap<>();

    private final InlineEngine engine;
    private Instant now =
            LocalDate.parse("2026-03-02").atTime(9, 0).atZone(OfficeTime.ZONE).toInstant();

    private final Map<FactId, ReceiptFact> yardFacts = new HashMap<>();
    private final Map<String, FinancingApplied> applications = new TreeMap<>();
    private final Map<String, ExchangeRequested> exchanges = new HashMap<>();
    private final Map<String, SaleReported> sales = new HashMap<>();
    private final Map<String, Integer> decisionsSeen = new HashMap<>();
    private int messagesSeen;

    private BigDecimal weighedIn = BigDecimal.ZERO;
    private BigDecimal delivered = BigDecimal.ZERO;

    /// What each receipt says that it stands for.
    private final Map<String, BigDecimal> quantities = new TreeMap<>();

    /// What is held for a contract, by contract and receipt.
    private final Map<Pledge, BigDecimal> pledged = new HashMap<>();

    /// Pledges whose hold the yard has placed, and therefore releases itself.
    private final Set<Pledge> ofTheYard = new HashSet<>();

    /// What is held for a delivery, by receipt and number.
    private final Map<String, Map<String, BigDecimal>> ordered = new HashMap<>();

    /// What a contract has of a receipt.
    record Pledge(String contractNo, String receiptNo) {}

    YardAndBanks() {
        engine =
                InlineEngine.inMemory(
                        new Engine.Settings(
                                "",
                                List.of(new ReceiptModule(), new PledgeModule()),
                                Map.of(),
                                resources ->
                                        COMPILED.computeIfAbsent(
                                                Set.copyOf(resources.keySet()),
                                                _ -> Wiring.rules(resources)),
                                "a secret of tests only".getBytes(StandardCharsets.UTF_8),
                                () -> Instant.parse("2026-03-01T00:00:00Z"),
                                1));
    }

    // ---- time and facts

    LocalDate today() {
        return LocalDate.ofInstant(now, OfficeTime.ZONE);
    }

    Instant now() {
        return now;
    }

    void nextDay() {
        now = today().plusDays(1).atTime(9, 0).atZone(OfficeTime.ZONE).toInstant();
        engine.tick(now);
        count();
    }

    void take(ReceiptFact fact) {
        FactId id = id();
        yardFacts.put(id, fact);
        accept(YARD, id, fact);
        if (fact instanceof ReceiptFact.Weighed weighed) {
            weighedIn = weighedIn.add(weighed.gross()).subtract(weighed.tare());
        }
        count();
    }

    void take(PledgeFact fact) {
        switch (fact) {
            case FinancingApplied f -> applications.put(f.contractNo(), f);
            case ExchangeRequested f -> exchanges.put(f.contractNo(), f);
            case SaleReported f -> sales.put(f.contractNo(), f);
            default -> {}
        }
        accept(BANK, id(), fact);
        count();
    }

    private FactId id() {
        now = now.plus(Duration.ofSeconds(10));
        return new FactId("history", now.toString());
    }

    private void accept(String service, FactId id, Object fact) {
        NodeResult result = engine.accept(service, id, fact, now);
        assertThat(result.result())
                .as("what became of %s: %s", fact, result.errors())
                .isEqualTo(NodeResult.Result.ACCEPTED);
    }

    // ---- what can be seen

    List<String> receipts() {
        return List.copyOf(quantities.keySet());
    }

    BigDecimal quantity(String receiptNo) {
        return quantities.getOrDefault(receiptNo, BigDecimal.ZERO);
    }

    Set<String> contracts() {
        return applications.keySet();
    }

    String status(String contractNo) {
        String status = engine.status(BANK, financing(contractNo));
        return status == null ? "none" : status;
    }

    /// Whether an exchange or sale of the contract is undecided: of each kind one is told at a time, as decisions do not name theirs.
    boolean isDeciding(String contractNo) {
        return exchanges.containsKey(contractNo) || sales.containsKey(contractNo);
    }

    /// The pledges that stand, with what they have.
    List<Map.Entry<Pledge, BigDecimal>> pledges() {
        return pledged.entrySet().stream()
                .filter(each -> each.getValue().signum() > 0)
                .sorted(
                        Comparator.comparing(each ->
                                each.getKey().contractNo() + "/" + each.getKey().receiptNo()))
                .toList();
    }

    List<String> orders(String receiptNo) {
        return List.copyOf(ordered.getOrDefault(receiptNo, Map.of()).keySet());
    }

    /// An officer of the bank answers what he is asked about a financing.
    void answer(String contractNo, int which) {
        for (Task task : engine.openTasks(BANK, financing(contractNo))) {
            String said = task.options().get(which % task.options().size());
            PledgeFact answer =
                    Objects.requireNonNull(
                            new PledgeModule()
                                    .reply(
                                            new CaseKey(financing(contractNo)),
                                            new Reply(task.id(), said, "seen", "officer 7")));
            take(answer);
        }
    }

    private static String financing(String contractNo) {
        return "financing:" + contractNo;
    }

    // ---- the count

    private void happens(String what) {
        happened.merge(what, 1, Integer::sum);
    }

    private void count() {
        List<Message> messages = engine.messages();
        for (Message message : messages.subList(messagesSeen, messages.size())) {
            if (message.type().equals("WAREHOUSE-RECEIPT")) {
                quantities.put(
                        message.subject(),
                        new BigDecimal(message.head().getOrDefault("quantity", "")));
            }
        }
        messagesSeen = messages.size();
        for (String receiptNo : quantities.keySet()) {
            for (Decision decision : decided(YARD, "receipt:" + receiptNo)) {
                countYard(receiptNo, decision);
            }
        }
        for (String contractNo : applications.keySet()) {
            for (Decision decision : decided(BANK, financing(contractNo))) {
                countBank(contractNo, decision);
            }
        }
    }

    private List<Decision> decided(String service, String key) {
        List<Decision> all = engine.decisions(service, key);
        int seen = decisionsSeen.getOrDefault(key + service, 0);
        decisionsSeen.put(key + service, all.size());
        return all.subList(seen, all.size());
    }

    private void countYard(String receiptNo, Decision decision) {
        FactId id = decision.basis().get(decision.kind());
        ReceiptFact fact = id == null ? null : yardFacts.get(id);
        if (fact == null) {
            return;
        }
        if (decision.outcome() == Outcome.REFUSED && lacks(decision)) {
            boolean isPledged =
                    pledges().stream()
                            .anyMatch(each -> each.getKey().receiptNo().equals(receiptNo));
            if (isPledged) {
                happens("yard refuses of pledged goods: " + decision.kind());
            }
        }
        if (decision.outcome() != Outcome.ADMITTED) {
            return;
        }
        Map<String, BigDecimal> orders = ordered.computeIfAbsent(receiptNo, _ -> new TreeMap<>());
        switch (fact) {
            case PledgeRegistered f -> {
                Pledge pledge = new Pledge(f.contractNo(), receiptNo);
                if (pledged.containsKey(pledge)) {
                    happens("yard notes a pledge");
                } else {
                    happens("yard pledges");
                    ofTheYard.add(pledge);
                    pledged.put(pledge, f.quantity());
                }
            }
            case PledgeReleased f -> less(new Pledge(f.contractNo(), receiptNo), f.quantity());
            case PledgeEnforced f -> {
                happens("enforcement");
                less(new Pledge(f.contractNo(), receiptNo), f.quantity());
            }
            case DeliveryAsked f -> {
                happens("delivery");
                orders.put(f.no(), f.quantity());
            }
            case GoodsOut f -> {
                happens("load");
                delivered = delivered.add(f.quantity());
                orders.merge(f.no(), f.quantity().negate(), BigDecimal::add);
            }
            case ReceiptFact.DeliveryEnded f -> orders.remove(f.no());
            default -> {}
        }
    }

    private static boolean lacks(Decision decision) {
        return decision.failed().stream().anyMatch(check -> check.rule().equals("Q1"));
    }

    /// Who has placed a hold releases it; the yard takes note of what another has done with his.
    private void less(Pledge pledge, BigDecimal quantity) {
        if (ofTheYard.contains(pledge)) {
            pledged.merge(pledge, quantity.negate(), BigDecimal::add);
        }
    }

    private void countBank(String contractNo, Decision decision) {
        boolean done = decision.outcome() == Outcome.ADMITTED;
        boolean refused = decision.outcome() == Outcome.REFUSED;
        if (decision.failed().stream()
                .map(Check::code)
                .anyMatch(code -> code.startsWith("NOT_FREE"))) {
            happens("bank refused: goods not free");
        }
        switch (decision.kind()) {
            case "pledge" -> {
                if (done) {
                    happens("bank pledges");
                    add(contractNo, application(contractNo).receipts());
                }
            }
            case "exchange" -> {
                if (done) {
                    happens("exchange");
                    ExchangeRequested asked = required(exchanges, contractNo);
                    add(contractNo, asked.incoming());
                    asked.outgoing().forEach(part -> gives(contractNo, part));
                } else if (refused) {
                    required(exchanges, contractNo);
                }
            }
            case "sale" -> {
                SaleReported sale = required(sales, contractNo);
                if (done) {
                    happens("sale");
                    gives(contractNo, new Part(sale.receiptNo(), sale.quantity()));
                }
            }
            case "redemption" -> {
                happens("redemption");
                pledged.replaceAll((pledge, held) ->
                        pledge.contractNo().equals(contractNo) && !ofTheYard.contains(pledge)
                                ? BigDecimal.ZERO
                                : held);
            }
            default -> {}
        }
    }

    private FinancingApplied application(String contractNo) {
        return Objects.requireNonNull(applications.get(contractNo), contractNo);
    }

    private static <T> T required(Map<String, T> undecided, String contractNo) {
        return Objects.requireNonNull(undecided.remove(contractNo), contractNo);
    }

    private void add(String contractNo, List<Part> parts) {
        for (Part part : parts) {
            BigDecimal before =
                    pledged.put(new Pledge(contractNo, part.receiptNo()), part.quantity());
            assertThat(before).as("%s was pledged before under %s", part, contractNo).isNull();
        }
    }

    private void gives(String contractNo, Part part) {
        pledged.merge(
                new Pledge(contractNo, part.receiptNo()),
                part.quantity().negate(),
                BigDecimal::add);
    }

    // ---- what must hold

    /// No kilogram is pledged twice, delivered while it is pledged, or in two receipts; no more is issued than was weighed in; and the books
    /// of goods and of loans balance.
    void holds(String at) {
        Map<String, BigDecimal> books = engine.available();
        books.forEach((account, amount) -> {
            if (!account.startsWith("boundary/")) {
                assertThat(amount).as("%s: %s", at, account).isNotNegative();
            }
        });
        goods(at, books);
        for (String bank :
                applications.values().stream().map(FinancingApplied::bank).distinct().toList()) {
            loans(at, bank, books);
        }
    }

    private void goods(String at, Map<String, BigDecimal> books) {
        pledged.forEach(
                (pledge, held) -> assertThat(held).as("%s: %s", at, pledge).isNotNegative());
        BigDecimal issued = BigDecimal.ZERO;
        BigDecimal held = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> receipt : quantities.entrySet()) {
            String receiptNo = receipt.getKey();
            BigDecimal ofBanks =
                    pledges().stream()
                            .filter(each -> each.getKey().receiptNo().equals(receiptNo))
                            .map(Map.Entry::getValue)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal toLeave = BigDecimal.ZERO;
            for (BigDecimal order : ordered.getOrDefault(receiptNo, Map.of()).values()) {
                assertThat(order).as("%s: ordered of %s", at, receiptNo).isNotNegative();
                toLeave = toLeave.add(order);
            }
            assertThat(tonnes(books, "wr/" + receiptNo + "/").add(ofBanks).add(toLeave))
                    .as(
                            "%s: free, frozen, sold, pledged %s and ordered %s of %s",
                            at, ofBanks, toLeave, receiptNo)
                    .isEqualByComparingTo(receipt.getValue());
            issued = issued.add(receipt.getValue());
            held = held.add(ofBanks).add(toLeave);
        }
        BigDecimal left = tonnes(books, "boundary/delivery/" + ASSET);
        BigDecimal unissued = tonnes(books, "lot/");
        assertThat(tonnes(books, "boundary/intake/" + ASSET).negate())
                .as("%s: weighed in", at)
                .isEqualByComparingTo(weighedIn);
        assertThat(left).as("%s: delivered", at).isEqualByComparingTo(delivered);
        assertThat(issued.add(unissued).add(left))
                .as("%s: in receipts, in none and delivered", at)
                .isEqualByComparingTo(weighedIn);
        assertThat(
                        tonnes(books, "wr/")
                                .add(held)
                                .add(unissued)
                                .add(left)
                                .add(tonnes(books, "boundary/intake/" + ASSET)))
                .as("%s: all goods", at)
                .isEqualByComparingTo("0");
    }

    /// The books of each bank balance by themselves: nothing of one is the other's.
    private void loans(String at, String bank, Map<String, BigDecimal> books) {
        BigDecimal sum =
                sum(books, "boundary/lender/" + bank).add(sum(books, "boundary/facility/" + bank));
        BigDecimal granted = BigDecimal.ZERO;
        for (FinancingApplied applied : applications.values()) {
            String contractNo = applied.contractNo();
            if (!applied.bank().equals(bank)
                    || !books.containsKey("facility/" + contractNo + "/undrawn")) {
                continue;
            }
            String what = "%s: %s of %s, %s".formatted(at, contractNo, bank, status(contractNo));
            BigDecimal facility = sum(books, "facility/" + contractNo + "/");
            BigDecimal loan = sum(books, "loan/" + contractNo + "/");
            sum = sum.add(facility).add(loan);
            assertThat(sum(books, "loan/" + contractNo + "/principal"))
                    .as(what)
                    .isLessThanOrEqualTo(sum(books, "facility/" + contractNo + "/drawn"));
            switch (status(contractNo)) {
                case "rejected" ->
                        assertThat(facility.add(loan)).as(what).isEqualByComparingTo("0");
                case "redeemed", "closed" -> {
                    assertThat(loan).as(what).isEqualByComparingTo("0");
                    assertThat(sum(books, "deposit/" + contractNo))
                            .as(what)
                            .isEqualByComparingTo("0");
                }
                default -> {
                    granted = granted.add(applied.amount());
                    assertThat(facility).as(what).isEqualByComparingTo(applied.amount());
                }
            }
        }
        assertThat(sum).as("%s: books of %s", at, bank).isEqualByComparingTo("0");
        assertThat(sum(books, "exposure/" + bank + "/commodity/"))
                .as("%s: granted by %s", at, bank)
                .isEqualByComparingTo(granted);
    }

    private static BigDecimal sum(Map<String, BigDecimal> books, String prefix) {
        return books.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// A tonne has three decimals, of which the engine shows two.
    private static BigDecimal tonnes(Map<String, BigDecimal> books, String prefix) {
        return sum(books, prefix).movePointLeft(1);
    }

    @Override
    public void close() {
        engine.close();
    }
}
