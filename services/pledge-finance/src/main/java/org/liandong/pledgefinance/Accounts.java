package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Leg;

/// The accounts of this service, and those of goods that it shares with the service of receipts.
///
/// A pledge is a hold from `free` to `pledged/<contract>`: what is held is not free, so a second pledge of it is refused. It is
/// captured when the goods are sold for the debt.
final class Accounts {

    /// Tonnes have three decimals.
    static final int SCALE = 3;

    static final String CNY = "CNY";

    private static final List<String> COMMODITIES =
            List.of(
                    "ALUMINA",
                    "ALUMINIUM",
                    "COPPER",
                    "COTTON",
                    "CRUDE-OIL",
                    "IRON-ORE",
                    "METHANOL",
                    "NATURAL-RUBBER",
                    "NICKEL",
                    "PLASTICS",
                    "PULP",
                    "SYNTHETIC-RUBBER",
                    "ZINC");

    private static final LocalDate ALWAYS = LocalDate.of(1970, 1, 1);

    static final List<Asset> ASSETS =
            Stream.concat(
                            Stream.of(new Asset(CNY, 2, Asset.Kind.MONEY, "yuan", ALWAYS, null)),
                            COMMODITIES.stream()
                                    .map(commodity ->
                                            new Asset(
                                                    asset(commodity),
                                                    SCALE,
                                                    Asset.Kind.GOODS,
                                                    "tonne",
                                                    ALWAYS,
                                                    null)))
                    .toList();

    private Accounts() {}

    // ---- goods

    static boolean isKnown(String commodity) {
        return COMMODITIES.contains(commodity);
    }

    static String asset(String commodity) {
        return "T." + commodity;
    }

    static String free(String receiptNo) {
        return "wr/" + receiptNo + "/free";
    }

    static String pledged(String receiptNo, String contractNo) {
        return "wr/" + receiptNo + "/pledged/" + contractNo;
    }

    /// Name of the hold.
    static String pledge(String contractNo, String receiptNo) {
        return "pledge/" + contractNo + "/" + receiptNo;
    }

    // ---- money

    static String lender(String bank) {
        return "boundary/lender/" + bank;
    }

    static String granted(String bank) {
        return "boundary/facility/" + bank;
    }

    static String depositor(String borrower) {
        return "boundary/depositor/" + borrower;
    }

    static String exposure(String bank) {
        return "boundary/exposure/" + bank;
    }

    /// What a bank has granted on a commodity.
    static String onCommodity(String bank, String commodity) {
        return "exposure/" + bank + "/commodity/" + commodity;
    }

    /// What a bank has granted on goods of a keeper.
    static String atKeeper(String bank, String keeper) {
        return "exposure/" + bank + "/keeper/" + keeper.replace('/', '_');
    }

    static String undrawn(String contractNo) {
        return "facility/" + contractNo + "/undrawn";
    }

    static String drawn(String contractNo) {
        return "facility/" + contractNo + "/drawn";
    }

    static String principal(String contractNo) {
        return "loan/" + contractNo + "/principal";
    }

    static String interest(String contractNo) {
        return "loan/" + contractNo + "/interest";
    }

    static String penalty(String contractNo) {
        return "loan/" + contractNo + "/penalty";
    }

    static String deposit(String contractNo) {
        return "deposit/" + contractNo + "/pledged";
    }

    static Command.Single open(String name, String asset) {
        return Command.OpenAccount.of("open:" + name, name, asset);
    }

    static Command.Single openBoundary(String name) {
        return Command.OpenAccount.boundary("open:" + name, name, CNY);
    }

    static Leg yuan(String from, String to, BigDecimal amount) {
        return new Leg(from, to, amount.setScale(2));
    }

    static Leg tonnes(String from, String to, BigDecimal quantity) {
        return new Leg(from, to, quantity.setScale(SCALE));
    }
}
