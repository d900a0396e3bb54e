package org.liandong.ecommerceimport.simulator;

import java.util.List;

/// A customs office with its bonded zone and the operator of its supervised place.
///
/// @param code     customs code, 4 digits
/// @param areaCode registration code of the enterprise in the zone
/// @param emsNo    number of the zone's account book
record Office(String code, String areaCode, String areaName, String emsNo, Firm operator) {

    static final List<Office> ALL =
            List.of(
                    new Office(
                            "3105",
                            "3302460W01",
                            "示例保税仓一号",
                            "T3105W000001",
                            new Firm("3302980W01", "示例监管场所一号")),
                    new Office(
                            "4612",
                            "4101460W02",
                            "示例保税仓二号",
                            "T4612W000002",
                            new Firm("4101980W02", "示例监管场所二号")),
                    new Office(
                            "5349",
                            "4403460W03",
                            "示例保税仓三号",
                            "T5349W000003",
                            new Firm("4403980W03", "示例监管场所三号")));
}
