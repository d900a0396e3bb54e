package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// What borrowers, banks, keepers, the register and price sources assert. There is no standard message for any of it: facts are JSON
/// lines, and what does not apply is an empty text. Quantities are tonnes with three decimals, money is yuan.
public sealed interface PledgeFact {

    /// The Civil Code, with the pledge of receipts, is in force from this day; nothing older is taken.
    LocalDate FIRST_DAY = LocalDate.of(2021, 1, 1);

    /// Receipts of one contract: each is an account and a hold of its own.
    int RECEIPTS_MAX = 20;

    private static void numbers(String... numbers) {
        for (String number : numbers) {
            if (number.isBlank() || number.length() > 40 || number.indexOf('/') >= 0) {
                throw new IllegalArgumentException(
                        "A number has 1 to 40 characters and no slash, unlike '%s'."
                                .formatted(number));
            }
        }
    }

    private static void money(BigDecimal amount) {
        if (amount.signum() < 0 || amount.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException(
                    "An amount is not below 0 and has at most 2 decimals, unlike %s."
                            .formatted(amount.toPlainString()));
        }
    }

    private static void paid(BigDecimal amount) {
        money(amount);
        if (amount.signum() == 0) {
            throw new IllegalArgumentException("An amount that moves is above 0.");
        }
    }

    private static void day(LocalDate day) {
        if (day.isBefore(FIRST_DAY)) {
            throw new IllegalArgumentException(
                    "%s is before %s, the first day that this service knows."
                            .formatted(day, FIRST_DAY));
        }
    }

    private static void parts(List<Part> parts) {
        if (parts.size() > RECEIPTS_MAX
                || parts.stream().map(Part::receiptNo).distinct().count() != parts.size()) {
            throw new IllegalArgumentException(
                    "At most %d receipts, each named once.".formatted(RECEIPTS_MAX));
        }
    }

    private static void found(BigDecimal quantity) {
        if (quantity.signum() < 0 || quantity.stripTrailingZeros().scale() > Accounts.SCALE) {
            throw new IllegalArgumentException(
                    "What was found is not below 0 and has at most %d decimals, unlike %s."
                            .formatted(Accounts.SCALE, quantity.toPlainString()));
        }
    }

    /// A receipt and how much of it.
    record Part(String receiptNo, BigDecimal quantity) {
        public Part {
            numbers(receiptNo);
            if (quantity.signum() <= 0 || quantity.stripTrailingZeros().scale() > Accounts.SCALE) {
                throw new IllegalArgumentException(
                        "A quantity is above 0 and has at most %d decimals, not %s."
                                .formatted(Accounts.SCALE, quantity.toPlainString()));
            }
        }
    }

    // ---- about a financing

    /// A holder of receipts asks a bank for money on them. The number is that of the pledge contract.
    ///
    /// @param purpose      what the money is for, with the contract behind it
    /// @param payee        who is paid out
    /// @param supervisor   who watches the goods for the bank
    /// @param consentNo    the borrower's consent to the checks; empty when there is none
    /// @param invoicePrice net yuan a tonne of the purchase
    /// @param turnover     of the borrower in the last 12 months
    /// @param rate         of a year, `0.0345` for 3.45 %
    /// @param matures      last day of the loan
    record FinancingApplied(
            String contractNo,
            String bank,
            String borrower,
            String borrowerName,
            String purpose,
            String payee,
            String supervisor,
            String consentNo,
            String commodity,
            List<Part> receipts,
            BigDecimal invoicePrice,
            BigDecimal turnover,
            BigDecimal amount,
            BigDecimal rate,
            LocalDate appliedOn,
            LocalDate matures)
            implements PledgeFact {
        public FinancingApplied {
            numbers(contractNo, bank, borrower, commodity);
            receipts = List.copyOf(receipts);
            parts(receipts);
            paid(amount);
            paid(invoicePrice);
            money(turnover);
            day(appliedOn);
            if (receipts.isEmpty() || rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException(
                        "A financing has receipts and a rate from 0 to below 1.");
            }
        }
    }

    /// Somebody has looked whether the goods of a receipt are there (稽核). The newest counts.
    ///
    /// @param holder   who may dispose of the receipt
    /// @param admitted whether the bank takes receipts of this keeper
    /// @param quantity found
    record ReceiptVerified(
            String contractNo,
            String receiptNo,
            String verificationNo,
            String holder,
            String keeper,
            boolean admitted,
            String commodity,
            String grade,
            BigDecimal quantity,
            Condition condition,
            Customs customs,
            LocalDate storageTo,
            BigDecimal insuredSum,
            LocalDate insuredTo,
            LocalDate verifiedOn)
            implements PledgeFact {
        public ReceiptVerified {
            numbers(contractNo, receiptNo, verificationNo);
            found(quantity);
            money(insuredSum);
            day(verifiedOn);
        }
    }

    /// How goods were found. `UNKNOWN`: no keeper knows the receipt.
    enum Condition {
        SOUND,
        SHORT,
        FROZEN,
        DISPUTED,
        UNKNOWN
    }

    /// 未放行, 保税, 完税.
    enum Customs {
        NOT_RELEASED,
        BONDED,
        DUTY_PAID
    }

    /// What the unified register shows about the borrower's goods. The newest search counts.
    record RegisterSearched(
            String contractNo, String searchNo, List<Right> rights, LocalDate searchedOn)
            implements PledgeFact {
        public RegisterSearched {
            numbers(contractNo, searchNo);
            rights = List.copyOf(rights);
            day(searchedOn);
        }
    }

    /// A right of somebody else. Whose it is, no bank is told.
    ///
    /// @param receiptNo of the receipt; empty when a general description covers the goods
    record Right(String receiptNo, String registrationNo, Instant since) {}

    /// The register has entered a pledge.
    ///
    /// @param aboutNo the contract, or the exchange of goods that it supplements
    record PledgeRegistered(
            String contractNo, String aboutNo, String registrationNo, Instant registeredAt)
            implements PledgeFact {
        public PledgeRegistered {
            numbers(contractNo, aboutNo, registrationNo);
        }
    }

    /// The register has cancelled a pledge.
    record RegistrationCancelled(String contractNo, String registrationNo, LocalDate cancelledOn)
            implements PledgeFact {
        public RegistrationCancelled {
            numbers(contractNo, registrationNo);
        }
    }

    /// The borrower wants money.
    record DrawRequested(
            String contractNo,
            String drawNo,
            BigDecimal amount,
            String payee,
            LocalDate requestedOn)
            implements PledgeFact {
        public DrawRequested {
            numbers(contractNo, drawNo);
            paid(amount);
            day(requestedOn);
        }
    }

    /// Money has come back.
    record Repaid(String contractNo, String paymentNo, BigDecimal amount, LocalDate paidOn)
            implements PledgeFact {
        public Repaid {
            numbers(contractNo, paymentNo);
            paid(amount);
            day(paidOn);
        }
    }

    /// The borrower has put up cash (保证金).
    record DepositPledged(
            String contractNo, String depositNo, BigDecimal amount, LocalDate pledgedOn)
            implements PledgeFact {
        public DepositPledged {
            numbers(contractNo, depositNo);
            paid(amount);
            day(pledgedOn);
        }
    }

    /// The pledged goods shall change: goods out are a release, goods in a top-up, both a replacement.
    record ExchangeRequested(
            String contractNo,
            String exchangeNo,
            List<Part> incoming,
            List<Part> outgoing,
            LocalDate requestedOn)
            implements PledgeFact {
        public ExchangeRequested {
            numbers(contractNo, exchangeNo);
            incoming = List.copyOf(incoming);
            outgoing = List.copyOf(outgoing);
            parts(incoming);
            parts(outgoing);
            day(requestedOn);
            if (incoming.isEmpty() && outgoing.isEmpty()) {
                throw new IllegalArgumentException("An exchange has goods in or out.");
            }
        }
    }

    /// A call has reached the borrower's registered channel.
    record NoticeDelivered(String contractNo, String noticeNo, LocalDate deliveredOn)
            implements PledgeFact {
        public NoticeDelivered {
            numbers(contractNo, noticeNo);
        }
    }

    /// Something has happened that ends the bank's patience.
    record DefaultNoted(String contractNo, String eventNo, Event event, LocalDate notedOn)
            implements PledgeFact {
        public DefaultNoted {
            numbers(contractNo, eventNo);
        }
    }

    /// What counts as default besides an unpaid debt and an uncured call.
    enum Event {
        GOODS_SHORT,
        FALSE_DOCUMENT,
        INSURANCE_LAPSED,
        GOODS_FROZEN,
        KEEPER_STRUCK
    }

    /// Pledged goods were sold for the debt.
    ///
    /// @param keeperClaims lawful claims of the keeper, which go first (Civil Code 456)
    record SaleReported(
            String contractNo,
            String saleNo,
            String receiptNo,
            BigDecimal quantity,
            String buyer,
            BigDecimal proceeds,
            BigDecimal costs,
            BigDecimal keeperClaims,
            LocalDate soldOn)
            implements PledgeFact {
        public SaleReported {
            numbers(contractNo, saleNo);
            new Part(receiptNo, quantity);
            money(proceeds);
            money(costs);
            money(keeperClaims);
            day(soldOn);
        }
    }

    /// The bank answers a task.
    record BankAnswered(
            String contractNo, String task, String answer, String reason, String officer)
            implements PledgeFact {}

    // ---- about a market

    /// A source quotes a price.
    ///
    /// @param unit       what the price is for, such as `CNY/t`
    /// @param supersedes the quote that it replaces; empty for none
    record PriceQuoted(
            String quoteId,
            String source,
            String instrument,
            String commodity,
            String grade,
            String kind,
            BigDecimal price,
            String unit,
            TaxBasis taxBasis,
            LocalDate date,
            Instant publishedAt,
            String supersedes)
            implements PledgeFact {
        public PriceQuoted {
            numbers(quoteId, source, commodity);
            day(date);
        }
    }

    /// Whether a price contains value-added tax.
    enum TaxBasis {
        INCL_VAT,
        EXCL_VAT,
        BONDED_NET
    }

    /// Somebody answers a task about a price.
    record MarketAnswered(
            String commodity, String task, String answer, String reason, String officer)
            implements PledgeFact {}

    // ---- what cases tell each other

    sealed interface Internal extends PledgeFact {}

    /// Financings stand anew in the watch list of their market.
    ///
    /// @param asks whether they want to be told the price
    record PositionsStand(String watch, List<Position> positions, boolean asks)
            implements Internal {
        public PositionsStand {
            positions = List.copyOf(positions);
        }
    }

    /// A watch list has its first financing.
    record WatchOpened(String commodity, String watch) implements Internal {}

    /// The price has changed.
    record PriceMoved(String watch, Price price) implements Internal {}

    /// The price, told to a financing that asks for it or has come to a line.
    record PriceShown(String contractNo, Price price) implements Internal {}

    /// A contract holds goods of a receipt, or none any more.
    record RightStands(String receiptNo, String contractNo, BigDecimal quantity, Instant since)
            implements Internal {}

    /// A contract wants to know since when others have rights on a receipt.
    record RightsAsked(String receiptNo, String contractNo) implements Internal {}

    /// Since when others have rights on a receipt: never whose.
    ///
    /// @param since 1970 when there is none
    record RightsShown(String contractNo, String receiptNo, Instant since) implements Internal {}
}
