package org.liandong.kernel.ledger;

/// Why a command was not posted. Section 5 of the ledger model gives each its class.
public enum Code {
    /// Not a valid request: a mandatory text is blank, too long or not text, or a batch has no or too many members.
    MALFORMED(false),
    /// The key is known with a different body.
    KEY_REUSED(false),
    /// A post without legs.
    NO_LEGS(false),
    /// A post with more than 128 legs.
    TOO_MANY_LEGS(false),
    /// The amount is zero or negative.
    AMOUNT_NOT_POSITIVE(false),
    /// The amount has more decimals than the asset.
    AMOUNT_SCALE(false),
    /// The amount has, or a counter would have, more than 38 digits.
    AMOUNT_TOO_LARGE(false),
    /// A leg from an account to itself.
    SAME_ACCOUNT(false),
    /// No account of that name.
    UNKNOWN_ACCOUNT(false),
    /// No asset of that code in which an account may be opened today.
    UNKNOWN_ASSET(false),
    /// No hold of that id.
    UNKNOWN_HOLD(false),
    /// No transaction of that number.
    UNKNOWN_TRANSACTION(false),
    /// The two accounts of a leg hold different assets.
    ASSET_MISMATCH(false),
    /// The name of the account is taken.
    DUPLICATE_ACCOUNT(false),
    /// The id of the hold is taken.
    DUPLICATE_HOLD(false),
    /// The named transaction is itself a reverse.
    NOT_REVERSIBLE(false),
    /// An expected version is not the current one.
    VERSION_CONFLICT(false),
    /// The date is after the ledger's own date.
    EFFECTIVE_IN_FUTURE(false),
    /// The date is before an account, or the hold or transaction acted on, existed.
    EFFECTIVE_BEFORE_OPEN(false),
    /// Another member of the atomic batch failed.
    BATCH_FAILED(false),
    /// The effective date is in a locked period.
    PERIOD_LOCKED(true),
    /// The account is closed.
    ACCOUNT_CLOSED(true),
    /// The account is frozen.
    ACCOUNT_FROZEN(true),
    /// The hold was fully captured or released earlier.
    HOLD_NOT_OPEN(true),
    /// The instant at which the hold expires has come.
    HOLD_EXPIRED(true),
    /// More than what remains of the hold.
    HOLD_AMOUNT_EXCEEDED(true),
    /// The transaction was reversed before.
    ALREADY_REVERSED(true),
    /// The floor of an account would break.
    FLOOR_BREACH(true),
    /// The ceiling of an account would break.
    CEILING_BREACH(true),
    /// The floor of an account would break on an earlier effective date.
    FLOOR_BREACH_AS_OF(true),
    /// The account to close has a balance or open holds.
    NOT_EMPTY(true),
    /// The bounds asked for do not hold today.
    BOUNDS_NOT_MET(true);

    private final boolean refusal;

    Code(boolean refusal) {
        this.refusal = refusal;
    }

    /// Whether this is a business outcome that uses up the key (class REFUSED), not a wrong request (class REJECTED).
    public boolean isRefusal() {
        return refusal;
    }
}
