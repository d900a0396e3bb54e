package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Fact;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Step;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Reference;

/// The least that a service of receipts does: puts goods into the accounts that a pledge takes them from.
final class YardModule implements ServiceModule<YardModule.Receipt, YardModule.YardFact> {

    static final String NAME = "yard";

    record Receipt(String number) {}

    sealed interface YardFact {
        record Stored(String receiptNo, String commodity, BigDecimal quantity)
                implements YardFact {}

        record Stopped(String receiptNo) implements YardFact {}

        sealed interface Internal extends YardFact {
            record None() implements Internal {}
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Receipt> stateType() {
        return Receipt.class;
    }

    @Override
    public Class<YardFact> factType() {
        return YardFact.class;
    }

    @Override
    public Class<? extends YardFact> internalType() {
        return YardFact.Internal.class;
    }

    @Override
    public List<Asset> assets() {
        return Accounts.ASSETS;
    }

    @Override
    public Map<String, byte[]> resources() {
        return Map.of();
    }

    @Override
    public Service<Receipt, YardFact> service(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        return new Yard();
    }

    private static final class Yard implements Service<Receipt, YardFact> {

        @Override
        public Linking linking(YardFact fact) {
            return switch (fact) {
                case YardFact.Stored f -> Linking.to(f.receiptNo());
                case YardFact.Stopped f -> Linking.to(f.receiptNo());
                case YardFact.Internal _ -> throw new IllegalArgumentException("Never told.");
            };
        }

        @Override
        public Receipt open(CaseKey key) {
            return new Receipt(key.value());
        }

        @Override
        public Step<Receipt> on(Receipt state, Fact<YardFact> fact, Context context) {
            if (fact.body() instanceof YardFact.Stopped(String receiptNo)) {
                return Step.of(
                        state,
                        new Effect.Ask(
                                new Command.Freeze(
                                        "stop:" + receiptNo,
                                        Accounts.free(receiptNo),
                                        "goods are short")));
            }
            YardFact.Stored stored = (YardFact.Stored) fact.body();
            String asset = Accounts.asset(stored.commodity());
            String intake = "boundary/intake/" + asset;
            String free = Accounts.free(stored.receiptNo());
            return Step.of(
                    state,
                    new Effect.Ask(Command.OpenAccount.boundary("open:" + intake, intake, asset)),
                    new Effect.Ask(Accounts.open(free, asset)),
                    new Effect.Ask(
                            Command.Post.of(
                                    "stored:" + stored.receiptNo(),
                                    context.today(),
                                    Reference.of(state.number(), "stored", "stored"),
                                    Accounts.tonnes(intake, free, stored.quantity()))));
        }

        @Override
        public Step<Receipt> answered(Receipt state, Answer answer, Context context) {
            return Step.of(state);
        }

        @Override
        public Step<Receipt> expired(Receipt state, String clock, Context context) {
            throw new IllegalArgumentException("The yard has no clocks.");
        }

        @Override
        public String status(Receipt state) {
            return "stored";
        }
    }
}
