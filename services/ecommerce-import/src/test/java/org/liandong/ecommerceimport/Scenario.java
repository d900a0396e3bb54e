package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportFact.GuaranteeFiled;
import org.liandong.ecommerceimport.ImportFact.IdentityAnswered;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.testkit.TestEngines;

/// Given an office, when facts arrive, expect a decision.
///
/// ```
/// given(aGuarantee()).when(papers.with("payment.amountPaid", "440.00").all())
///         .expect(refused(failing("A1", "payment.amountPaid", "440.00", "order.acturalPaid", "447.31", "1332")));
/// ```
final class Scenario implements AutoCloseable {

    /// Noon of this day, unless a scenario goes to another.
    static final String TODAY = "2026-03-01";

    private final InlineEngine engine;
    private String day = TODAY;
    private String about = Papers.sound().key();

    private Scenario(Map<String, byte[]> overrides) {
        engine = TestEngines.inMemory(new ImportModule(), overrides);
    }

    // ---- given

    /// A deciding office in which these facts have arrived.
    static Scenario given(ImportFact... facts) {
        return new Scenario(Map.of()).when(facts);
    }

    /// An office with other settings or tables.
    static Scenario givenAnOffice(String resource, String content) {
        return new Scenario(Map.of(resource, content.getBytes(StandardCharsets.UTF_8)));
    }

    /// A guarantee of a million for the seller of the sound papers.
    static GuaranteeFiled aGuarantee() {
        return aGuarantee("EBC1", "1000000.00");
    }

    static GuaranteeFiled aGuarantee(String assureCode, String amount) {
        return new GuaranteeFiled(
                assureCode,
                "POL-" + assureCode + "-" + amount,
                new BigDecimal(amount),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31));
    }

    // ---- when

    Scenario when(List<? extends ImportFact> facts) {
        facts.forEach(this::accept);
        return this;
    }

    Scenario when(ImportFact... facts) {
        return when(List.of(facts));
    }

    /// All four papers of a parcel arrive; what is expected next is about it.
    Scenario when(Papers papers) {
        about = papers.key();
        return when(papers.all());
    }

    Scenario on(String another) {
        day = another;
        return this;
    }

    Scenario about(Papers papers) {
        about = papers.key();
        return this;
    }

    /// The register's answer on the buyer of the parcel in question: MATCH, MISMATCH, UNKNOWN.
    Scenario whenTheRegisterSays(String result) {
        return when(new IdentityAnswered(platform(), order(), result));
    }

    /// The officer answers the task that is open.
    Scenario whenTheOfficerSays(String answer, String reason) {
        var tasks = engine.openTasks(ImportModule.NAME, about);
        assertThat(tasks).as("open tasks").hasSize(1);
        return when(
                new OfficerAnswered(
                        platform(), order(), tasks.getFirst().id(), answer, reason, "officer 7"));
    }

    private String platform() {
        return about.substring(0, about.indexOf('/'));
    }

    private String order() {
        return about.substring(about.indexOf('/') + 1);
    }

    private void accept(ImportFact fact) {
        NodeResult result =
                engine.accept(ImportModule.NAME, idOf(fact), fact, TestEngines.noon(day));
        assertThat(result.result())
                .as("what became of %s: %s", fact, result.errors())
                .isNotIn(NodeResult.Result.REJECTED, NodeResult.Result.CONFLICT);
    }

    /// The identity under which the reader of the messages would bring a fact.
    static FactId idOf(ImportFact fact) {
        return switch (fact) {
            case ImportFact.Order f -> new FactId(f.ebpCode(), "311/" + f.guid());
            case ImportFact.Payment f -> new FactId(f.payCode(), "411/" + f.guid());
            case ImportFact.Waybill f -> new FactId(f.logisticsCode(), "511/" + f.guid());
            case ImportFact.WaybillStatus f ->
                    new FactId(f.logisticsCode(), "513/" + f.guid() + "/" + f.logisticsStatus());
            case ImportFact.ImportList f -> new FactId(f.agentCode(), "621/" + f.guid());
            case ImportFact.Cancellation f -> new FactId(f.agentCode(), "623/" + f.guid());
            case ImportFact.ReturnRequest f -> new FactId(f.agentCode(), "625/" + f.guid());
            default -> new FactId("office", fact.toString());
        };
    }

    // ---- expect

    /// What is expected of a parcel.
    interface Expectation extends Consumer<Scenario> {}

    Scenario expect(Expectation... expectations) {
        for (Expectation expectation : expectations) {
            expectation.accept(this);
        }
        return this;
    }

    /// The goods are free, no check fails.
    static Expectation released() {
        return s -> {
            assertThat(s.status()).as(s.story()).isEqualTo("released");
            assertThat(s.decision().outcome()).isEqualTo(Outcome.ADMITTED);
            assertThat(s.decision().failed()).isEmpty();
        };
    }

    /// Refused, for exactly these reasons.
    static Expectation refused(Failing... failing) {
        return s -> {
            assertThat(s.decision().failed().stream().map(Failing::of))
                    .as(s.story())
                    .containsExactlyInAnyOrder(failing);
            assertThat(s.status()).isEqualTo("refused");
            assertThat(s.decision().outcome()).isEqualTo(Outcome.REFUSED);
        };
    }

    /// Waiting for these papers.
    static Expectation waitingFor(String... missing) {
        return s -> {
            assertThat(s.status()).as(s.story()).isEqualTo("waiting");
            assertThat(s.decision().outcome()).isEqualTo(Outcome.WAITING);
            assertThat(s.decision().missing()).containsExactlyInAnyOrder(missing);
        };
    }

    /// Before an officer, for exactly these checks that could not be made.
    static Expectation referred(Failing... undecided) {
        return s -> {
            assertThat(
                            s.decision().checks().stream()
                                    .filter(c -> c.result() == Check.Result.UNDECIDED)
                                    .map(Failing::of))
                    .as(s.story())
                    .containsExactlyInAnyOrder(undecided);
            assertThat(s.status()).isEqualTo("referred");
            assertThat(s.decision().outcome()).isEqualTo(Outcome.REFERRED);
        };
    }

    /// The check was made and holds.
    static Expectation passes(String rule) {
        return s ->
                assertThat(s.decision().checks())
                        .as(s.story())
                        .anySatisfy(check -> {
                            assertThat(check.rule()).isEqualTo(rule);
                            assertThat(check.result()).isEqualTo(Check.Result.PASSED);
                        });
    }

    /// The check was not made.
    static Expectation notAsked(String rule) {
        return s ->
                assertThat(s.decision().checks())
                        .as(s.story())
                        .noneMatch(check -> check.rule().equals(rule));
    }

    /// The last receipt of this type: its status.
    static Expectation receipt(String type, String status) {
        return s -> assertThat(s.lastMessage(type).head()).containsEntry("returnStatus", status);
    }

    /// The tax bill: duty, consumption tax, VAT.
    static Expectation bill(String duty, String consumption, String vat) {
        return s ->
                assertThat(s.lastMessage("CEB816").head())
                        .containsEntry("customsTax", duty)
                        .containsEntry("consumptionTax", consumption)
                        .containsEntry("valueAddedTax", vat);
    }

    /// What an account has available.
    static Expectation available(String account, String amount) {
        return s ->
                assertThat(s.engine.available())
                        .hasEntrySatisfying(
                                account, left -> assertThat(left).isEqualByComparingTo(amount));
    }

    /// What is left of a buyer's allowance of the year.
    static Expectation allowanceLeft(String idNumber, String amount) {
        return available(
                Accounts.allowance(2026, Papers.person(idNumber, LocalDate.parse(TODAY)).hash()),
                amount);
    }

    static Expectation quotaLeft(String assureCode, String amount) {
        return available(Accounts.quota(assureCode), amount);
    }

    /// A check that fails, or could not be made, with both values as they are shown.
    record Failing(
            String rule,
            String left,
            @Nullable String leftValue,
            String right,
            @Nullable String rightValue,
            String code) {

        static Failing of(Check check) {
            return new Failing(
                    check.rule(),
                    check.left().field(),
                    check.left().value(),
                    check.right().field(),
                    check.right().value(),
                    check.code());
        }

        @Override
        public String toString() {
            return String.join(
                    " | ",
                    rule,
                    left,
                    Objects.requireNonNullElse(leftValue, "-"),
                    right,
                    Objects.requireNonNullElse(rightValue, "-"),
                    code);
        }
    }

    static Failing failing(
            String rule,
            String left,
            String leftValue,
            String right,
            String rightValue,
            String code) {
        return new Failing(rule, left, absent(leftValue), right, absent(rightValue), code);
    }

    static Failing undecided(
            String rule, String left, String leftValue, String right, String rightValue) {
        return failing(rule, left, leftValue, right, rightValue, "");
    }

    private static @Nullable String absent(String value) {
        return value.equals("-") ? null : value;
    }

    // ---- what can be read

    InlineEngine engine() {
        return engine;
    }

    String status() {
        return Objects.requireNonNullElse(engine.status(ImportModule.NAME, about), "unknown");
    }

    /// The last decision of the parcel in question.
    Decision decision() {
        List<Decision> decisions = engine.decisions(ImportModule.NAME, about);
        assertThat(decisions).as("decisions of %s", about).isNotEmpty();
        return decisions.getLast();
    }

    Message lastMessage(String type) {
        return engine.messages().stream()
                .filter(m -> m.type().equals(type))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("There is no message " + type));
    }

    private String story() {
        return "%s is %s by %s"
                .formatted(about, status(), engine.decisions(ImportModule.NAME, about));
    }

    @Override
    public void close() {
        engine.close();
    }
}
