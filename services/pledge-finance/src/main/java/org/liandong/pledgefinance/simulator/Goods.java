package org.liandong.pledgefinance.simulator;

import java.math.BigDecimal;

/// A commodity of the simulated day and its market.
enum Goods {
    /// Its price stands.
    RUBBER("NATURAL-RUBBER", "TSR20", "12850"),
    /// Its price falls by a quarter in the afternoon.
    COPPER("COPPER", "CU-CATH-1", "70000"),
    /// Its only source quoted last a week and a half ago.
    ALUMINIUM("ALUMINIUM", "AL99.70", "20000");

    private final String commodity;
    private final String grade;
    private final BigDecimal price;

    Goods(String commodity, String grade, String price) {
        this.commodity = commodity;
        this.grade = grade;
        this.price = new BigDecimal(price);
    }

    String commodity() {
        return commodity;
    }

    String grade() {
        return grade;
    }

    /// Yuan a tonne in the morning, net.
    BigDecimal price() {
        return price;
    }
}
