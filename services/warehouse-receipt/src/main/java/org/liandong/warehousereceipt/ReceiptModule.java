package org.liandong.warehousereceipt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Reply;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Simulation;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.page.ServicePage;
import org.liandong.rules.Shipped;
import org.liandong.warehousereceipt.simulator.YardSimulation;

/// Warehouse receipts, as a deployment finds them.
public final class ReceiptModule implements ServiceModule<ReceiptCase, ReceiptFact> {

    public static final String NAME = "warehouse-receipt";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ReceiptCase> stateType() {
        return ReceiptCase.class;
    }

    @Override
    public Class<ReceiptFact> factType() {
        return ReceiptFact.class;
    }

    @Override
    public Class<? extends ReceiptFact> internalType() {
        return ReceiptFact.Internal.class;
    }

    @Override
    public List<Asset> assets() {
        return Accounts.ASSETS;
    }

    @Override
    public Map<String, byte[]> resources() {
        return Shipped.resources(ReceiptModule.class);
    }

    @Override
    public Service<ReceiptCase, ReceiptFact> service(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        return new ReceiptService(rules.apply(resources));
    }

    @Override
    public ReceiptFact reply(CaseKey key, Reply reply) {
        return new ReceiptFact.TaskAnswered(
                key.value(), reply.task(), reply.answer(), reply.reason(), reply.officer());
    }

    @Override
    public Set<String> personNames() {
        return Set.of("officer", "collector");
    }

    @Override
    public List<ServicePage<ReceiptCase>> pages(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        return List.of(new YardPage(), new LotPage(), new ChainPage());
    }

    @Override
    public Simulation simulation() {
        return new YardSimulation();
    }
}
