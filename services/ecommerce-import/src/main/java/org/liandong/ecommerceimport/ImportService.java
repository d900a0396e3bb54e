package org.liandong.ecommerceimport;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liandong.ecommerceimport.ImportCase.Bill;
import org.liandong.ecommerceimport.ImportCase.Documents;
import org.liandong.ecommerceimport.ImportCase.Entry;
import org.liandong.ecommerceimport.ImportCase.Guarantee;
import org.liandong.ecommerceimport.ImportCase.Parcel;
import org.liandong.ecommerceimport.ImportCase.Progress;
import org.liandong.ecommerceimport.ImportFact.BillAmended;
import org.liandong.ecommerceimport.ImportFact.BillAnswered;
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
import org.liandong.kernel.Foreseen;
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
                    Linking.by(Numbers.waybill(waybill.logisticsCode(), waybill.logisticsNo()));
            case ImportFact.WaybillStatus status ->
                    Linking.by(Numbers.waybill(status.logisticsCode(), status.logisticsNo()));
            case ParcelEntered entered ->
                    Linking.by(Numbers.waybill(entered.logisticsCode(), entered.logisticsNo()));
            case ImportFact.ImportList list -> parcel(list.ebpCode(), list.orderNo());
            case ImportFact.Cancellation request -> parcel(request.ebpCode(), request.orderNo());
            case ImportFact.ReturnRequest request -> parcel(request.ebpCode(), request.orderNo());
            case ImportFact.GoodsBack back -> parcel(back.ebpCode(), back.orderNo());
            case ImportFact.IdentityAnswered answer -> parcel(answer.ebpCode(), answer.orderNo());
            case ImportFact.OfficerAnswered answer -> parcel(answer.ebpCode(), answer.orderNo());
            case ImportFact.TaxBill bill -> Linking.by(Numbers.list(bill.invtNo()));
            case ImportFact.TaxBillStatus status -> Linking.by(Numbers.list(status.invtNo()));
            case Receipt receipt -> receipt(receipt);
            case WarehouseEntry entry ->
                    entry(
                            entry.operatorCode(),
                            entry.copNo() != null ? entry.copNo() : entry.guid());
            case GuaranteeFiled filed -> Linking.to(GuaranteeDesk.key(filed.assureCode()));
            case DutyPaid paid -> Linking.to(BillDesk.key(paid.entDutyNo()));
            case BillAnswered answer -> Linking.to(BillDesk.key(answer.entDutyNo()));
            case BillJoined joined -> Linking.to(BillDesk.key(joined.entDutyNo()));
            case BillAmended amended -> Linking.to(BillDesk.key(amended.entDutyNo()));
        };
    }

    private static Linking parcel(String ebpCode, String orderNo) {
        return Linking.to(parcelKey(ebpCode, orderNo));
    }

    private static String parcelKey(String ebpCode, String orderNo) {
        return ebpCode + "/" + orderNo;
    }

    @Override
    public Foreseen foreseen(ImportFact fact, LocalDate today) {
        return fact instanceof ImportFact.ImportList list
                ? Books.foreseen(list, parcelKey(list.ebpCode(), list.orderNo()), today.getYear())
                : Foreseen.NOTHING;
    }

    private static Linking entry(String operatorCode, String number) {
        return Linking.to(ENTRY + operatorCode + "/" + number);
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
                    Numbers.payment(
                            keys.getOrDefault("payCode", ""), keys.get("payTransactionId")));
        }
        if (keys.containsKey("logisticsNo")) {
            identifiers.add(
                    Numbers.waybill(
                            keys.getOrDefault("logisticsCode", ""), keys.get("logisticsNo")));
        }
        if (keys.containsKey("invtNo")) {
            identifiers.add(Numbers.list(keys.get("invtNo")));
        }
        if (keys.containsKey("copNo") && keys.containsKey("agentCode")) {
            identifiers.add(Numbers.cop(keys.get("agentCode"), keys.get("copNo")));
        }
        if (receipt.message().equals("CEB712")) {
            return entry(keys.getOrDefault("operatorCode", "-"), keys.getOrDefault("copNo", "-"));
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
            return Bill.none(value.substring(BILL.length()));
        }
        if (value.startsWith(ENTRY)) {
            return new Entry(
                    value.substring(ENTRY.length(), value.indexOf('/')), List.of(), null, null);
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
                        case BillJoined joined -> billDesk(bill, context).joined(joined);
                        case BillAmended amended -> billDesk(bill, context).amended(amended);
                        case DutyPaid paid -> billDesk(bill, context).paid(paid);
                        case BillAnswered answer -> billDesk(bill, context).officer(answer);
                        default -> throw foreign("bill", fact.body());
                    };
            case Entry entry ->
                    switch (fact.body()) {
                        case WarehouseEntry entered -> entered(entry, entered, context);
                        case Receipt receipt -> Step.of(answered(entry, receipt));
                        default -> throw foreign("warehouse entry", fact.body());
                    };
        };
    }

    private BillDesk billDesk(Bill bill, Context context) {
        return new BillDesk(bill, tools.rules(), context);
    }

    private static IllegalArgumentException foreign(String kind, ImportFact fact) {
        return new IllegalArgumentException(
                "A %s knows no %s.".formatted(kind, fact.getClass().getSimpleName()));
    }

    private Step<ImportCase> entered(Entry before, WarehouseEntry entry, Context context) {
        List<Effect> effects = new ArrayList<>();
        for (String number : entry.logisticsNos()) {
            effects.add(
                    new Effect.Tell(
                            Linking.by(Numbers.waybill(entry.logisticsCode(), number)),
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
        return new Step<>(
                new Entry(
                        entry.operatorCode(),
                        entry.logisticsNos(),
                        before.answer(),
                        before.answered()),
                effects);
    }

    // The last that customs said counts, whichever came last.
    private static Entry answered(Entry entry, Receipt receipt) {
        return entry.answered() != null && receipt.time().compareTo(entry.answered()) < 0
                ? entry
                : new Entry(
                        entry.operatorCode(), entry.parcels(), receipt.status(), receipt.time());
    }

    @Override
    public Step<ImportCase> answered(ImportCase state, Answer answer, Context context) {
        return switch (state) {
            case Parcel parcel -> new ParcelDesk(parcel, tools, context).answered(answer);
            case Guarantee guarantee ->
                    answer instanceof Answer.FromBook(var command, var said)
                            ? GuaranteeDesk.answered(guarantee, command, said, context)
                            : Step.of(guarantee);
            case Bill bill ->
                    answer instanceof Answer.FromBook(var command, var said)
                            ? billDesk(bill, context).answered(command, said)
                            : Step.of(bill);
            case Entry entry -> Step.of(entry);
        };
    }

    @Override
    public Step<ImportCase> expired(ImportCase state, String clock, Context context) {
        return switch (state) {
            case Parcel parcel -> new ParcelDesk(parcel, tools, context).expired(clock);
            case Guarantee guarantee -> GuaranteeDesk.expired(guarantee, clock, context);
            case Bill bill -> billDesk(bill, context).expired(clock);
            case Entry entry -> Step.of(entry);
        };
    }

    @Override
    public String status(ImportCase state) {
        return state.status();
    }
}
