package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportCase.Asked;
import org.liandong.ecommerceimport.ImportCase.Documents;
import org.liandong.ecommerceimport.ImportCase.Parcel;
import org.liandong.ecommerceimport.ImportCase.Progress;
import org.liandong.ecommerceimport.ImportCase.Return;
import org.liandong.ecommerceimport.ImportCase.Stage;
import org.liandong.ecommerceimport.ImportCase.Taken;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.kernel.Check;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Step;
import org.liandong.kernel.Verdict;

/// One step of a parcel while it is made: what is known, what has been done, and the effects so far.
///
/// Those who work on a parcel ([ParcelDesk], [Books], [Returns] …) share it and change it line by line; nobody keeps it
/// longer than the step. Seen from outside the step is a function.
final class ParcelStep {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    final String key;
    final ParcelDesk.Tools tools;
    final Context context;
    final List<Effect> effects = new ArrayList<>();
    Documents documents;

    // What has been done; see Progress.
    Stage stage;
    @Nullable String preNo;
    @Nullable String invtNo;
    String said;
    private int requests;
    @Nullable Asked asked;
    @Nullable String waitsFor;
    Taken taken;
    @Nullable String waybillHeld;
    boolean closed;
    @Nullable String task;
    @Nullable LocalDate releasedOn;
    @Nullable String billing;
    BigDecimal billed;
    @Nullable String cancelling;
    final List<Return> returns;
    final Map<String, LocalDate> backs;
    String differences;

    ParcelStep(Parcel parcel, ParcelDesk.Tools tools, Context context) {
        this.key = parcel.key();
        this.documents = parcel.documents();
        this.tools = tools;
        this.context = context;
        Progress p = parcel.progress();
        this.stage = p.stage();
        this.preNo = p.preNo();
        this.invtNo = p.invtNo();
        this.said = p.said();
        this.requests = p.requests();
        this.asked = p.asked();
        this.waitsFor = p.waitsFor();
        this.taken = p.taken();
        this.waybillHeld = p.waybillHeld();
        this.closed = p.closed();
        this.task = p.task();
        this.releasedOn = p.releasedOn();
        this.billing = p.billing();
        this.billed = p.billed();
        this.cancelling = p.cancelling();
        this.returns = new ArrayList<>(p.returns());
        this.backs = new LinkedHashMap<>(p.backs());
        this.differences = p.differences();
    }

    Step<ImportCase> done() {
        Progress progress =
                new Progress(
                        stage,
                        preNo,
                        invtNo,
                        said,
                        requests,
                        asked,
                        waitsFor,
                        taken,
                        waybillHeld,
                        closed,
                        task,
                        releasedOn,
                        billing,
                        billed,
                        cancelling,
                        List.copyOf(returns),
                        Map.copyOf(backs),
                        differences);
        return new Step<>(new Parcel(key, documents, progress), effects);
    }

    // ---- what is known

    boolean platform() {
        return tools.policy().role() == Policy.Role.ZONE_PLATFORM;
    }

    /// Whether the documents still decide: nothing was released and nothing was ended.
    boolean isOpen() {
        return switch (stage) {
            case COLLECTING, WAITING, REFUSED, REFERRED, FORECAST -> true;
            case RELEASED, BILLED, RETURNED, CANCELLED -> false;
        };
    }

    /// The stage as it is shown.
    String stageName() {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The declared list, or null: a list that is only stored (appStatus 1) declares nothing.
    @Nullable ImportList declared() {
        Held<ImportList> held = documents.list();
        return held != null && held.document().appStatus().equals("2") ? held.document() : null;
    }

    /// The list of a parcel that has come so far that there must be one.
    ImportList list() {
        return Objects.requireNonNull(documents.list(), key).document();
    }

    /// What the documents say together.
    Assessment assessment() {
        return tools.last().of(documents, waybillHeld, this::assess);
    }

    private Assessment assess() {
        return Assessment.of(
                Objects.requireNonNull(documents.list(), key),
                documents,
                waybillHeld,
                tools.rules(),
                tools.tariff(),
                tools.policy());
    }

    /// The time limits after release.
    Verdict windows() {
        return tools.rules()
                .decide(
                        "windows",
                        Objects.requireNonNullElse(releasedOn, context.today()),
                        Map.of("trade mode", list().tradeMode()));
    }

    /// So many days after release, as a time limit of [#windows()] says.
    LocalDate afterRelease(String limit) {
        return Objects.requireNonNull(releasedOn, key).plusDays(whole(windows(), limit));
    }

    static int whole(Verdict verdict, String output) {
        return ((BigDecimal) Objects.requireNonNull(verdict.outputs().get(output), output))
                .intValueExact();
    }

    static String clause(Verdict verdict) {
        return String.valueOf(verdict.outputs().get("clause"));
    }

    // ---- what is done

    void add(Effect effect) {
        effects.add(effect);
    }

    void ask(org.liandong.kernel.ledger.Command command) {
        effects.add(new Effect.Ask(command));
    }

    /// A key for the next request to the ledger: no two requests of a parcel share one.
    String nextRequest() {
        requests++;
        return request(key, requests);
    }

    static String request(String caseKey, int number) {
        return caseKey + "#" + number;
    }

    /// Sends a receipt, where it is this office that writes them.
    void acknowledge(Message receipt) {
        if (!platform()) {
            effects.add(new Effect.Send(receipt));
        }
    }

    void acknowledgeList(ImportList list, String status, String info) {
        if (!platform()) {
            effects.add(
                    new Effect.Send(
                            Receipts.list(
                                    list,
                                    Objects.requireNonNull(preNo),
                                    Objects.requireNonNull(invtNo),
                                    status,
                                    context.at(),
                                    info)));
        }
    }

    void decide(String kind, Outcome outcome, List<Check> checks, String clause) {
        decide(kind, outcome, checks, List.of(), clause);
    }

    void decide(
            String kind, Outcome outcome, List<Check> checks, List<String> missing, String clause) {
        effects.add(new Effect.Decide(Decision.of(kind, outcome, checks, clause).missing(missing)));
    }

    /// The task about the checks is not needed any more.
    void withdrawTask() {
        if (task != null) {
            effects.add(new Effect.Withdraw(task));
            task = null;
        }
    }

    static List<Check> failed(List<Check> checks) {
        return checks.stream().filter(c -> c.result() == Check.Result.FAILED).toList();
    }
}
