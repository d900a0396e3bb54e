package org.liandong.kernel.ledger;

/// On which days the floor of an account is judged. Section 6 of the ledger model.
public enum AsOf {
    /// Only on the state of now: a day between may show less than the floor after a back-dated leg.
    CURRENT,
    /// On every effective date: for balances that a statute limits on each day.
    EVERY_DATE
}
