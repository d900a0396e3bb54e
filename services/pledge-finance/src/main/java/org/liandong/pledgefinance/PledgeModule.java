package org.liandong.pledgefinance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Reply;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Simulation;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.page.ServicePage;
import org.liandong.pledgefinance.simulator.PledgeSimulation;
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

    @Override
    public Set<String> mainStatuses() {
        return FinancingDesk.STATUSES;
    }

    @Override
    public List<ServicePage<PledgeCase>> pages(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        Rules tables = rules.apply(resources);
        return List.of(new PortfolioPage(tables), new LoanPage(tables), new RiskPage(tables));
    }

    @Override
    public Simulation simulation() {
        return new PledgeSimulation();
    }

    /// The borrower may be a person.
    @Override
    public Set<String> personNames() {
        return Set.of("borrowerName");
    }
}
