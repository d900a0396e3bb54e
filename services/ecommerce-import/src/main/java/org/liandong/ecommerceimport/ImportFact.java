package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What sources assert about retail imports. Field names are those of the customs messages (202205 edition).
public sealed interface ImportFact {

    /// A document that may be sent anew, changed and deleted.
    sealed interface Document extends ImportFact {
        /// The sender's record key.
        String guid();

        /// 1 new, 2 change, 3 delete.
        String appType();

        /// When the sender reported it, `yyyyMMddHHmmss`, China time.
        String appTime();

        /// Result of verifying the message's signature: VALID, INVALID, ABSENT or UNVERIFIABLE.
        String signature();
    }

    /// CEB311: what was bought. Amounts in yuan.
    record Order(
            String guid,
            String appType,
            String appTime,
            String appStatus,
            String signature,
            String orderType,
            String orderNo,
            String ebpCode,
            String ebcCode,
            BigDecimal goodsValue,
            BigDecimal freight,
            BigDecimal discount,
            BigDecimal taxTotal,
            BigDecimal acturalPaid,
            String currency,
            String buyerName,
            String buyerTelephone,
            String buyerIdType,
            Person buyer,
            @Nullable String payCode,
            @Nullable String payTransactionId,
            String consignee,
            String consigneeTelephone,
            String consigneeAddress,
            List<OrderLine> lines)
            implements Document {}

    record OrderLine(
            int gnum,
            String itemName,
            String unit,
            BigDecimal qty,
            BigDecimal price,
            BigDecimal totalPrice,
            String currency,
            String country) {}

    /// CEB411: what was paid.
    record Payment(
            String guid,
            String appType,
            String appTime,
            String appStatus,
            String signature,
            String payCode,
            String payTransactionId,
            String orderNo,
            String ebpCode,
            String payerIdType,
            Person payer,
            String payerName,
            BigDecimal amountPaid,
            String currency,
            String payTime)
            implements Document {}

    /// CEB511: what is carried. It names the order number but not the platform.
    record Waybill(
            String guid,
            String appType,
            String appTime,
            String appStatus,
            String signature,
            String logisticsCode,
            String logisticsNo,
            @Nullable String billNo,
            String orderNo,
            @Nullable BigDecimal freight,
            @Nullable BigDecimal insuredFee,
            String currency,
            BigDecimal weight,
            int packNo,
            String consignee,
            String consigneeAddress,
            String consigneeTelephone)
            implements Document {}

    /// CEB513: what became of the parcel; S is signed for.
    record WaybillStatus(
            String guid,
            String appType,
            String appTime,
            String signature,
            String logisticsCode,
            String logisticsNo,
            String logisticsStatus,
            String logisticsTime)
            implements Document {}

    /// CEB621: the list, which has the force of a customs declaration (GACC 2018-194, 8).
    record ImportList(
            String guid,
            String appType,
            String appTime,
            String appStatus,
            String signature,
            String orderNo,
            String ebpCode,
            String ebcCode,
            String logisticsNo,
            String logisticsCode,
            @Nullable String copNo,
            @Nullable String preNo,
            String assureCode,
            @Nullable String emsNo,
            @Nullable String invtNo,
            String ieFlag,
            LocalDate declTime,
            String customsCode,
            String buyerIdType,
            Person buyer,
            String buyerName,
            String buyerTelephone,
            String consigneeAddress,
            String agentCode,
            @Nullable String areaCode,
            @Nullable String areaName,
            String tradeMode,
            @Nullable String trafNo,
            @Nullable String voyageNo,
            @Nullable String billNo,
            String country,
            BigDecimal freight,
            BigDecimal insuredFee,
            String currency,
            int packNo,
            BigDecimal grossWeight,
            BigDecimal netWeight,
            List<ListLine> lines)
            implements Document {}

    record ListLine(
            int gnum,
            @Nullable String itemRecordNo,
            @Nullable String itemName,
            String gcode,
            String gname,
            String country,
            String currency,
            BigDecimal qty,
            String unit,
            BigDecimal qty1,
            String unit1,
            @Nullable BigDecimal qty2,
            @Nullable String unit2,
            BigDecimal price,
            BigDecimal totalPrice) {}

    /// CEB623: the declarant wants the list withdrawn.
    record Cancellation(
            String guid,
            String appType,
            String appTime,
            String appStatus,
            String signature,
            String customsCode,
            String orderNo,
            String ebpCode,
            String ebcCode,
            String agentCode,
            @Nullable String copNo,
            @Nullable String preNo,
            String invtNo,
            String reason)
            implements Document {}

    /// CEB625: goods shall go back.
    record ReturnRequest(
            String guid,
            String appType,
            String appTime,
            String appStatus,
            String signature,
            String customsCode,
            String orderNo,
            String ebpCode,
            String ebcCode,
            String agentCode,
            @Nullable String copNo,
            @Nullable String preNo,
            String invtNo,
            String reason,
            List<ReturnLine> lines)
            implements Document {}

    record ReturnLine(int gnum, String gcode, String gname, BigDecimal qty, String unit) {}

    /// CEB711: parcels that entered a supervised place.
    record WarehouseEntry(
            String guid,
            String appType,
            String appTime,
            String signature,
            String customsCode,
            @Nullable String copNo,
            @Nullable String preNo,
            @Nullable String rkdNo,
            String operatorCode,
            String billNo,
            String logisticsCode,
            List<String> logisticsNos)
            implements Document {}

    /// CEB312, 412, 512, 514, 622, 624, 626, 712: what customs said about a document.
    ///
    /// @param message message type, such as `CEB622`
    /// @param keys    the key fields it echoes, by name
    /// @param status  returnStatus: 100 rejected, 120 in the database, 800 released, negative an error ...
    /// @param time    returnTime, `yyyyMMddHHmmssSSS`
    /// @param info    returnInfo as it came
    record Receipt(
            String message, Map<String, String> keys, String status, String time, String info)
            implements ImportFact {}

    /// CEB816: the tax bill that customs made.
    record TaxBill(
            String invtNo,
            String taxNo,
            String time,
            BigDecimal customsTax,
            BigDecimal valueAddedTax,
            BigDecimal consumptionTax,
            String status,
            @Nullable String entDutyNo,
            @Nullable String assureCode,
            List<TaxBillLine> lines)
            implements ImportFact {}

    record TaxBillLine(
            int gnum,
            String gcode,
            BigDecimal taxPrice,
            BigDecimal customsTax,
            BigDecimal valueAddedTax,
            BigDecimal consumptionTax) {}

    /// CEB818: the tax bill's state: 1 made, 2 aggregated, 3 void.
    record TaxBillStatus(
            String invtNo, String taxNo, String time, String status, @Nullable String entDutyNo)
            implements ImportFact {}

    /// A guarantee policy or letter, or a deposit, was accepted for an enterprise.
    ///
    /// @param assureCode the enterprise whose guarantee it is
    /// @param instrument number of the policy or letter
    /// @param amount     yuan
    record GuaranteeFiled(
            String assureCode,
            String instrument,
            BigDecimal amount,
            LocalDate validFrom,
            LocalDate validTo)
            implements ImportFact {}

    /// An aggregated payment book was paid, whole or in part.
    record DutyPaid(String entDutyNo, BigDecimal amount, LocalDate paidOn, String reference)
            implements ImportFact {}

    /// The population register's answer on name and number of a buyer: MATCH, MISMATCH or UNKNOWN.
    record IdentityAnswered(String ebpCode, String orderNo, String result) implements ImportFact {}

    /// An officer's answer to a task about a parcel.
    record OfficerAnswered(
            String ebpCode,
            String orderNo,
            String task,
            String answer,
            String reason,
            String officer)
            implements ImportFact {}

    /// An officer's answer to a task about an aggregated bill.
    record BillAnswered(String entDutyNo, String task, String answer, String reason, String officer)
            implements ImportFact {}

    /// Returned goods are back at the original supervised place, zone or logistics centre.
    ///
    /// @param returnNo guid of the return request
    record GoodsBack(
            String ebpCode, String orderNo, String returnNo, LocalDate arrivedOn, String place)
            implements ImportFact {}

    /// What cases of this service tell each other; never taken from outside.
    sealed interface Internal extends ImportFact {}

    /// A list joined an aggregated bill.
    record BillJoined(
            String entDutyNo, String assureCode, String invtNo, BigDecimal tax, LocalDate payBy)
            implements Internal {}

    /// The tax of a list in an aggregated bill has become more, or less: all of it where the list left the bill.
    ///
    /// @param change yuan; below zero where it is less
    record BillAmended(String entDutyNo, String invtNo, BigDecimal change) implements Internal {}

    /// The parcel entered a supervised place.
    record ParcelEntered(
            String logisticsCode, String logisticsNo, String operatorCode, String entry)
            implements Internal {}
}
