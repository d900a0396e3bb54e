package org.liandong.warehousereceipt;

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
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// A service of another folder that knows of receipts only the names of the contract in the README.
final class OtherBank
        implements ServiceModule<OtherBank.Loan, OtherBank.BankFact>,
                Service<OtherBank.Loan, OtherBank.BankFact> {

    static final String NAME = "other-bank";

    /// What the bank wants of the ledger.
    sealed interface BankFact {
        record Wanted(String contract, String receipt, String what, BigDecimal quantity)
                implements BankFact {}

        sealed interface Internal extends BankFact {}

        record Nothing() implements Internal {}
    }

    record Loan(String contract, int asked, String answer) {}

    @Override
    public Linking linking(BankFact fact) {
        return switch (fact) {
            case BankFact.Wanted w -> Linking.to(w.contract());
            case BankFact.Nothing _ -> Linking.to("nothing");
        };
    }

    @Override
    public Loan open(CaseKey key) {
        return new Loan(key.value(), 0, "new");
    }

    @Override
    public Step<Loan> on(Loan loan, Fact<BankFact> fact, Context context) {
        BankFact.Wanted wanted = (BankFact.Wanted) fact.body();
        String free = "wr/" + wanted.receipt() + "/free";
        String pledged = "wr/" + wanted.receipt() + "/pledged/" + wanted.contract();
        String hold = "pledge/" + wanted.contract() + "/" + wanted.receipt();
        String key = "bank/" + loan.contract() + "/" + loan.asked();
        Reference why = Reference.of(loan.contract(), wanted.what(), "loan");
        Command command =
                switch (wanted.what()) {
                    case "pledge" ->
                            new Command.PlaceHold(
                                    key,
                                    hold,
                                    new Leg(free, pledged, wanted.quantity()),
                                    context.today(),
                                    null,
                                    why);
                    case "release" -> new Command.Release(key, hold, wanted.quantity(), why);
                    case "capture" ->
                            new Command.Capture(key, hold, wanted.quantity(), context.today(), why);
                    default -> throw new IllegalArgumentException(wanted.what());
                };
        return Step.of(
                new Loan(loan.contract(), loan.asked() + 1, "asked"),
                new Effect.Ask(
                        Command.OpenAccount.of("open:" + pledged, pledged, "T.NATURAL-RUBBER")),
                new Effect.Ask(command));
    }

    @Override
    public Step<Loan> answered(Loan loan, Answer answer, Context context) {
        Answer.FromBook book = (Answer.FromBook) answer;
        if (book.command() instanceof Command.OpenAccount) {
            return Step.of(loan);
        }
        String said =
                switch (book.answer()) {
                    case org.liandong.kernel.ledger.Answer.Posted _ -> "posted";
                    case org.liandong.kernel.ledger.Answer.Refused r -> r.code().name();
                    case org.liandong.kernel.ledger.Answer.Rejected r -> r.code().name();
                };
        return Step.of(new Loan(loan.contract(), loan.asked(), said));
    }

    @Override
    public Step<Loan> expired(Loan loan, String clock, Context context) {
        throw new IllegalStateException(clock);
    }

    @Override
    public String status(Loan loan) {
        return loan.answer();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Loan> stateType() {
        return Loan.class;
    }

    @Override
    public Class<BankFact> factType() {
        return BankFact.class;
    }

    @Override
    public Class<? extends BankFact> internalType() {
        return BankFact.Internal.class;
    }

    @Override
    public List<Asset> assets() {
        return List.of();
    }

    @Override
    public Map<String, byte[]> resources() {
        return Map.of();
    }

    @Override
    public Service<Loan, BankFact> service(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        return this;
    }
}
