package org.liandong.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Json;
import org.liandong.engine.Views.ClockLine;
import org.liandong.engine.Views.DecisionLine;
import org.liandong.engine.Views.FactLine;
import org.liandong.engine.Views.MessageLine;
import org.liandong.engine.Views.OneCase;
import org.liandong.engine.Views.TaskLine;
import org.liandong.kernel.Decision;
import org.liandong.kernel.ledger.Hold;
import org.liandong.kernel.ledger.Transaction;

/// A case for programs. Names of its fields are a contract.
public final class CaseJson {

    private CaseJson() {}

    public static Map<String, @Nullable Object> of(OneCase known) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(ListJson.of(known.line()));
        json.put("facts", known.facts().stream().map(CaseJson::fact).toList());
        json.put("decisions", known.decisions().stream().map(CaseJson::decision).toList());
        json.put("tasks", known.tasks().stream().map(CaseJson::task).toList());
        json.put("clocks", known.clocks().stream().map(CaseJson::clock).toList());
        json.put("waiting", known.waiting());
        json.put("postings", postings(known));
        json.put("holds", known.holds().stream().map(CaseJson::hold).toList());
        json.put("messages", known.messages().stream().map(CaseJson::message).toList());
        return json;
    }

    private static Map<String, @Nullable Object> fact(FactLine fact) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("seq", fact.seq());
        json.put("at", fact.at());
        json.put("kind", fact.kind());
        json.put("arrivedAt", fact.arrived());
        json.put("type", fact.type());
        json.put("source", fact.source());
        json.put("id", fact.id());
        json.put("file", fact.document());
        json.put("document", fact.number());
        json.put("body", Shown.fact(fact.body()));
        return json;
    }

    private static Map<String, @Nullable Object> decision(DecisionLine line) {
        return decision(line.seq(), line.at(), line.decision());
    }

    /// A decision, masked.
    public static Map<String, @Nullable Object> decision(long seq, Instant at, Decision decision) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("seq", seq);
        json.put("at", at);
        Json.mapper()
                .valueToTree(decision)
                .properties()
                .forEach(e -> json.put(e.getKey(), Shown.masked(e.getKey(), e.getValue())));
        return json;
    }

    public static Map<String, @Nullable Object> task(TaskLine task) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", task.task().id());
        json.put("state", task.state());
        json.put("role", task.task().role());
        json.put("question", task.task().question());
        json.put("reasons", task.task().reasons());
        json.put("options", task.task().options());
        json.put("openedAt", task.openedAt());
        json.put("closedAt", task.closedAt());
        return json;
    }

    public static Map<String, @Nullable Object> clock(ClockLine clock) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", clock.name());
        json.put("state", clock.state());
        json.put("dueAt", clock.due());
        json.put("lastDay", clock.lastDay());
        json.put("from", clock.from());
        json.put("limit", clock.limit());
        json.put("provisional", clock.provisional());
        json.put("clause", clock.clause());
        return json;
    }

    /// The legs of transactions, one posting a leg.
    private static List<Map<String, @Nullable Object>> postings(OneCase known) {
        List<Map<String, @Nullable Object>> postings = new ArrayList<>();
        for (Transaction transaction : known.transactions()) {
            transaction
                    .legs()
                    .forEach(leg -> {
                        Map<String, @Nullable Object> json = new LinkedHashMap<>();
                        json.put("seq", transaction.seq());
                        json.put("bookedAt", transaction.bookedAt());
                        json.put("effective", transaction.effective());
                        json.put("kind", CaseText.lower(transaction.kind()));
                        json.put("from", leg.from());
                        json.put("to", leg.to());
                        json.put("asset", known.asset(leg));
                        json.put("amount", Money.amount(known.asset(leg), leg.minor()));
                        json.put("minor", leg.minor());
                        json.put("decision", transaction.reference().decision());
                        json.put("reason", transaction.reference().reason());
                        json.put("hold", transaction.hold());
                        json.put(
                                "reverses",
                                transaction.reverses() == 0 ? null : transaction.reverses());
                        postings.add(json);
                    });
        }
        return postings;
    }

    private static Map<String, @Nullable Object> hold(Hold hold) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", hold.id());
        json.put("state", CaseText.lower(hold.state()));
        json.put("from", hold.from());
        json.put("to", hold.to());
        json.put("asset", hold.asset());
        json.put("original", Money.amount(hold.asset(), hold.original()));
        json.put("captured", Money.amount(hold.asset(), hold.captured()));
        json.put("released", Money.amount(hold.asset(), hold.released()));
        json.put("remaining", Money.amount(hold.asset(), hold.remaining()));
        json.put("effective", hold.effective());
        json.put("reason", hold.reference().reason());
        return json;
    }

    public static Map<String, @Nullable Object> message(MessageLine line) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", line.id());
        json.put("at", line.at());
        json.put("type", line.message().type());
        json.put("to", line.message().to());
        json.put("subject", line.message().subject());
        json.put("head", Shown.masked("", Json.mapper().valueToTree(line.message().head())));
        return json;
    }
}
