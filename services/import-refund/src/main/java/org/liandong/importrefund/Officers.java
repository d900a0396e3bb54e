package org.liandong.importrefund;

/// Whom this service asks.
final class Officers {

    static final String CUSTOMS = "customs-officer";
    static final String TAX = "tax-officer";

    private Officers() {}
}
