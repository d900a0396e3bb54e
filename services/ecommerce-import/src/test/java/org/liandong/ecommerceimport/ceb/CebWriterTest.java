package org.liandong.ecommerceimport.ceb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.SAXException;

/// What we write is valid for the official schemas; what cannot be is refused with the name of the field.
class CebWriterTest {

    private static final Map<String, Schema> SCHEMAS = new HashMap<>();

    @ParameterizedTest
    @EnumSource
    void everyMessageIsValidForTheOfficialSchema(MessageType type) throws Exception {
        byte[] xml = Examples.message(type, type.nodesMax() == 1 ? 1 : 3);
        validate("ceb-import-202205.xsd", type.requiresSignature() ? signed(xml) : xml);
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageIsValidWithoutItsOptionalElements(MessageType type) throws Exception {
        OutgoingNode node =
                new OutgoingNode(
                        required(type.headBlock()),
                        type.list() == null ? List.of() : List.of(required(type.listBlock())));
        byte[] xml =
                new CebWriter()
                        .write(
                                type,
                                Examples.GUID,
                                List.of(node),
                                type.isRequest() ? Examples.TRANSFER : null);
        validate("ceb-import-202205.xsd", type.requiresSignature() ? signed(xml) : xml);
    }

    @Test
    void envelopesAreValidForTheirSchemas() throws Exception {
        byte[] message = Examples.message(MessageType.CEB311, 1);
        Envelope plain = Examples.envelope(MessageType.CEB311);
        validate("dxp-terminal-202205.xsd", new EnvelopeWriter().terminal(plain, message));
        Envelope full =
                new Envelope(
                        Envelope.Kind.TRANSPORT,
                        "COP-1",
                        "DXPLGS0000000001",
                        List.of("DXPEDCCEB0000002", "DXPEDCCEB0000003"),
                        "2026-03-01T12:00:00",
                        "CEB311Message",
                        "DXPNODE1202603011200000000000001",
                        "order.xml",
                        "1234567890123",
                        List.of("K1", "K2"));
        validate("dxp-terminal-202205.xsd", new EnvelopeWriter().terminal(full, message));
        validate(
                "dxp-transport-202205.xsd",
                new EnvelopeWriter().transport(full, "DXPNODE2", "DXPNODE1", message));
    }

    @Test
    void requestsHaveThePrefixAndReceiptsTheDefaultNamespace() {
        assertThat(text(Examples.message(MessageType.CEB411, 1)))
                .contains("<ceb:CEB411Message ", "<ceb:payCode>");
        assertThat(text(Examples.message(MessageType.CEB412, 1)))
                .contains("<CEB412Message ", "xmlns=\"" + CebSchema.NAMESPACE + "\"", "<payCode>");
    }

    @Test
    void charactersThatXmlCannotHoldAreReplacedAndTheOthersEscaped() throws Exception {
        Map<String, String> head = Examples.values(MessageType.CEB312.headBlock());
        head.put("returnInfo", "a<b & c>\"d\" \u0000\u0008 \uD800 \uFFFE 𠮷 line\r\nend");
        byte[] xml =
                new CebWriter()
                        .write(MessageType.CEB312, Examples.GUID, List.of(OutgoingNode.of(head)));
        validate("ceb-import-202205.xsd", xml);
        Node node = read(xml).nodes().getFirst();
        assertThat(node.get("returnInfo"))
                .isEqualTo("a<b & c>\"d\" \uFFFD\uFFFD \uFFFD \uFFFD 𠮷 line\r\nend");
    }

    @Test
    void theOriginalOfAMessageThatCouldNotBeReadTravelsInCdata() throws Exception {
        String original = "<?xml version=\"1.0\"?>\r\n<broken attribute=\"]]>\"> & ]]] ]]>";
        Map<String, String> head = Examples.values(MessageType.CEB900.headBlock());
        head.put("oriBizMessage", original);
        head.put("oriMessageType", "Unknown");
        byte[] xml =
                new CebWriter()
                        .write(MessageType.CEB900, Examples.GUID, List.of(OutgoingNode.of(head)));
        validate("ceb-import-202205.xsd", xml);
        assertThat(text(xml)).contains("<oriBizMessage><![CDATA[<?xml");
        assertThat(read(xml).nodes().getFirst().get("oriBizMessage")).isEqualTo(original);
    }

    @Test
    void aWrongValueIsTheCallersErrorAndNamesItsField() {
        assertRefused(
                head -> head.remove("orderNo"), "The element OrderReturn[1]/orderNo is required");
        assertRefused(
                head -> head.put("orderNo", "x".repeat(61)),
                "The value of OrderReturn[1]/orderNo has 61 characters; it must have 1 to 60.");
        assertRefused(
                head -> head.put("returnTime", "20260301"),
                "The value of OrderReturn[1]/returnTime has 8 characters; it must have 17 to 17.");
        assertRefused(
                head -> head.put("orderNumber", "1"), "no element orderNumber in OrderReturn[1]");
        Map<String, String> payment = Examples.values(MessageType.CEB411.headBlock());
        payment.put("amountPaid", "1,000.00");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CebWriter()
                                .write(
                                        MessageType.CEB411,
                                        Examples.GUID,
                                        List.of(OutgoingNode.of(payment)),
                                        Examples.TRANSFER))
                .withMessageContaining(
                        "\"1,000.00\" of Payment[1]/PaymentHead/amountPaid is not a decimal number");
    }

    @Test
    void theBatchLimitsHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.message(MessageType.CEB312, 101))
                .withMessageContaining("1 to 100 nodes OrderReturn, not 101");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CebWriter()
                                .write(
                                        MessageType.CEB311,
                                        Examples.GUID,
                                        List.of(Examples.node(MessageType.CEB311, 100)),
                                        Examples.TRANSFER))
                .withMessageContaining("1 to 99 lines, not 100");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new CebWriter().write(MessageType.CEB312, Examples.GUID, List.of()));
    }

    private static void assertRefused(Consumer<Map<String, String>> change, String message) {
        Map<String, String> head = Examples.values(MessageType.CEB312.headBlock());
        change.accept(head);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CebWriter()
                                .write(
                                        MessageType.CEB312,
                                        Examples.GUID,
                                        List.of(OutgoingNode.of(head))))
                .withMessageContaining(message);
    }

    private static Map<String, String> required(Block block) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : block.fields()) {
            if (field.required()) {
                values.put(field.name(), Examples.value(field));
            }
        }
        return values;
    }

    private static byte[] signed(byte[] xml) {
        SigningIdentity identity =
                SigningIdentity.authority(
                        SignatureSuite.KeyKind.SM2,
                        "CN=Test",
                        Examples.NOW,
                        Examples.NOW.plus(Duration.ofDays(1)),
                        new SecureRandom());
        return new XmlSigner(identity, SignatureSuite.SM2_SM3).sign(xml);
    }

    private static CebMessage read(byte[] xml) {
        return (CebMessage) new CebReader().read(xml);
    }

    private static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }

    private static void validate(String schema, byte[] xml) throws IOException, SAXException {
        Validator validator = schema(schema).newValidator();
        validator.validate(new StreamSource(new ByteArrayInputStream(xml)));
    }

    private static Schema schema(String name) throws SAXException {
        Path folder = SharedFolder.ceb("xsd202205");
        Schema known = SCHEMAS.get(name);
        if (known != null) {
            return known;
        }
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            // The transport schema knows the terminal schema by its Chinese name.
            String file = systemId.endsWith("终端节点报文.xsd") ? "dxp-terminal-202205.xsd" : systemId;
            return new FileInput(folder.resolve(Path.of(file).getFileName()), systemId);
        });
        Schema schema = factory.newSchema(folder.resolve(name).toFile());
        SCHEMAS.put(name, schema);
        return schema;
    }
}
