package org.liandong.ecommerceimport.simulator;

import java.util.List;
import org.liandong.ecommerceimport.ceb.BaseTransfer;

/// A made-up enterprise.
///
/// @param code its registration code at customs, 10 characters
/// @param name what it is called
record Firm(String code, String name) {

    static final List<Firm> PLATFORMS =
            List.of(
                    new Firm("3302960P01", "示例海购平台"),
                    new Firm("4403960P02", "示例全球购平台"),
                    new Firm("3701960P03", "示例优选平台"),
                    new Firm("4101960P04", "示例母婴平台"));

    static final List<Firm> SELLERS =
            List.of(
                    new Firm("3302960S01", "示例美妆旗舰店"),
                    new Firm("3302960S02", "示例母婴旗舰店"),
                    new Firm("4403960S03", "示例食品旗舰店"),
                    new Firm("4403960S04", "示例酒类旗舰店"),
                    new Firm("3701960S05", "示例家居旗舰店"),
                    new Firm("3701960S06", "示例箱包旗舰店"),
                    new Firm("4101960S07", "示例保健旗舰店"),
                    new Firm("4101960S08", "示例综合旗舰店"));

    /// Its guarantee does not last the day.
    static final Firm SMALL_SELLER = new Firm("3302960S99", "示例小店");

    static final List<Firm> CARRIERS =
            List.of(
                    new Firm("3302980L01", "示例速运"),
                    new Firm("3101980L02", "示例快递"),
                    new Firm("4401980L03", "示例物流"),
                    new Firm("4101980L04", "示例邮包"));

    static final List<Firm> PAYMENT_FIRMS =
            List.of(
                    new Firm("31222699S7", "示例支付"),
                    new Firm("4403169D3W", "示例钱包"),
                    new Firm("110896T001", "示例银行卡支付"));

    static final List<Firm> AGENTS =
            List.of(
                    new Firm("3302980A01", "示例报关"),
                    new Firm("4403980A02", "示例通关服务"),
                    new Firm("4101980A03", "示例申报代理"));

    /// Takes part in nothing.
    static final Firm STRANGER = new Firm("9999980X01", "示例局外企业");

    /// Who transmits, as every request says at its end.
    BaseTransfer transfer() {
        return BaseTransfer.of(code, name, "DXPENT" + code);
    }
}
