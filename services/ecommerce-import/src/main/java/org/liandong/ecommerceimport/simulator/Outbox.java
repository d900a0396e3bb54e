package org.liandong.ecommerceimport.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.liandong.ecommerceimport.ImportFact;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.ecommerceimport.ceb.BaseTransfer;
import org.liandong.ecommerceimport.ceb.CebSchema;
import org.liandong.ecommerceimport.ceb.MessageType;
import org.liandong.kernel.FactLine;
import org.liandong.kernel.Simulation;

/// What is on its way: nodes gather in messages of their senders, facts in files; they leave in order or shuffled.
final class Outbox {

    private static final int NODES_MAX = 100;
    private static final int FACTS_MAX = 1_000;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int STREAM = 5;

    private final Simulation.Sink sink;
    private final Signing signing;
    private final SplittableRandom random;
    private final Tally tally = new Tally();
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, List<String>> facts = new LinkedHashMap<>();
    private final List<Ready> held = new ArrayList<>();
    private boolean holding;
    private Instant at = Instant.EPOCH;

    Outbox(Simulation.Sink sink, Signing signing, long seed, int act) {
        this.sink = sink;
        this.signing = signing;
        this.random = Chance.sequence(seed, STREAM, act);
    }

    /// What has been sent so far.
    Tally tally() {
        return tally;
    }

    /// Counts of what has been sent.
    static final class Tally {
        long documents;
        long nodes;
        long repeated;
        long conflicting;
        long rejected;
        long unreadable;
    }

    private record Ready(String label, byte[] content) {}

    /// A message that still takes nodes.
    static final class Draft {
        private final MessageType type;
        private final Firm sender;
        private final boolean signed;
        private final Pen nodes = new Pen(1 << 15);
        private int count;
        private int unsound;
        private boolean again;

        Draft(MessageType type, Firm sender, boolean signed) {
            this.type = type;
            this.sender = sender;
            this.signed = signed;
        }

        Pen pen() {
            return nodes;
        }

        private String label() {
            return type.name() + "-" + sender.code() + ".xml";
        }

        /// The message will be sent again, byte for byte.
        void repeat() {
            again = true;
        }

        /// The node just written cannot be used.
        void unsound() {
            unsound++;
        }
    }

    /// From now on documents arrive at this second of a day in China.
    void at(LocalDate day, int second) {
        at = day.atStartOfDay(ZONE).plusSeconds(second).toInstant();
    }

    /// From now on documents wait for [#release], in which order does not matter.
    void hold() {
        holding = true;
    }

    /// Sends what waited, shuffled.
    void release() {
        holding = false;
        for (int i = held.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Ready other = held.get(j);
            held.set(j, held.get(i));
            held.set(i, other);
        }
        held.forEach(this::send);
        held.clear();
    }

    /// What follows is sent for parcels whose senders are in haste, or not any more.
    void single(boolean begins) {
        sink.single(begins);
    }

    /// Where a sender's next node is written, in a message that is signed if its schema demands it.
    Pen pen(MessageType type, Firm sender) {
        return next(type, sender, type.requiresSignature()).pen();
    }

    /// The message in which a sender's next node goes.
    Draft next(MessageType type, Firm sender, boolean signed) {
        String key = type.name() + sender.code() + signed;
        Draft draft = drafts.get(key);
        if (draft != null && draft.count >= NODES_MAX) {
            seal(draft);
            draft = null;
        }
        if (draft == null) {
            draft = new Draft(type, sender, signed);
            drafts.put(key, draft);
        }
        draft.count++;
        return draft;
    }

    /// The node just written contradicts one that was sent under the same record key.
    void conflict() {
        tally.conflicting++;
    }

    /// A fact for which there is no message: it goes in a file of its label, one JSON object a line.
    void fact(String label, ImportFact fact, String source, String id) {
        List<String> lines = facts.computeIfAbsent(label, _ -> new ArrayList<>());
        lines.add(FactLine.of(ImportModule.NAME, fact, source, id));
        if (lines.size() >= FACTS_MAX) {
            file(label, lines);
            facts.remove(label);
        }
    }

    /// Sends every message that has nodes, and every file of facts.
    void flush() {
        drafts.values().forEach(this::seal);
        drafts.clear();
        facts.forEach(this::file);
        facts.clear();
    }

    private void file(String label, List<String> lines) {
        byte[] content = String.join("", lines).getBytes(StandardCharsets.UTF_8);
        pass(new Ready(label + ".ndjson", content), lines.size());
    }

    private void seal(Draft draft) {
        Ready ready = new Ready(draft.label(), message(draft));
        pass(ready, draft.count);
        tally.rejected += draft.unsound;
        if (draft.again) {
            pass(ready, draft.count);
            tally.rejected += draft.unsound;
            tally.repeated += draft.count - draft.unsound;
        }
    }

    /// A message with one node that breaks off in the middle.
    void tear(Draft draft) {
        byte[] content = message(draft);
        tally.unreadable++;
        pass(new Ready(draft.label(), Arrays.copyOf(content, content.length * 3 / 5)), 0);
    }

    private void pass(Ready ready, int nodes) {
        tally.nodes += nodes;
        if (holding) {
            held.add(ready);
        } else {
            send(ready);
        }
    }

    private void send(Ready ready) {
        tally.documents++;
        String number = Long.toString(tally.documents);
        sink.document(
                "0".repeat(Math.max(0, 7 - number.length())) + number + "-" + ready.label(),
                at,
                ready.content());
    }

    private byte[] message(Draft draft) {
        MessageType type = draft.type;
        BaseTransfer transfer = draft.sender.transfer();
        Pen pen =
                new Pen(draft.nodes.length() + 1_024)
                        .markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ceb:")
                        .markup(type.root())
                        .markup(" guid=\"")
                        .markup(Chance.guid(random))
                        .markup("\" version=\"1.0\" xmlns:ceb=\"")
                        .markup(CebSchema.NAMESPACE)
                        .markup("\">")
                        .append(draft.nodes)
                        .open("BaseTransfer")
                        .put("copCode", transfer.copCode())
                        .put("copName", transfer.copName())
                        .put("dxpMode", transfer.dxpMode())
                        .put("dxpId", transfer.dxpId())
                        .closeBlock("BaseTransfer")
                        .closeBlock(type.root());
        byte[] content = pen.toString().getBytes(StandardCharsets.UTF_8);
        return draft.signed ? signing.sign(draft.sender.code(), content) : content;
    }

    /// A guid of the stream of messages.
    String guid() {
        return Chance.guid(random);
    }
}
