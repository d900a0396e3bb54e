package org.liandong.pledgefinance.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.liandong.kernel.FactLine;

/// What a yard says to the service of receipts before a bank is asked: goods come in and a receipt is drawn up on them. The two services
/// share names only, so these are the facts by their names, not by their types.
final class YardFacts {

    static final String SERVICE = "warehouse-receipt";
    static final String KEEPER = "91370220MA3YARD02X";

    private static final Map<String, String> ELEMENTS =
            Map.ofEntries(
                    Map.entry("titleNotice", "yes"),
                    Map.entry("depositorAddress", "1 Port Road, Qingdao"),
                    Map.entry("keeperAddress", "2 Port Road, Qingdao"),
                    Map.entry("quality", "as certified"),
                    Map.entry("lossStandard", "0.1 % a month"),
                    Map.entry("fee", "0.80 yuan a tonne and day"),
                    Map.entry("issuer", "yard office"),
                    Map.entry("issuePlace", "Qingdao"),
                    Map.entry("signature", "seal of the keeper"),
                    Map.entry("storageContractNo", "S-2026"));

    // Public, because what writes them reads them by reflection.

    public record GoodsAccepted(
            String lotNo,
            int version,
            String keeper,
            String depositor,
            String commodity,
            String grade,
            String origin,
            String warehouse,
            String bay,
            String entryDocument,
            LocalDate acceptedOn) {}

    public record Weighed(
            String lotNo,
            String ticketNo,
            int version,
            BigDecimal gross,
            BigDecimal tare,
            Instant weighedAt) {}

    public record QualityCertified(
            String lotNo,
            String certificateNo,
            String inspector,
            String grade,
            LocalDate certifiedOn) {}

    public record CustomsStated(
            String lotNo, int version, String status, String document, LocalDate statedOn) {}

    public record ReceiptDrawn(
            String receiptNo,
            String lotNo,
            String keeper,
            String depositor,
            BigDecimal quantity,
            Map<String, String> elements,
            LocalDate storageFrom,
            String storageTo,
            LocalDate drawnOn) {}

    private YardFacts() {}

    /// The lines of one lot and its receipt, all of which belongs to the depositor.
    static List<String> lines(
            String receiptNo,
            String depositor,
            Goods goods,
            BigDecimal quantity,
            String customs,
            LocalDate on,
            Instant at) {
        String lot = "LOT-" + receiptNo;
        Map<String, String> elements = new TreeMap<>(ELEMENTS);
        elements.put("grade", goods.grade());
        BigDecimal tare = new BigDecimal("12.000");
        List<Record> facts =
                List.of(
                        new GoodsAccepted(
                                lot,
                                1,
                                KEEPER,
                                depositor,
                                goods.commodity(),
                                goods.grade(),
                                "TH",
                                "W2",
                                "B1",
                                "BL-" + receiptNo,
                                on),
                        new Weighed(lot, lot + "-T1", 1, quantity.add(tare), tare, at),
                        new QualityCertified(lot, "C-" + receiptNo, "inspector", goods.grade(), on),
                        new CustomsStated(lot, 1, customs, "D-" + receiptNo, on),
                        new ReceiptDrawn(
                                receiptNo, lot, KEEPER, depositor, quantity, elements, on, "", on));
        return facts.stream()
                .map(fact ->
                        FactLine.of(
                                SERVICE,
                                fact,
                                "yard",
                                receiptNo + "-" + fact.getClass().getSimpleName()))
                .toList();
    }
}
