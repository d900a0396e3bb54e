package org.liandong.ecommerceimport;

/// Whom this service asks.
final class Officers {

    static final String ROLE = "customs-officer";

    private Officers() {}
}
