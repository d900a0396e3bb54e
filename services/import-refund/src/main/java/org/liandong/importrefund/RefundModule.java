package org.liandong.importrefund;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.simulator.RefundSimulation;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Format;
import org.liandong.kernel.Message;
import org.liandong.kernel.Reply;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Simulation;
import org.liandong.kernel.ledger.Asset;
import org.liandong.rules.Shipped;

/// Import tax refund by data linkage, as a deployment finds it.
public final class RefundModule implements ServiceModule<RefundCase, RefundFact> {

    public static final String NAME = "import-refund";

    /// The demand deposit rate by day.
    public static final String RATES = "demand-deposit.csv";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<RefundCase> stateType() {
        return RefundCase.class;
    }

    @Override
    public Class<RefundFact> factType() {
        return RefundFact.class;
    }

    @Override
    public Class<? extends RefundFact> internalType() {
        return RefundFact.Internal.class;
    }

    @Override
    public List<Asset> assets() {
        return List.of(Accounts.YUAN);
    }

    @Override
    public Map<String, byte[]> resources() {
        return Shipped.resources(RefundModule.class, RATES);
    }

    @Override
    public Service<RefundCase, RefundFact> service(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        byte[] rates = resources.get(RATES);
        if (rates == null) {
            throw new IllegalArgumentException(
                    "The service needs the resource %s.".formatted(RATES));
        }
        return new RefundService(rules.apply(resources), DepositRates.of(RATES, rates));
    }

    @Override
    public List<Format<RefundFact>> formats(
            Map<String, byte[]> resources, byte[] secret, InstantSource time) {
        return List.of();
    }

    /// One JSON object: there is no published format.
    @Override
    public byte[] write(Message message, long id, Instant at) {
        StringBuilder json = new StringBuilder("{");
        member(json, "type", message.type());
        member(json, "id", NAME + "-" + id);
        member(json, "to", message.to());
        member(json, "subject", message.subject());
        member(json, "writtenAt", at.toString());
        new TreeMap<>(message.head()).forEach((name, value) -> member(json, name, value));
        return json.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void member(StringBuilder json, String name, String value) {
        if (json.length() > 1) {
            json.append(',');
        }
        text(json, name);
        json.append(':');
        text(json, value);
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    @Override
    public @Nullable RefundFact reply(CaseKey key, Reply reply) {
        String book = BookDesk.number(key);
        if (book != null) {
            return new RefundFact.BookAnswered(
                    book, reply.task(), reply.answer(), reply.reason(), reply.officer());
        }
        String application = ApplicationDesk.number(key);
        return application == null
                ? null
                : new RefundFact.RefundAnswered(
                        application, reply.task(), reply.answer(), reply.reason(), reply.officer());
    }

    @Override
    public Simulation simulation() {
        return new RefundSimulation();
    }
}
