package org.liandong.importrefund;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.simulator.RefundSimulation;
import org.liandong.kernel.CaseKey;
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
