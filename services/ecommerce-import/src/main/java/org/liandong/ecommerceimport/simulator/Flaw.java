package org.liandong.ecommerceimport.simulator;

/// What a simulated sender gets wrong, with the check that must find it.
public enum Flaw {
    /// Nothing is wrong.
    NONE("", Ending.RELEASED, 0),
    /// The payment firm reports another amount than the order.
    AMOUNT_PAID("A1", Ending.REFUSED, 8),
    /// The order's total is not the sum of its parts.
    ORDER_SUM("A2", Ending.REFUSED, 5),
    /// Somebody else paid.
    PAYER("I1", Ending.REFUSED, 8),
    /// The buyer's identity number is mistyped in all documents alike.
    CHECK_DIGIT("I0", Ending.REFUSED, 4),
    /// The list names another buyer.
    LIST_BUYER("I3", Ending.REFUSED, 4),
    /// The list gives another telephone.
    TELEPHONE("I4", Ending.REFUSED, 4),
    /// The payment never comes.
    NO_PAYMENT("P3", Ending.WAITING, 8),
    /// The waybill never comes.
    NO_WAYBILL("P3", Ending.WAITING, 6),
    /// The list has one line less than the order.
    LINE_COUNT("G1", Ending.REFUSED, 4),
    /// The list declares another quantity.
    QUANTITY("G2", Ending.REFUSED, 5),
    /// The list is made out in dollars.
    CURRENCY("M1", Ending.REFUSED, 2),
    /// The commodity code is in no tariff.
    UNKNOWN_CODE("M8", Ending.REFERRED, 4),
    /// The commodity is not admitted to retail import.
    NOT_ADMITTED("M8", Ending.REFUSED, 4),
    /// Several items, together above the single limit.
    SINGLE_LIMIT("T1", Ending.REFUSED, 4),
    /// The second of two purchases that together exceed the buyer's year; which of the two is refused, arrival decides.
    YEARLY_LIMIT("T2", Ending.REFUSED, 2),
    /// The list names the waybill of another parcel.
    USED_WAYBILL("L4", Ending.REFUSED, 2),
    /// The guarantor has no part in the trade.
    GUARANTOR("M5", Ending.REFUSED, 3),
    /// The goods weigh more than the parcel.
    WEIGHT("M6", Ending.REFUSED, 3),
    /// The list has no signature.
    UNSIGNED("S1", Ending.REFUSED, 3),
    /// The payment's file breaks off in the middle.
    TORN_FILE("", Ending.WAITING, 2),
    /// The payment lacks a required element; its neighbours in the message are sound.
    NO_ELEMENT("", Ending.WAITING, 3),
    /// The message with the payment is sent again, byte for byte.
    REPEAT("", Ending.RELEASED, 4),
    /// The order is sent again under the same record key with another amount, after everything else.
    CONFLICT("", Ending.RELEASED, 3),
    /// The payment comes after everything else.
    LATE("", Ending.RELEASED, 5);

    /// Where a parcel with the flaw ends, if nothing else befalls it.
    public enum Ending {
        RELEASED,
        REFUSED,
        WAITING,
        REFERRED
    }

    private final String check;
    private final Ending ending;
    private final int weight;

    Flaw(String check, Ending ending, int weight) {
        this.check = check;
        this.ending = ending;
        this.weight = weight;
    }

    /// The check that must fail or stay undecided, or empty when no check of the parcel speaks of it.
    public String check() {
        return check;
    }

    public Ending ending() {
        return ending;
    }

    /// Its share among the flaws of an ordinary day.
    int weight() {
        return weight;
    }

    /// Whether it takes two parcels: the flawed one and a sound one beside it.
    boolean needsPartner() {
        return this == YEARLY_LIMIT || this == USED_WAYBILL;
    }
}
