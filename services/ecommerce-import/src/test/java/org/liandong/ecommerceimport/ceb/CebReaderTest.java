package org.liandong.ecommerceimport.ceb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Leniency where the meaning is clear, and the problems of single nodes.
class CebReaderTest {

    /// The element of the order to replace, by what, and the problem that follows.
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
"""
<ceb:orderNo>值60</ceb:orderNo>   |                                         | CEB-MISSING Order[2]/OrderHead/orderNo
<ceb:orderNo>值60</ceb:orderNo>   | <ceb:orderNo/>                          | CEB-EMPTY Order[2]/OrderHead/orderNo
<ceb:orderNo>值60</ceb:orderNo>   | <ceb:orderNo> <!-- none --> </ceb:orderNo> | CEB-EMPTY Order[2]/OrderHead/orderNo
<ceb:orderNo>值60</ceb:orderNo>   | <ceb:orderNo>1<b>2</b></ceb:orderNo>    | CEB-NESTED Order[2]/OrderHead/orderNo
<ceb:orderNo>值60</ceb:orderNo>   | <ceb:orderNo>1</ceb:orderNo><ceb:orderNo>1</ceb:orderNo> | CEB-DUPLICATE Order[2]/OrderHead/orderNo
<ceb:appTime>20260301120000</ceb:appTime> | <ceb:appTime>2026-03-01</ceb:appTime> | CEB-LENGTH Order[2]/OrderHead/appTime
<ceb:goodsValue>12.5</ceb:goodsValue> | <ceb:goodsValue>1,000</ceb:goodsValue> | CEB-DECIMAL Order[2]/OrderHead/goodsValue
<ceb:goodsValue>12.5</ceb:goodsValue> | <ceb:goodsValue>1e3</ceb:goodsValue>    | CEB-DECIMAL Order[2]/OrderHead/goodsValue
<ceb:goodsValue>12.5</ceb:goodsValue> | <ceb:goodsValue>0.123456</ceb:goodsValue> | CEB-DECIMAL Order[2]/OrderHead/goodsValue
<ceb:goodsValue>12.5</ceb:goodsValue> | <ceb:goodsValue>.</ceb:goodsValue>      | CEB-DECIMAL Order[2]/OrderHead/goodsValue
<ceb:goodsValue>12.5</ceb:goodsValue> | <ceb:goodsValue>１２</ceb:goodsValue>     | CEB-DECIMAL Order[2]/OrderHead/goodsValue
<ceb:goodsValue>12.5</ceb:goodsValue> | <ceb:goodsValue>12345678901234567890</ceb:goodsValue> | CEB-DECIMAL Order[2]/OrderHead/goodsValue
<ceb:gnum>1</ceb:gnum>           | <ceb:gnum>1.0</ceb:gnum>                | CEB-INTEGER Order[2]/OrderList[1]/gnum
<ceb:gnum>1</ceb:gnum>           | <ceb:gnum>2147483648</ceb:gnum>         | CEB-INTEGER Order[2]/OrderList[1]/gnum
<ceb:gnum>1</ceb:gnum>           | <ceb:gnum>-</ceb:gnum>                  | CEB-INTEGER Order[2]/OrderList[1]/gnum
<ceb:OrderHead>                  | <ceb:OrderHead/><ceb:OrderHead>         | CEB-DUPLICATE Order[2]/OrderHead
""")
    void aProblemIsOfItsNodeAndHasItsPlace(String original, String replacement, String expected) {
        String order = Examples.text(MessageType.CEB311, 3);
        int second = order.indexOf("<ceb:Order>", order.indexOf("<ceb:Order>") + 1);
        int at = order.indexOf(original, second);
        String broken =
                order.substring(0, at)
                        + (replacement == null ? "" : replacement)
                        + order.substring(at + original.length());
        CebMessage message = read(broken);
        assertThat(message.nodes()).hasSize(3);
        assertThat(message.nodes().get(0).problems()).as("the node before").isEmpty();
        assertThat(message.nodes().get(2).problems()).as("the node after").isEmpty();
        List<Problem> problems = message.nodes().get(1).problems();
        assertThat(problems.stream().map(problem -> problem.code().code() + " " + problem.path()))
                .contains(expected);
        Problem problem = problems.getLast();
        assertThat(lineOf(broken, problem)).startsWith("<");
        assertThat(problem.message()).endsWith(".").doesNotContain("{");
        assertThat(problem.message(Locale.CHINA)).endsWith("。").doesNotContain("{");
    }

    @Test
    void theNodeWithAProblemKeepsTheKeysThatItsReceiptNeeds() {
        CebMessage message =
                read(
                        Examples.text(MessageType.CEB311, 1)
                                .replaceFirst("<ceb:goodsValue>12.5<", "<ceb:goodsValue>free<"));
        Node order = message.nodes().getFirst();
        assertThat(order.isSound()).isFalse();
        assertThat(order.get("orderNo")).isEqualTo("值60");
        assertThat(order.get("goodsValue")).isEqualTo("free");
    }

    @Test
    void theTextSaysWhatIsWrongTheValueAndWhatToDo() {
        String xml =
                Examples.text(MessageType.CEB411, 1)
                        .replace("<ceb:payCode>值18<", "<ceb:payCode>" + "9".repeat(70) + "<")
                        .replaceFirst(
                                "<ceb:payerIdNumber>[^<]*<",
                                "<ceb:payerIdNumber>" + "110101199001011234".repeat(4) + "<")
                        .replaceFirst(
                                "<ceb:payerName>[^<]*<",
                                "<ceb:payerName>" + "李小宝".repeat(21) + "<");
        List<Problem> problems = read(xml).nodes().getFirst().problems();
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0).message())
                .isEqualTo(
                        "The value \""
                                + "9".repeat(60)
                                + "…\" of payCode has 70 characters; allowed are 1–18."
                                + " Correct the value and send the record again.");
        assertThat(problems.get(0).message(Locale.CHINESE))
                .isEqualTo("payCode 的值“" + "9".repeat(60) + "…”长 70 个字符；允许 1–18 个字符。请改正后重新发送该记录。");
        assertThat(problems.get(1).message())
                .contains("\"1101********************1234\"")
                .doesNotContain("19900101");
        assertThat(problems.get(2).message()).doesNotContain("李小宝李小宝李");
    }

    @Test
    void aPersonsValueIsMaskedDownToTheLastCharacter() {
        assertThat(Shown.masked("110101199001011234")).isEqualTo("110************234");
        assertThat(Shown.masked("李小宝")).isEqualTo("李**");
        assertThat(Shown.masked("李")).isEqualTo("*");
        assertThat(Shown.masked("")).isEmpty();
        assertThat(Shown.masked("𠮷田 a")).isEqualTo("𠮷***");
    }

    @Test
    void everyMissingFieldIsReportedAtOnce() {
        CebMessage message =
                read(
                        "<CEB412Message guid='"
                                + Examples.GUID
                                + "' version='1.0'>\n<PaymentReturn/></CEB412Message>");
        assertThat(message.nodes().getFirst().problems())
                .hasSize(6)
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.MISSING));
    }

    @Test
    void anOrderWithoutHeadOrLinesSaysSo() {
        CebMessage message = read("<CEB311Message><Order></Order></CEB311Message>");
        assertThat(message.nodes().getFirst().problems().stream().map(Problem::path))
                .containsExactly("Order[1]/OrderHead", "Order[1]/OrderList");
        assertThat(codes(message.warnings()))
                .containsExactly("CEB-GUID", "CEB-VERSION", "CEB-NO-TRANSFER");
    }

    @Test
    void theHundredthLineIsOneProblemOfItsNode() {
        String xml = Examples.text(MessageType.CEB311, 2);
        String line =
                xml.substring(xml.indexOf("<ceb:OrderList>"), xml.indexOf("</ceb:OrderList>") + 16);
        CebMessage message =
                read(xml.replaceFirst("<ceb:OrderList>", line.repeat(99) + "<ceb:OrderList>"));
        assertThat(codes(message.nodes().get(0).problems())).containsExactly("CEB-TOO-MANY-LINES");
        assertThat(message.nodes().get(0).lines()).hasSize(99);
        assertThat(message.nodes().get(1).problems()).isEmpty();
    }

    @Test
    void aDeliveryMayHaveThousandsOfLines() {
        String xml = Examples.text(MessageType.CEB711, 1);
        String line =
                xml.substring(
                        xml.indexOf("<ceb:DeliveryList>"), xml.indexOf("</ceb:DeliveryList>") + 19);
        CebMessage message =
                read(
                        xml.replaceFirst(
                                "<ceb:DeliveryList>", line.repeat(5_000) + "<ceb:DeliveryList>"));
        assertThat(message.nodes().getFirst().lines()).hasSize(5_002);
        assertThat(message.nodes().getFirst().problems()).isEmpty();
    }

    @Test
    void aTextOfAMegabyteIsTheProblemOfItsFieldOnly() {
        String xml =
                Examples.text(MessageType.CEB412, 2)
                        .replaceFirst(
                                "<returnInfo>[^<]*<", "<returnInfo>" + "长".repeat(1_000_000) + "<");
        CebMessage message = read(xml);
        assertThat(codes(message.nodes().get(0).problems())).containsExactly("CEB-LENGTH");
        assertThat(message.nodes().get(0).problems().getFirst().message())
                .contains("1000000 characters")
                .hasSizeLessThan(300);
        assertThat(message.nodes().get(1).problems()).isEmpty();
    }

    @Test
    void problemsBeyondTheListAreCounted() {
        String xml = Examples.text(MessageType.CEB711, 1);
        String line = "<ceb:DeliveryList/>";
        CebMessage message =
                read(
                        xml.replaceFirst(
                                "<ceb:DeliveryList>", line.repeat(300) + "<ceb:DeliveryList>"));
        List<Problem> problems = message.nodes().getFirst().problems();
        assertThat(problems).hasSize(ReadingLimits.PROBLEMS_MAX + 1);
        assertThat(problems.getLast().message()).startsWith("There are 400 more problems");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "GB2312", "GB18030", "UTF-16", "utf-8", "US-ASCII"})
    void theDeclaredEncodingIsFollowed(String encoding) {
        String name = encoding.equals("US-ASCII") ? "ASCII" : "支付企业";
        String xml =
                Examples.text(MessageType.CEB412, 1)
                        .replace("encoding=\"UTF-8\"", "encoding='" + encoding + "'")
                        .replaceAll(
                                "<(payCode|payTransactionId|returnInfo|returnStatus)>[^<]*<",
                                "<$1>" + name + "<");
        CebMessage message =
                (CebMessage) new CebReader().read(xml.getBytes(Charset.forName(encoding)));
        assertThat(message.nodes().getFirst().get("payCode")).isEqualTo(name);
        assertThat(message.nodes().getFirst().problems()).isEmpty();
        assertThat(message.nodes().getFirst().line()).isEqualTo(2);
    }

    @Test
    void aDocumentThatSaysUtf16ButIsWrittenInBytesIsReadAsUtf8() {
        assertThat(read(Examples.text(MessageType.CEB412, 1).replace("UTF-8", "utf-16")).nodes())
                .hasSize(1);
    }

    @Test
    void utf16IsRecognisedWithoutMarkAndDeclaration() {
        String xml =
                "<CEB412Message><PaymentReturn><payCode>支付</payCode></PaymentReturn></CEB412Message>";
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            CebMessage message = (CebMessage) new CebReader().read(xml.getBytes(charset));
            assertThat(message.nodes().getFirst().get("payCode")).isEqualTo("支付");
            assertThat(message.nodes().getFirst().column()).isEqualTo(16);
        }
    }

    @Test
    void columnsCountCharactersInMessagesOnOneLine() {
        String node = "<PaymentReturn><payCode>支付𠮷</payCode></PaymentReturn>";
        CebMessage message =
                read("\uFEFF<CEB412Message>" + node + node + node + "</CEB412Message>");
        int characters = node.codePointCount(0, node.length());
        for (int i = 0; i < 3; i++) {
            assertThat(message.nodes().get(i).line()).isEqualTo(1);
            assertThat(message.nodes().get(i).column()).isEqualTo(16 + i * characters);
        }
        assertThat(message.nodes().get(2).problems().getFirst().column())
                .isEqualTo(16 + 2 * characters);
    }

    @Test
    void valuesAreTrimmedAndMayBeInPieces() {
        String xml =
                Examples.text(MessageType.CEB412, 1)
                        .replaceFirst(
                                "<payCode>[^<]*<",
                                "<payCode>\u3000\r\n 11<![CDATA[<&>]]>&#x41;&amp;<!-- c -->22 \u00A0<")
                        .replaceFirst("<returnInfo>[^<]*<", "<returnInfo>a<?p i?>\r\nb<");
        Node node = read(xml).nodes().getFirst();
        assertThat(node.get("payCode")).isEqualTo("11<&>A&22");
        assertThat(node.get("returnInfo")).isEqualTo("a\nb");
        assertThat(node.problems()).isEmpty();
    }

    @Test
    void lengthsCountCharactersAndNotTheirHalves() {
        String xml =
                Examples.text(MessageType.CEB412, 1)
                        .replaceFirst("<payCode>[^<]*<", "<payCode>" + "𠮷".repeat(18) + "<");
        assertThat(read(xml).nodes().getFirst().problems()).isEmpty();
        assertThat(
                        codes(
                                read(xml.replace("<payCode>", "<payCode>1"))
                                        .nodes()
                                        .getFirst()
                                        .problems()))
                .containsExactly("CEB-LENGTH");
    }

    @Test
    void theMisspellingsOfTheOfficialPdfAreUnderstood() {
        String order =
                Examples.text(MessageType.CEB311, 1)
                        .replace("consigneeDistrict", "consigneeDitrict");
        assertThat(read(order).nodes().getFirst().get("consigneeDistrict")).isEqualTo("202603");
        String waybill =
                Examples.text(MessageType.CEB511, 1).replace("ceb:consignee>", "ceb:consingee>");
        assertThat(read(waybill).nodes().getFirst().get("consignee")).isEqualTo("值99");
        CebMessage refund =
                read(Examples.text(MessageType.CEB625, 1).replace("InvtRefund", "InvtRefound"));
        assertThat(refund.nodes().getFirst().lines()).hasSize(2);
        assertThat(refund.nodes().getFirst().problems()).isEmpty();
        assertThat(refund.warnings()).isEmpty();
    }

    @Test
    void aTaxBillMayNameItsOrderAndItsWaybill() {
        String bill =
                Examples.text(MessageType.CEB816, 1)
                        .replace(
                                "</TaxHeadRd>",
                                "<orderNo>O1</orderNo><logisticNo>L1</logisticNo></TaxHeadRd>");
        Node tax = read(bill).nodes().getFirst();
        assertThat(tax.get("orderNo")).isEqualTo("O1");
        assertThat(tax.get("logisticsNo")).isEqualTo("L1");
        assertThat(tax.problems()).isEmpty();
    }

    @Test
    void whereThePdfIsWiderThanTheSchemaItIsFollowed() {
        Node receipt =
                read(Examples.text(MessageType.CEB622, 1).replaceAll("<preNo>.*?</preNo>", ""))
                        .nodes()
                        .getFirst();
        assertThat(receipt.problems()).isEmpty();
        String list =
                Examples.text(MessageType.CEB621, 1)
                        .replaceAll("<ceb:itemNo>[^<]*", "<ceb:itemNo>" + "1".repeat(30));
        assertThat(read(list).nodes().getFirst().problems()).isEmpty();
        String waybill =
                Examples.text(MessageType.CEB511, 1)
                        .replaceAll("<ceb:orderNo>.*?</ceb:orderNo>", "");
        assertThat(codes(read(waybill).nodes().getFirst().problems()))
                .as("but this one links")
                .containsExactly("CEB-MISSING");
    }

    @Test
    void whatIsAcceptedDespiteTheSpecificationIsAWarning() {
        String xml =
                "<CEB412Message xmlns='urn:other' guid='4cde1cfd-eded-46b1-946c-b8022e42fc94' version='v1.0'>odd"
                        + "<PaymentReturn><colour>red</colour></PaymentReturn><Extra><deep/></Extra></CEB412Message>";
        assertThat(codes(read(xml).warnings()))
                .containsExactly(
                        "CEB-GUID",
                        "CEB-VERSION",
                        "CEB-NAMESPACE",
                        "CEB-STRAY-TEXT",
                        "CEB-UNKNOWN-ELEMENT",
                        "CEB-UNKNOWN-ELEMENT");
    }

    @Test
    void theEnvelopeIsOpened() {
        byte[] inner = Examples.message(MessageType.CEB411, 1);
        Envelope envelope = Examples.envelope(MessageType.CEB411);
        CebMessage message =
                (CebMessage) new CebReader().read(new EnvelopeWriter().terminal(envelope, inner));
        assertThat(message.envelope()).isEqualTo(envelope);
        assertThat(message.businessXml()).as("the signature is about these bytes").isEqualTo(inner);
        assertThat(message.warnings()).isEmpty();

        byte[] transport =
                new EnvelopeWriter().transport(transport(), "DXPNODE2", "DXPNODE1", inner);
        CebMessage carried = (CebMessage) new CebReader().read(transport);
        assertThat(carried.envelope()).isEqualTo(transport());
        assertThat(codes(carried.warnings()))
                .as("it says 311")
                .containsExactly("ENVELOPE-MESSAGE-TYPE");
    }

    @Test
    void aProblemInsideTheEnvelopeSaysThatItsPlaceIsInside() {
        byte[] inner =
                Examples.text(MessageType.CEB411, 1)
                        .replace("<ceb:amountPaid>12.5<", "<ceb:amountPaid>much<")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new EnvelopeWriter().terminal(Examples.envelope(MessageType.CEB411), inner);
        Problem problem =
                ((CebMessage) new CebReader().read(bytes)).nodes().getFirst().problems().getFirst();
        assertThat(problem.insideData()).isTrue();
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.message())
                .endsWith("(Line and column count inside the document in the Base64 of Data.)");
    }

    @Test
    void signatureSubscriptionsAndExtensionDoNotDisturb() {
        String xml =
                Examples.text(MessageType.CEB411, 1)
                        .replace(
                                "</ceb:CEB411Message>",
                                "<ceb:BaseSubscribe><ceb:status>ALL</ceb:status><ceb:dxpMode>DXP</ceb:dxpMode>"
                                        + "<ceb:dxpAddress>X</ceb:dxpAddress></ceb:BaseSubscribe>"
                                        + "<ceb:ExtendMessage><ceb:name>a</ceb:name><ceb:Message><ceb:Payment/></ceb:Message>"
                                        + "</ceb:ExtendMessage><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'>x</Signature>"
                                        + "</ceb:CEB411Message>");
        CebMessage message = read(xml);
        assertThat(message.nodes()).hasSize(1);
        assertThat(message.subscriptions().getFirst().get("status")).isEqualTo("ALL");
        assertThat(message.isSigned()).isTrue();
        assertThat(message.warnings()).isEmpty();
        assertThat(message.baseTransfer()).isEqualTo(Examples.TRANSFER);
    }

    @Test
    void aFieldIsFoundByNameAndByIndex() {
        Node node = read(Examples.text(MessageType.CEB412, 1)).nodes().getFirst();
        int payCode = MessageType.CEB412.headBlock().index("payCode");
        assertThat(node.head().get(payCode)).isEqualTo(node.get("payCode"));
        assertThat(new ArrayList<>(node.head().toMap().keySet()))
                .startsWith("guid", "payCode", "payTransactionId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.get("orderNo"))
                .withMessageContaining("The block PaymentReturn has no field orderNo.");
    }

    private static Envelope transport() {
        return new Envelope(
                Envelope.Kind.TRANSPORT,
                "COP-1",
                "S",
                List.of("A", "B"),
                "2026-03-01T12:00:00",
                "CEB311Message",
                "DXPNODE1202603011200000000000001",
                "f.xml",
                "1",
                List.of("K1", "K2"));
    }

    private static CebMessage read(String xml) {
        Reading reading = new CebReader().read(xml.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).as(reading.toString()).isInstanceOf(CebMessage.class);
        return (CebMessage) reading;
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream().map(problem -> problem.code().code()).toList();
    }

    private static String lineOf(String xml, Problem problem) {
        String line = xml.split("\n", -1)[problem.line() - 1];
        return line.substring(line.offsetByCodePoints(0, problem.column() - 1));
    }
}
