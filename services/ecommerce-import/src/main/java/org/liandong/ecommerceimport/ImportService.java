package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liandong.ecommerceimport.ImportCase.Bill;
import org.liandong.ecommerceimport.ImportCase.Documents;
import org.liandong.ecommerceimport.ImportCase.Entry;
import org.liandong.ecommerceimport.ImportCase.Guarantee;
import org.liandong.ecommerceimport.ImportCase.Parcel;
import org.liandong.ecommerceimport.ImportCase.Progress;
import org.liandong.ecommerceimport.ImportFact.BillJoined;
import org.liandong.ecommerceimport.ImportFact.DutyPaid;
import org.liandong.ecommerceimport.ImportFact.GuaranteeFiled;
import org.liandong.ecommerceimport.ImportFact.ParcelEntered;
import org.liandong.ecommerceimport.ImportFact.Receipt;
import org.liandong.ecommerceimport.ImportFact.WarehouseEntry;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Fact;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Service;
import org.liandong.kernel.Step;

/// Cross-border e-commerce retail import. Four kinds of case: parcels, guarantees, aggregated bills, warehouse entries.
final class ImportService implements Service<ImportCase, ImportFact> {

    private static final String GUARANTEE = "guarantee:";
    private static final String BILL = "bill:";
    private static final String ENTRY = "entry:";

    private final ParcelDesk.Tools tools;

    ImportService(ParcelDesk.Tools tools) {
        this.tools = tools;
    }

    @Override
    public Linking linking(ImportFact fact) {
        return switch (fact) {
            case ImportFact.Order order -> parcel(order.ebpCode(), order.orderNo());
            case ImportFact.Payment payment -> parcel(payment.ebpCode(), payment.orderNo());
            // The waybill does not name its platform: only the list that names its number may have
            // it.
            case ImportFact.Waybill waybill ->
                    Linking.by(
                            ParcelDesk.waybillNumber(
                                    waybill.logisticsCode(), waybill.logisticsNo()));
            case ImportFact.WaybillStatus status ->
                    Linking.by(
                            ParcelDesk.waybillNumber(status.logisticsCode(), status.logisticsNo()));
            case ParcelEntered entered ->
                    Linking.by(
                            ParcelDesk.waybillNumber(
                                    entered.logisticsCode(), entered.logisticsNo()));
            case ImportFact.ImportList list -> parcel(list.ebpCode(), list.orderNo());
            case ImportFact.Cancellation request -> parcel(request.ebpCode(), request.orderNo());
            case ImportFact.ReturnRequest request -> parcel(request.ebpCode(), request.orderNo());
            case ImportFact.GoodsBack back -> parcel(back.ebpCode(), back.orderNo());
            case ImportFact.IdentityAnswered answer -> parcel(answer.ebpCode(), answer.orderNo());
            case ImportFact.OfficerAnswered answer -> parcel(answer.ebpCode(), answer.orderNo());
            case ImportFact.TaxBill bill -> Linking.by(ParcelDesk.listNumber(bill.invtNo()));
            case ImportFact.TaxBillStatus status ->
                    Linking.by(ParcelDesk.listNumber(status.invtNo()));
            case Receipt receipt -> receipt(receipt);
            case WarehouseEntry entry ->
                    Linking.to(ENTRY + entry.operatorCode() + "/" + entry.guid());
            case GuaranteeFiled filed -> Linking.to(GuaranteeDesk.key(filed.assureCode()));
            case DutyPaid paid -> Linking.to(BillDesk.key(paid.entDutyNo()));
            case BillJoined joined -> Linking.to(BillDesk.key(joined.entDutyNo()));
        };
    }

    private static Linking parcel(String ebpCode, String orderNo) {
        return Linking.to(ebpCode + "/" + orderNo);
    }

    /// A receipt names what it answers by the keys of its kind; it finds its case by whichever of them a case has claimed.
    private static Linking receipt(Receipt receipt) {
        Map<String, String> keys = receipt.keys();
        if (keys.containsKey("orderNo") && keys.containsKey("ebpCode")) {
            return parcel(keys.get("ebpCode"), keys.get("orderNo"));
        }
        List<Identifier> identifiers = new ArrayList<>();
        if (keys.containsKey("payTransactionId")) {
            identifiers.add(
                    ParcelDesk.paymentNumber(
                            keys.getOrDefault("payCode", ""), keys.get("payTransactionId")));
        }
        if (keys.containsKey("logisticsNo")) {
            identifiers.add(
                    ParcelDesk.waybillNumber(
                            keys.getOrDefault("logisticsCode", ""), keys.get("logisticsNo")));
        }
        if (keys.containsKey("invtNo")) {
            identifiers.add(ParcelDesk.listNumber(keys.get("invtNo")));
        }
        if (keys.containsKey("copNo") && keys.containsKey("agentCode")) {
            identifiers.add(ParcelDesk.copNumber(keys.get("agentCode"), keys.get("copNo")));
        }
        if (receipt.message().equals("CEB712")) {
            return Linking.to(
                    ENTRY
                            + keys.getOrDefault("operatorCode", "-")
                            + "/"
                            + keys.getOrDefault("copNo", "-"));
        }
        if (identifiers.isEmpty()) {
            throw new IllegalArgumentException(
                    "The receipt %s names nothing it could belong to."
                            .formatted(receipt.message()));
        }
        return new Linking.ByIdentifier(identifiers);
    }

    @Override
    public ImportCase open(CaseKey key) {
        String value = key.value();
        if (value.startsWith(GUARANTEE)) {
            return new Guarantee(value.substring(GUARANTEE.length()), List.of());
        }
        if (value.startsWith(BILL)) {
            return new Bill(
                    value.substring(BILL.length()),
                    null,
                    0,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    null,
                    false,
                    Map.of());
        }
        if (value.startsWith(ENTRY)) {
            return new Entry(value.substring(ENTRY.length()), List.of());
        }
        return new Parcel(value, Documents.NONE, Progress.NONE);
    }

    @Override
    public Step<ImportCase> on(ImportCase state, Fact<ImportFact> fact, Context context) {
        return switch (state) {
            case Parcel parcel -> new ParcelDesk(parcel, tools, context).on(fact);
            case Guarantee guarantee ->
                    switch (fact.body()) {
                        case GuaranteeFiled filed -> GuaranteeDesk.filed(guarantee, filed, context);
                        default -> throw foreign("guarantee", fact.body());
                    };
            case Bill bill ->
                    switch (fact.body()) {
                        case BillJoined joined -> then(BillDesk.joined(bill, joined), context);
                        case DutyPaid paid -> BillDesk.paid(bill, paid, context);
                        default -> throw foreign("bill", fact.body());
                    };
            case Entry entry ->
                    switch (fact.body()) {
                        case WarehouseEntry entered -> entered(entered, context);
                        case Receipt _ -> Step.of(entry);
                        default -> throw foreign("warehouse entry", fact.body());
                    };
        };
    }

    // A payment that came before its bill is settled as soon as the bill is there.
    private static Step<ImportCase> then(Step<ImportCase> joined, Context context) {
        Step<ImportCase> settled = BillDesk.settle((Bill) joined.state(), context);
        List<Effect> effects = new ArrayList<>(joined.effects());
        effects.addAll(settled.effects());
        return new Step<>(settled.state(), effects);
    }

    private static IllegalArgumentException foreign(String kind, ImportFact fact) {
        return new IllegalArgumentException(
                "A %s knows no %s.".formatted(kind, fact.getClass().getSimpleName()));
    }

    private Step<ImportCase> entered(WarehouseEntry entry, Context context) {
        List<Effect> effects = new ArrayList<>();
        for (String number : entry.logisticsNos()) {
            effects.add(
                    new Effect.Tell(
                            Linking.by(ParcelDesk.waybillNumber(entry.logisticsCode(), number)),
                            new ParcelEntered(
                                    entry.logisticsCode(),
                                    number,
                                    entry.operatorCode(),
                                    entry.guid())));
        }
        if (tools.policy().role() == Policy.Role.DECIDING_OFFICE) {
            effects.add(
                    new Effect.Send(Receipts.entry(entry, Receipts.STORED, context.at(), "入库成功")));
        }
        return new Step<>(new Entry(entry.operatorCode(), entry.logisticsNos()), effects);
    }

    @Override
    public Step<ImportCase> answered(ImportCase state, Answer answer, Context context) {
        return switch (state) {
            case Parcel parcel -> {
                ParcelDesk desk = new ParcelDesk(parcel, tools, context);
                switch (answer) {
                    case Answer.FromBook(var command, var said) -> desk.answered(command, said);
                    case Answer.ClaimRefused(var identifier, var holder) ->
                            desk.claimRefused(identifier, holder.value());
                    case Answer.Room(var account) -> desk.roomIn(account);
                    case Answer.Claimed(var identifier, var followed) ->
                            desk.claimed(identifier, followed);
                }
                yield desk.finish();
            }
            case Guarantee guarantee ->
                    answer instanceof Answer.FromBook(var command, var said)
                            ? GuaranteeDesk.answered(guarantee, command, said, context)
                            : Step.of(guarantee);
            case Bill _, Entry _ -> Step.of(state);
        };
    }

    @Override
    public Step<ImportCase> expired(ImportCase state, String clock, Context context) {
        return switch (state) {
            case Parcel parcel -> new ParcelDesk(parcel, tools, context).expired(clock);
            case Guarantee guarantee -> GuaranteeDesk.expired(guarantee, clock, context);
            case Bill bill -> BillDesk.expired(bill);
            case Entry entry -> Step.of(entry);
        };
    }

    @Override
    public String status(ImportCase state) {
        return state.status();
    }
}
