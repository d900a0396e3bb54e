package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.pledgefinance.PledgeFact.BankAnswered;
import org.liandong.pledgefinance.PledgeFact.DefaultNoted;
import org.liandong.pledgefinance.PledgeFact.DepositPledged;
import org.liandong.pledgefinance.PledgeFact.DrawRequested;
import org.liandong.pledgefinance.PledgeFact.ExchangeRequested;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeFact.PledgeRegistered;
import org.liandong.pledgefinance.PledgeFact.PriceQuoted;
import org.liandong.pledgefinance.PledgeFact.ReceiptVerified;
import org.liandong.pledgefinance.PledgeFact.RegisterSearched;
import org.liandong.pledgefinance.PledgeFact.Repaid;
import org.liandong.pledgefinance.PledgeFact.SaleReported;

/// A case of this service: a financing, the market of a commodity, a watch list of it, or the rights on a receipt.
sealed interface PledgeCase {

    /// Where it stands, in one word.
    String status();

    // ---- a financing

    /// What becomes of something that is asked.
    enum Standing {
        OPEN,
        DONE,
        REFUSED
    }

    /// A draw.
    ///
    /// @param on day on which it was admitted; that of the request before
    record Draw(DrawRequested asked, Standing standing, LocalDate on) {}

    /// An exchange of goods.
    ///
    /// @param on day on which it was made; that of the request before
    record Exchange(ExchangeRequested asked, Standing standing, LocalDate on) {}

    record Sale(SaleReported fact, Standing standing) {}

    /// How far a financing is.
    enum Phase {
        APPLIED,
        REFUSED,
        PLEDGED,
        REDEEMED
    }

    /// Goods that were not free: since when others have a right is asked.
    ///
    /// @param about what wanted them: `pledge`, or an exchange
    record Shortage(String about, String receiptNo, BigDecimal wanted, BigDecimal free) {}

    /// The bank goes on although the goods might be sold.
    ///
    /// @param until last day
    /// @param ratio from which it does not go on
    record Agreement(LocalDate on, LocalDate until, BigDecimal ratio) {}

    /// A financing under the number of its pledge contract.
    ///
    /// @param cancelled numbers of entries that the register has cancelled
    /// @param stock     goods that are held for the bank now
    /// @param known     receipts that were ever held: the name of a hold is used once
    /// @param pledgedOn day on which the goods were first held; 1970 before
    /// @param line      where it stands against its lines
    /// @param lineOn    since when
    /// @param price     that was shown last
    /// @param booked    what of the loan stands in the ledger
    /// @param deposited what of the deposits stands in the ledger
    /// @param exposures what of the facility stands on commodity and keepers in the ledger
    /// @param asking    what the ledger is asked about; empty when nothing
    /// @param attempts  requests to the ledger so far
    /// @param shortage  goods that were not free, while rights are asked for
    /// @param sale      whether the bank has decided to sell
    /// @param agreed    while the bank has agreed to go on
    /// @param tasks     that wait for an answer
    /// @param said      what was said last, by matter
    /// @param watched   as the watch list knows it
    record Financing(
            String contractNo,
            @Nullable FinancingApplied application,
            List<ReceiptVerified> verifications,
            List<RegisterSearched> searches,
            List<PledgeRegistered> registrations,
            List<String> cancelled,
            List<Draw> draws,
            List<Repaid> payments,
            List<DepositPledged> deposits,
            List<Exchange> exchanges,
            List<Sale> sales,
            List<DefaultNoted> defaults,
            List<BankAnswered> answers,
            Phase phase,
            List<Part> stock,
            List<String> known,
            LocalDate pledgedOn,
            Lines.State line,
            LocalDate lineOn,
            Price price,
            Loan booked,
            BigDecimal deposited,
            Map<String, BigDecimal> exposures,
            String asking,
            int attempts,
            @Nullable Shortage shortage,
            boolean sale,
            @Nullable Agreement agreed,
            List<String> tasks,
            Map<String, String> said,
            @Nullable Position watched,
            String status)
            implements PledgeCase {

        static Financing none(String contractNo) {
            return new Financing(
                    contractNo,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Phase.APPLIED,
                    List.of(),
                    List.of(),
                    LocalDate.EPOCH,
                    Lines.State.NORMAL,
                    LocalDate.EPOCH,
                    Price.NONE,
                    Loan.NONE,
                    BigDecimal.ZERO,
                    Map.of(),
                    "",
                    0,
                    null,
                    false,
                    null,
                    List.of(),
                    Map.of(),
                    null,
                    "waiting");
        }
    }

    // ---- a market

    /// The prices of a commodity.
    ///
    /// @param quotes  the newest, superseded ones too
    /// @param price   that was told last
    /// @param watches watch lists that want to be told
    /// @param tasks   that wait for an answer
    /// @param said    what was said of each quote
    record Market(
            String commodity,
            List<PriceQuoted> quotes,
            Price price,
            List<String> watches,
            List<String> tasks,
            Map<String, String> said,
            boolean silent)
            implements PledgeCase {

        static Market none(String commodity) {
            return new Market(
                    commodity, List.of(), Price.NONE, List.of(), List.of(), Map.of(), false);
        }

        @Override
        public String status() {
            return silent
                    ? "silent"
                    : !price.refused().isEmpty()
                            ? "quote-refused"
                            : price.isKnown() ? "quoted" : "silent";
        }
    }

    /// A part of the open financings on a commodity: small enough to be read and written as a whole, so that one price reaches all of
    /// them without a step for each.
    ///
    /// @param opened  whether the market knows it
    /// @param waiting contracts that asked for a price while there was none that can be used
    record Watch(
            String key, boolean opened, Price price, List<Position> positions, List<String> waiting)
            implements PledgeCase {

        static Watch none(String key) {
            return new Watch(key, false, Price.NONE, List.of(), List.of());
        }

        @Override
        public String status() {
            return "watching";
        }
    }

    // ---- a receipt

    /// Who holds goods of a receipt, and since when. Only the instant is ever told.
    record Rights(String receiptNo, List<Held> held) implements PledgeCase {

        static Rights none(String receiptNo) {
            return new Rights(receiptNo, List.of());
        }

        @Override
        public String status() {
            return held.isEmpty() ? "free" : "encumbered";
        }
    }

    /// What a contract holds of a receipt.
    record Held(String contractNo, BigDecimal quantity, Instant since) {}
}
