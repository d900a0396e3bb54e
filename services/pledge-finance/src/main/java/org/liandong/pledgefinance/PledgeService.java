package org.liandong.pledgefinance;

import java.time.ZoneId;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Fact;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.Step;
import org.liandong.pledgefinance.PledgeCase.Financing;
import org.liandong.pledgefinance.PledgeCase.Market;
import org.liandong.pledgefinance.PledgeCase.Rights;
import org.liandong.pledgefinance.PledgeCase.Watch;
import org.liandong.pledgefinance.PledgeFact.BankAnswered;
import org.liandong.pledgefinance.PledgeFact.DefaultNoted;
import org.liandong.pledgefinance.PledgeFact.DepositPledged;
import org.liandong.pledgefinance.PledgeFact.DrawRequested;
import org.liandong.pledgefinance.PledgeFact.ExchangeRequested;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;
import org.liandong.pledgefinance.PledgeFact.MarketAnswered;
import org.liandong.pledgefinance.PledgeFact.NoticeDelivered;
import org.liandong.pledgefinance.PledgeFact.PledgeRegistered;
import org.liandong.pledgefinance.PledgeFact.PositionsStand;
import org.liandong.pledgefinance.PledgeFact.PriceMoved;
import org.liandong.pledgefinance.PledgeFact.PriceQuoted;
import org.liandong.pledgefinance.PledgeFact.PriceShown;
import org.liandong.pledgefinance.PledgeFact.ReceiptVerified;
import org.liandong.pledgefinance.PledgeFact.RegisterSearched;
import org.liandong.pledgefinance.PledgeFact.RegistrationCancelled;
import org.liandong.pledgefinance.PledgeFact.Repaid;
import org.liandong.pledgefinance.PledgeFact.RightStands;
import org.liandong.pledgefinance.PledgeFact.RightsAsked;
import org.liandong.pledgefinance.PledgeFact.RightsShown;
import org.liandong.pledgefinance.PledgeFact.SaleReported;
import org.liandong.pledgefinance.PledgeFact.WatchOpened;

/// Pledge finance on warehouse receipts. Four kinds of case: financings, markets, their watch lists, and the rights on receipts.
final class PledgeService implements Service<PledgeCase, PledgeFact> {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Rules rules;

    PledgeService(Rules rules) {
        this.rules = rules;
    }

    @Override
    public Linking linking(PledgeFact fact) {
        return switch (fact) {
            case FinancingApplied f -> financing(f.contractNo());
            case ReceiptVerified f -> financing(f.contractNo());
            case RegisterSearched f -> financing(f.contractNo());
            case PledgeRegistered f -> financing(f.contractNo());
            case RegistrationCancelled f -> financing(f.contractNo());
            case DrawRequested f -> financing(f.contractNo());
            case Repaid f -> financing(f.contractNo());
            case DepositPledged f -> financing(f.contractNo());
            case ExchangeRequested f -> financing(f.contractNo());
            case NoticeDelivered f -> financing(f.contractNo());
            case DefaultNoted f -> financing(f.contractNo());
            case SaleReported f -> financing(f.contractNo());
            case BankAnswered f -> financing(f.contractNo());
            case PriceShown f -> financing(f.contractNo());
            case RightsShown f -> financing(f.contractNo());
            case PriceQuoted f -> Linking.to(MarketDesk.key(f.commodity()));
            case MarketAnswered f -> Linking.to(MarketDesk.key(f.commodity()));
            case WatchOpened f -> Linking.to(MarketDesk.key(f.commodity()));
            case PositionsStand f -> Linking.to(f.watch());
            case PriceMoved f -> Linking.to(f.watch());
            case RightStands f -> Linking.to(RightsDesk.key(f.receiptNo()));
            case RightsAsked f -> Linking.to(RightsDesk.key(f.receiptNo()));
        };
    }

    private static Linking financing(String contractNo) {
        return Linking.to(FinancingDesk.key(contractNo));
    }

    @Override
    public PledgeCase open(CaseKey key) {
        String contractNo = FinancingDesk.contractNo(key);
        if (contractNo != null) {
            return Financing.none(contractNo);
        }
        String commodity = MarketDesk.commodity(key);
        if (commodity != null) {
            return Market.none(commodity);
        }
        String receiptNo = RightsDesk.receiptNo(key);
        if (receiptNo != null) {
            return Rights.none(receiptNo);
        }
        if (Watches.isKey(key.value())) {
            return Watch.none(key.value());
        }
        throw new IllegalArgumentException("No case has the key %s.".formatted(key));
    }

    @Override
    public Step<PledgeCase> on(PledgeCase state, Fact<PledgeFact> fact, Context context) {
        return switch (state) {
            case Financing financing ->
                    new FinancingDesk(financing, rules, context).on(fact.body());
            case Market market -> {
                MarketDesk desk = new MarketDesk(market, rules, context);
                yield switch (fact.body()) {
                    case PriceQuoted f -> desk.on(f);
                    case WatchOpened f -> desk.on(f);
                    case MarketAnswered f -> desk.on(f);
                    default -> throw notOf("market", fact.body());
                };
            }
            case Watch watch -> {
                WatchDesk desk = new WatchDesk(watch, rules, context);
                yield switch (fact.body()) {
                    case PositionsStand f -> desk.on(f);
                    case PriceMoved f -> desk.on(f);
                    default -> throw notOf("watch list", fact.body());
                };
            }
            case Rights rights ->
                    switch (fact.body()) {
                        case RightStands f -> RightsDesk.on(rights, f);
                        case RightsAsked f -> RightsDesk.on(rights, f);
                        default -> throw notOf("receipt", fact.body());
                    };
        };
    }

    private static IllegalArgumentException notOf(String kind, PledgeFact fact) {
        return new IllegalArgumentException(
                "A %s takes no %s. Maybe the key of another case is meant."
                        .formatted(kind, fact.getClass().getSimpleName()));
    }

    @Override
    public Step<PledgeCase> answered(PledgeCase state, Answer answer, Context context) {
        if (state instanceof Financing financing
                && answer instanceof Answer.FromBook(var command, var said)) {
            return new FinancingDesk(financing, rules, context).answered(command, said);
        }
        throw new IllegalArgumentException("Nobody asked for %s.".formatted(answer));
    }

    @Override
    public Step<PledgeCase> expired(PledgeCase state, String clock, Context context) {
        return switch (state) {
            case Financing financing -> new FinancingDesk(financing, rules, context).expired(clock);
            case Market market -> new MarketDesk(market, rules, context).expired();
            case Watch watch -> new WatchDesk(watch, rules, context).expired();
            case Rights _ -> throw new IllegalArgumentException("A receipt has no clock " + clock);
        };
    }

    @Override
    public String status(PledgeCase state) {
        return state.status();
    }

    /// A financing is its bank's. Markets, watch lists and the rights on a receipt are shared by banks, and shown to none of them.
    @Override
    public String owner(PledgeCase state) {
        return state instanceof Financing financing && financing.application() != null
                ? financing.application().bank()
                : "";
    }
}
