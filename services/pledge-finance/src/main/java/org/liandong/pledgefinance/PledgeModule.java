package org.liandong.pledgefinance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Format;
import org.liandong.kernel.Message;
import org.liandong.kernel.Reply;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.ledger.Asset;
import org.liandong.rules.Shipped;

/// Pledge finance on warehouse receipts, as a deployment finds it.
public final class PledgeModule implements ServiceModule<PledgeCase, PledgeFact> {

    public static final String NAME = "pledge-finance";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<PledgeCase> stateType() {
        return PledgeCase.class;
    }

    @Override
    public Class<PledgeFact> factType() {
        return PledgeFact.class;
    }

    @Override
    public Class<? extends PledgeFact> internalType() {
        return PledgeFact.Internal.class;
    }

    @Override
    public List<Asset> assets() {
        return Accounts.ASSETS;
    }

    @Override
    public Map<String, byte[]> resources() {
        return Shipped.resources(PledgeModule.class);
    }

    @Override
    public Service<PledgeCase, PledgeFact> service(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        return new PledgeService(rules.apply(resources));
    }

    @Override
    public List<Format<PledgeFact>> formats(
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
    public @Nullable PledgeFact reply(CaseKey key, Reply reply) {
        String contractNo = FinancingDesk.contractNo(key);
        if (contractNo != null) {
            return new PledgeFact.BankAnswered(
                    contractNo, reply.task(), reply.answer(), reply.reason(), reply.officer());
        }
        String commodity = MarketDesk.commodity(key);
        return commodity == null
                ? null
                : new PledgeFact.MarketAnswered(
                        commodity, reply.task(), reply.answer(), reply.reason(), reply.officer());
    }

    /// The borrower may be a person.
    @Override
    public Set<String> personNames() {
        return Set.of("borrowerName");
    }
}
