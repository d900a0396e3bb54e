package org.liandong.bench;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.util.encoders.Base64;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.ecommerceimport.ceb.BaseTransfer;
import org.liandong.ecommerceimport.ceb.CebWriter;
import org.liandong.ecommerceimport.ceb.MessageType;
import org.liandong.ecommerceimport.ceb.OutgoingNode;
import org.liandong.ecommerceimport.ceb.SignatureSuite;
import org.liandong.ecommerceimport.ceb.SigningIdentity;
import org.liandong.ecommerceimport.ceb.XmlSigner;
import org.liandong.engine.Engine;
import org.liandong.testkit.TestEngines;

/// The messages of parcels in whose papers nothing is wrong: the path that most parcels take.
///
/// Lists are signed. A third as many buyers as parcels.
final class SoundParcels {

    /// The most business nodes that the standard allows in a message.
    static final int NODES = 100;

    private static final BaseTransfer TRANSFER =
            BaseTransfer.of("EBC1000001", "青岛某某电子商务有限公司", "DXPENT0000000001");

    private final CebWriter writer = new CebWriter();
    private final SigningIdentity signer =
            SigningIdentity.authority(
                    SignatureSuite.KeyKind.RSA,
                    "CN=Bench,C=CN",
                    Instant.parse("2020-01-01T00:00:00Z"),
                    Instant.parse("2050-01-01T00:00:00Z"),
                    new SecureRandom());
    private final XmlSigner signing = new XmlSigner(signer, SignatureSuite.RSA_SHA1);

    /// Who signs the lists.
    SigningIdentity signer() {
        return signer;
    }

    /// The certificate to trust, PEM.
    byte[] certificate() {
        try {
            return ("-----BEGIN CERTIFICATE-----\n"
                            + Base64.toBase64String(signer.certificate().getEncoded())
                            + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate of our own cannot be written.", e);
        }
    }

    /// Settings of an engine that takes these parcels in: the service as shipped, which trusts their signer; one processor is
    /// left to the writer.
    Engine.Settings settings(String store) {
        Engine.Settings settings =
                TestEngines.settings(
                        store, new ImportModule(), Map.of(ImportModule.TRUSTED, certificate()));
        return new Engine.Settings(
                store,
                settings.modules(),
                settings.overrides(),
                settings.rules(),
                settings.secret(),
                InstantSource.system(),
                Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    /// The facts that come before everything else: one guarantee.
    static byte[] guarantee(String valid) {
        return ("{\"service\":\"ecommerce-import\",\"type\":\"guarantee-filed\",\"source\":\"office\",\"id\":\"G1\",\"body\":"
                        + "{\"assureCode\":\"EBC1000001\",\"instrument\":\"POL-1\",\"amount\":10000000000.00,\"validFrom\":\"2020-01-01\",\"validTo\":\""
                        + valid
                        + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// What a message is about.
    enum Paper {
        ORDER,
        PAYMENT,
        WAYBILL,
        LIST
    }

    /// The messages of parcels from `from` on, `NODES` in each: order, payment, waybill and list of the first hundred, then
    /// of the next.
    ///
    /// @param parcels a multiple of `NODES`
    List<byte[]> messages(int from, int parcels) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = from; i < from + parcels; i += NODES) {
            for (Paper paper : Paper.values()) {
                messages.add(message(paper, i, NODES));
            }
        }
        return messages;
    }

    /// One message with a paper of each of the parcels `from` to `from + nodes`.
    byte[] message(Paper paper, int from, int nodes) {
        List<OutgoingNode> papers = new ArrayList<>();
        for (int i = from; i < from + nodes; i++) {
            papers.add(
                    switch (paper) {
                        case ORDER ->
                                new OutgoingNode(order(i), List.of(orderLine(1), orderLine(2)));
                        case PAYMENT -> OutgoingNode.of(payment(i));
                        case WAYBILL -> OutgoingNode.of(waybill(i));
                        case LIST -> new OutgoingNode(list(i), List.of(listLine(1), listLine(2)));
                    });
        }
        MessageType type =
                switch (paper) {
                    case ORDER -> MessageType.CEB311;
                    case PAYMENT -> MessageType.CEB411;
                    case WAYBILL -> MessageType.CEB511;
                    case LIST -> MessageType.CEB621;
                };
        byte[] message = writer.write(type, guid("m" + paper, from), papers, TRANSFER);
        return paper == Paper.LIST ? signing.sign(message) : message;
    }

    private static String guid(String kind, int i) {
        return UUID.nameUUIDFromBytes((kind + i).getBytes(StandardCharsets.UTF_8))
                .toString()
                .toUpperCase(Locale.ROOT);
    }

    // Made-up numbers of one area and day with a right check digit.
    private static String identity(int i) {
        String body =
                "110101199003" + "%02d".formatted(1 + (i / 1000) % 28) + "%03d".formatted(i % 1000);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        String area = "%06d".formatted(110101 + (i / 28_000) % 800_000);
        body = area + body.substring(6);
        int sum = 0;
        for (int k = 0; k < 17; k++) {
            sum += (body.charAt(k) - '0') * weights[k];
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    private static Map<String, String> head(String kind, int i) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("guid", guid(kind, i));
        head.put("appType", "1");
        head.put("appTime", "20260301100000");
        head.put("appStatus", "2");
        return head;
    }

    private static Map<String, String> order(int i) {
        Map<String, String> head = head("o", i);
        head.put("orderType", "I");
        head.put("orderNo", "ORD%012d".formatted(i));
        head.put("ebpCode", "EBP1000001");
        head.put("ebpName", "某某跨境购平台有限公司");
        head.put("ebcCode", "EBC1000001");
        head.put("ebcName", "青岛某某电子商务有限公司");
        head.put("goodsValue", "300.00");
        head.put("freight", "10.00");
        head.put("discount", "0");
        head.put("taxTotal", "28.21");
        head.put("acturalPaid", "338.21");
        head.put("currency", "142");
        head.put("buyerRegNo", "user" + i / 3);
        head.put("buyerName", "王小明");
        head.put("buyerTelephone", "13256253633");
        head.put("buyerIdType", "1");
        head.put("buyerIdNumber", identity(i / 3));
        head.put("payCode", "PAY1000001");
        head.put("payName", "某某支付有限公司");
        head.put("payTransactionId", "T%014d".formatted(i));
        head.put("consignee", "王小明");
        head.put("consigneeTelephone", "13256253633");
        head.put("consigneeAddress", "山东省青岛市黄岛区长江中路某某小区%d号楼".formatted(i % 100));
        head.put("consigneeDistrict", "370211");
        return head;
    }

    private static Map<String, String> orderLine(int gnum) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("gnum", Integer.toString(gnum));
        line.put("itemNo", "SKU-" + gnum);
        line.put("itemName", "天然矿泉水");
        line.put("gmodel", "500毫升|某某牌|瓶装|成分：水");
        line.put("unit", "095");
        line.put("qty", "3");
        line.put("price", "50");
        line.put("totalPrice", "150");
        line.put("currency", "142");
        line.put("country", "305");
        return line;
    }

    private static Map<String, String> payment(int i) {
        Map<String, String> head = head("p", i);
        head.put("payCode", "PAY1000001");
        head.put("payName", "某某支付有限公司");
        head.put("payTransactionId", "T%014d".formatted(i));
        head.put("orderNo", "ORD%012d".formatted(i));
        head.put("ebpCode", "EBP1000001");
        head.put("ebpName", "某某跨境购平台有限公司");
        head.put("payerIdType", "1");
        head.put("payerIdNumber", identity(i / 3));
        head.put("payerName", "王小明");
        head.put("telephone", "13256253633");
        head.put("amountPaid", "338.21");
        head.put("currency", "142");
        head.put("payTime", "20260301095959");
        return head;
    }

    private static Map<String, String> waybill(int i) {
        Map<String, String> head = head("w", i);
        head.put("logisticsCode", "LOG1000001");
        head.put("logisticsName", "某某国际物流有限公司");
        head.put("logisticsNo", "WB%012d".formatted(i));
        head.put("orderNo", "ORD%012d".formatted(i));
        head.put("freight", "10.00");
        head.put("insuredFee", "0");
        head.put("currency", "142");
        head.put("weight", "3.2");
        head.put("packNo", "1");
        head.put("goodsInfo", "天然矿泉水");
        head.put("consignee", "王小明");
        head.put("consigneeAddress", "山东省青岛市黄岛区长江中路某某小区%d号楼".formatted(i % 100));
        head.put("consigneeTelephone", "13256253633");
        return head;
    }

    private static Map<String, String> list(int i) {
        Map<String, String> head = head("l", i);
        head.put("orderNo", "ORD%012d".formatted(i));
        head.put("ebpCode", "EBP1000001");
        head.put("ebpName", "某某跨境购平台有限公司");
        head.put("ebcCode", "EBC1000001");
        head.put("ebcName", "青岛某某电子商务有限公司");
        head.put("logisticsNo", "WB%012d".formatted(i));
        head.put("logisticsCode", "LOG1000001");
        head.put("logisticsName", "某某国际物流有限公司");
        head.put("copNo", "COP%012d".formatted(i));
        head.put("assureCode", "EBC1000001");
        head.put("emsNo", "T4230W000001");
        head.put("ieFlag", "I");
        head.put("declTime", "20260301");
        head.put("customsCode", "4230");
        head.put("portCode", "4230");
        head.put("buyerIdType", "1");
        head.put("buyerIdNumber", identity(i / 3));
        head.put("buyerName", "王小明");
        head.put("buyerTelephone", "13256253633");
        head.put("consigneeAddress", "山东省青岛市黄岛区长江中路某某小区%d号楼".formatted(i % 100));
        head.put("agentCode", "AGT1000001");
        head.put("agentName", "青岛某某报关有限公司");
        head.put("areaCode", "AREA000001");
        head.put("areaName", "青岛某某保税仓储有限公司");
        head.put("tradeMode", "1210");
        head.put("trafMode", "Y");
        head.put("country", "142");
        head.put("freight", "10.00");
        head.put("insuredFee", "0");
        head.put("currency", "142");
        head.put("packNo", "1");
        head.put("grossWeight", "3.2");
        head.put("netWeight", "3");
        return head;
    }

    private static Map<String, String> listLine(int gnum) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("gnum", Integer.toString(gnum));
        line.put("itemRecordNo", "R" + gnum);
        line.put("itemNo", "SKU-" + gnum);
        line.put("itemName", "天然矿泉水");
        line.put("gcode", "2201101000");
        line.put("gname", "天然矿泉水");
        line.put("gmodel", "500毫升|某某牌|瓶装|成分：水");
        line.put("country", "305");
        line.put("currency", "142");
        line.put("qty", "3");
        line.put("unit", "095");
        line.put("qty1", "1.5");
        line.put("unit1", "095");
        line.put("price", "50");
        line.put("totalPrice", "150");
        return line;
    }
}
