package org.liandong.warehousereceipt;

import java.time.LocalDate;
import java.util.List;
import org.liandong.kernel.ledger.Asset;

/// The accounts of goods. All but the boundaries have a floor of 0, which is the law of this service:
/// nothing is issued that was not weighed in, and nothing leaves `free` that is pledged, frozen or ordered for delivery.
final class Accounts {

    /// Tonnes have three decimals.
    static final int SCALE = 3;

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

    static final List<Asset> ASSETS =
            COMMODITIES.stream()
                    .map(commodity ->
                            new Asset(
                                    asset(commodity),
                                    SCALE,
                                    Asset.Kind.GOODS,
                                    "tonne",
                                    LocalDate.of(1970, 1, 1),
                                    null))
                    .toList();

    private Accounts() {}

    static boolean isKnown(String commodity) {
        return COMMODITIES.contains(commodity);
    }

    static String asset(String commodity) {
        return "T." + commodity;
    }

    /// Where goods come from.
    static String intake(String asset) {
        return "boundary/intake/" + asset;
    }

    /// Where goods leave to.
    static String delivery(String asset) {
        return "boundary/delivery/" + asset;
    }

    /// What is gone.
    static String loss(String asset) {
        return "boundary/loss/" + asset;
    }

    /// What of a lot is in no receipt.
    static String unissued(String lotNo) {
        return "lot/" + lotNo + "/unissued";
    }

    /// What of a receipt its holder may dispose of.
    static String free(String receiptNo) {
        return "wr/" + receiptNo + "/free";
    }

    /// Empty but while a receipt changes hands.
    static String passing(String receiptNo) {
        return "wr/" + receiptNo + "/passing";
    }

    static String frozen(String receiptNo, String orderNo) {
        return "wr/" + receiptNo + "/frozen/" + orderNo;
    }

    /// Where a pledge is held towards, and where it is when it was captured for a sale.
    static String pledged(String receiptNo, String contractNo) {
        return "wr/" + receiptNo + "/pledged/" + contractNo;
    }

    // ---- names of holds

    static String pledge(String contractNo, String receiptNo) {
        return "pledge/" + contractNo + "/" + receiptNo;
    }

    static String order(String receiptNo, String no) {
        return "delivery/" + receiptNo + "/" + no;
    }
}
