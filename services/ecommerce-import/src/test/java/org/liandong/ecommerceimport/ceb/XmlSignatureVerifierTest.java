package org.liandong.ecommerceimport.ceb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.liandong.ecommerceimport.ceb.SignatureResult.Fault;
import org.liandong.ecommerceimport.ceb.SignatureResult.Obstacle;
import org.liandong.ecommerceimport.ceb.SignatureSuite.KeyKind;

/// Valid, invalid, absent, unverifiable; and the attacks that must not make an invalid signature valid.
class XmlSignatureVerifierTest {

    private static final Instant UNTIL = Examples.NOW.plus(Duration.ofDays(365));
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SigningIdentity RSA_CA =
            SigningIdentity.authority(
                    KeyKind.RSA, "CN=Test CA of ports,C=CN", Examples.NOW, UNTIL, RANDOM);
    private static final SigningIdentity SM2_CA =
            SigningIdentity.authority(
                    KeyKind.SM2, "CN=测试电子口岸认证中心,C=CN", Examples.NOW, UNTIL, RANDOM);
    private static final SigningIdentity RSA =
            RSA_CA.issue(
                    KeyKind.RSA, "CN=李小宝 110101199001011234,C=CN", Examples.NOW, UNTIL, RANDOM);
    private static final SigningIdentity SM2 =
            SM2_CA.issue(KeyKind.SM2, "CN=测试企业有限公司,C=CN", Examples.NOW, UNTIL, RANDOM);

    @ParameterizedTest
    @EnumSource
    void whatWasSignedIsValid(SignatureSuite suite) {
        byte[] signed = signed(suite, Examples.message(MessageType.CEB621, 3));
        assertThat(verify(signed)).isInstanceOf(SignatureResult.Valid.class);
        // It also comes through the reader, and out of an envelope, byte for byte.
        byte[] envelope =
                new EnvelopeWriter().terminal(Examples.envelope(MessageType.CEB621), signed);
        CebMessage message = (CebMessage) new CebReader().read(envelope);
        assertThat(message.isSigned()).isTrue();
        assertThat(message.nodes()).hasSize(3).allMatch(Node::isSound);
        assertThat(verify(message.businessXml())).isInstanceOf(SignatureResult.Valid.class);
    }

    @ParameterizedTest
    @EnumSource
    void aChangeAfterSigningIsFound(SignatureSuite suite) {
        String signed = text(signed(suite, Examples.message(MessageType.CEB621, 1)));
        assertInvalid(
                Fault.DIGEST_DIFFERS, signed.replaceFirst("<ceb:qty>12.5<", "<ceb:qty>12.6<"));
        assertInvalid(Fault.DIGEST_DIFFERS, signed.replaceFirst("</ceb:note>", " </ceb:note>"));
        assertInvalid(Fault.DIGEST_DIFFERS, signed.replaceFirst(" guid=\"4", " guid=\"5"));
        String value = part(signed, "SignatureValue");
        assertInvalid(
                Fault.SIGNATURE_FAILS,
                signed.replace(value, value.substring(0, 20) + "AAAA" + value.substring(24)));
        assertInvalid(Fault.SIGNATURE_FAILS, signed.replace(value, "AAAA"));
    }

    @Test
    void aForgedDigestDoesNotHelp() {
        String signed =
                text(signed(SignatureSuite.SM2_SM3, Examples.message(MessageType.CEB621, 1)));
        String forged = signed.replaceFirst("<ceb:qty>12.5<", "<ceb:qty>99.5<");
        String other =
                text(
                        signed(
                                SignatureSuite.SM2_SM3,
                                bytes(forged.replaceAll("<ds:Signature.*</ds:Signature>", ""))));
        String digest = part(other, "DigestValue");
        assertInvalid(Fault.SIGNATURE_FAILS, forged.replace(part(forged, "DigestValue"), digest));
    }

    @Test
    void reformattingBreaksTheSignatureButWhatXmlDoesNotSeeDoesNot() {
        String signed =
                text(signed(SignatureSuite.RSA_SHA256, Examples.message(MessageType.CEB411, 1)));
        assertInvalid(Fault.DIGEST_DIFFERS, signed.replace("<ceb:payCode>", "\n  <ceb:payCode>"));
        assertInvalid(
                Fault.DIGEST_DIFFERS, signed.replace("ceb:", "c:").replace("xmlns:ceb", "xmlns:c"));
        // Quotes, order of attributes, empty tags, comments, line ends and character references are
        // the same canonical XML.
        String sameContent =
                signed.replace("version=\"1.0\" xmlns:ceb=", "xmlns:ceb=")
                        .replaceFirst("<ceb:CEB411Message ", "<ceb:CEB411Message version='1.0'\n  ")
                        .replace("值18", "&#x503C;18<!-- seen -->")
                        .replace("/><ds:Reference", "></ds:SignatureMethod><ds:Reference");
        assertThat(verify(bytes(sameContent))).isInstanceOf(SignatureResult.Valid.class);
        byte[] otherEncoding =
                signed.replace("UTF-8", "GB18030").getBytes(Charset.forName("GB18030"));
        assertThat(verify(otherEncoding)).isInstanceOf(SignatureResult.Valid.class);
        assertThat(verify(signed.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(SignatureResult.Valid.class);
    }

    @Test
    void aMessageWithoutASignatureHasNone() {
        assertThat(verify(Examples.message(MessageType.CEB311, 1)))
                .isInstanceOf(SignatureResult.Absent.class);
        assertThat(
                        verify(
                                bytes(
                                        "<CEB412Message><returnInfo>Signature</returnInfo></CEB412Message>")))
                .isInstanceOf(SignatureResult.Absent.class);
        assertThat(
                        verify(
                                Examples.text(MessageType.CEB412, 1)
                                        .replace("UTF-8", "UTF-16")
                                        .getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(SignatureResult.Absent.class);
    }

    @Test
    void aSignedMessageWrappedInAnotherIsNotASignedMessage() {
        String signed =
                text(signed(SignatureSuite.SM2_SM3, Examples.message(MessageType.CEB411, 1)));
        String inner = signed.substring(signed.indexOf("<ceb:CEB411Message"));
        String evil =
                Examples.text(MessageType.CEB411, 1)
                        .replace("<ceb:amountPaid>12.5<", "<ceb:amountPaid>0.1<");
        String wrapped =
                evil.replace(
                        "</ceb:CEB411Message>",
                        "<ceb:ExtendMessage><ceb:name>x</ceb:name><ceb:version>1</ceb:version><ceb:Message>"
                                + inner
                                + "</ceb:Message></ceb:ExtendMessage></ceb:CEB411Message>");
        assertInvalid(Fault.MISPLACED, wrapped);
        // The signature taken out of the old message and put under the new root, with the old
        // message still inside.
        String signature =
                inner.substring(
                        inner.indexOf("<ds:Signature"), inner.indexOf("</ds:Signature>") + 15);
        assertInvalid(
                Fault.DIGEST_DIFFERS,
                wrapped.replace(signature, "")
                        .replaceFirst(
                                "</ceb:CEB411Message>\\s*$", signature + "</ceb:CEB411Message>"));
        assertInvalid(Fault.MISPLACED, signed.replace(signature, signature + signature));
    }

    /// Changes of the signature that ask for more than we do.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
URI=""                                    | URI="#body"                           | UNSUPPORTED_REFERENCE
URI=""                                    | Id=""                                 | UNSUPPORTED_REFERENCE
URI=""                                    | URI="http://127.0.0.1/x"              | UNSUPPORTED_REFERENCE
2000/09/xmldsig#enveloped-signature       | TR/1999/REC-xslt-19991116             | UNSUPPORTED_REFERENCE
2000/09/xmldsig#enveloped-signature       | TR/1999/REC-xpath-19991116            | UNSUPPORTED_REFERENCE
<ds:Transforms>                           | <ds:Transforms><ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/> | UNSUPPORTED_REFERENCE
</ds:SignedInfo>                          | <ds:Reference URI=""/></ds:SignedInfo> | UNSUPPORTED_REFERENCE
REC-xml-c14n-20010315"/><ds:SignatureM    | xml-exc-c14n#"/><ds:SignatureM        | UNKNOWN_ALGORITHM
http://www.w3.org/2000/09/xmldsig#rsa-sha1 | http://www.w3.org/2000/09/xmldsig#hmac-sha1 | UNKNOWN_ALGORITHM
http://www.w3.org/2000/09/xmldsig#rsa-sha1 | http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3 | KEY_DOES_NOT_FIT
http://www.w3.org/2000/09/xmldsig#sha1    | urn:none                              | UNKNOWN_ALGORITHM
<ds:X509Certificate>                      | <ds:X509Certificate>AAAA              | BROKEN_CERTIFICATE
<ds:X509Certificate>                      | <ds:X509Certificate>*                 | BROKEN_CERTIFICATE
X509Data>                                 | KeyValue>                             | NO_CERTIFICATE
<ds:SignatureValue>                       | <ds:Object/><ds:SignatureValue>       | MALFORMED
<ds:SignatureValue>                       | <ds:SignatureValue>*                  | MALFORMED
</ds:KeyInfo>                             | </ds:KeyInfo><ds:Object/>             | MALFORMED
xmlns:ds="http://www.w3.org/2000/09/xmldsig#" | xmlns:ds="urn:none"               | MALFORMED
<ceb:CEB411Message                        | <!DOCTYPE a><ceb:CEB411Message        | NOT_XML
</ceb:CEB411Message>                      | ''                                    | NOT_XML
""")
    void whatCannotBeVerifiedIsNotGuessed(String original, String replacement, Obstacle expected) {
        String signed =
                text(signed(SignatureSuite.RSA_SHA1, Examples.message(MessageType.CEB411, 1)));
        assertThat(signed).contains(original);
        SignatureResult result = verify(bytes(signed.replace(original, replacement)));
        assertThat(result).isInstanceOf(SignatureResult.Unverifiable.class);
        assertThat(((SignatureResult.Unverifiable) result).reason())
                .as(result.toString())
                .isEqualTo(expected);
    }

    @Test
    void trustIsInTheCertificateOrItsIssuerAtTheTime() {
        byte[] signed = signed(SignatureSuite.SM2_SM3, Examples.message(MessageType.CEB411, 1));
        assertThat(verifier(List.of(SM2.certificate()), Examples.NOW).verify(signed))
                .isInstanceOf(SignatureResult.Valid.class);
        assertThat(reason(verifier(List.of(RSA_CA.certificate()), Examples.NOW).verify(signed)))
                .isEqualTo(Obstacle.NOT_TRUSTED);
        SigningIdentity namesake =
                SigningIdentity.authority(
                        KeyKind.SM2, "CN=测试电子口岸认证中心,C=CN", Examples.NOW, UNTIL, RANDOM);
        assertThat(reason(verifier(List.of(namesake.certificate()), Examples.NOW).verify(signed)))
                .isEqualTo(Obstacle.NOT_TRUSTED);
        assertThat(
                        reason(
                                verifier(List.of(SM2_CA.certificate()), UNTIL.plusSeconds(1))
                                        .verify(signed)))
                .isEqualTo(Obstacle.NOT_VALID_NOW);
        assertThat(
                        reason(
                                verifier(
                                                List.of(SM2_CA.certificate()),
                                                Examples.NOW.minusSeconds(1))
                                        .verify(signed)))
                .isEqualTo(Obstacle.NOT_VALID_NOW);
    }

    @Test
    void trustedCertificatesMayComeFromTheJdk() throws GeneralSecurityException {
        CertificateFactory jdk = CertificateFactory.getInstance("X.509");
        for (SigningIdentity identity : List.of(RSA, RSA_CA)) {
            byte[] encoded = identity.certificate().getEncoded();
            X509Certificate trusted =
                    (X509Certificate) jdk.generateCertificate(new ByteArrayInputStream(encoded));
            byte[] signed =
                    signed(SignatureSuite.RSA_SHA1, Examples.message(MessageType.CEB411, 1));
            XmlSignatureVerifier verifier = verifier(List.of(trusted), Examples.NOW);
            assertThat(verifier.verify(signed)).isInstanceOf(SignatureResult.Valid.class);
            assertThat(verifier.verify(signed))
                    .as("from memory")
                    .isInstanceOf(SignatureResult.Valid.class);
        }
    }

    @Test
    void aSignerThatIsNoAuthorityCannotVouchForAnother() {
        SigningIdentity impostor =
                SM2.issue(KeyKind.SM2, "CN=Impostor,C=CN", Examples.NOW, UNTIL, RANDOM);
        byte[] signed =
                new XmlSigner(impostor, SignatureSuite.SM2_SM3)
                        .sign(Examples.message(MessageType.CEB411, 1));
        assertThat(
                        reason(
                                verifier(
                                                List.of(SM2.certificate(), SM2_CA.certificate()),
                                                Examples.NOW)
                                        .verify(signed)))
                .isEqualTo(Obstacle.NOT_TRUSTED);
    }

    @Test
    void theTwoNumbersOfSm2MayStandPlain() {
        String signed =
                text(signed(SignatureSuite.SM2_SM3, Examples.message(MessageType.CEB411, 1)));
        String value = part(signed, "SignatureValue");
        ASN1Sequence numbers = ASN1Sequence.getInstance(Base64.getDecoder().decode(value));
        byte[] plain = new byte[64];
        for (int i = 0; i < 2; i++) {
            BigInteger number = ASN1Integer.getInstance(numbers.getObjectAt(i)).getPositiveValue();
            System.arraycopy(BigIntegers.asUnsignedByteArray(32, number), 0, plain, i * 32, 32);
        }
        String replaced = signed.replace(value, Base64.getEncoder().encodeToString(plain));
        assertThat(verify(bytes(replaced))).isInstanceOf(SignatureResult.Valid.class);
        assertInvalid(
                Fault.SIGNATURE_FAILS,
                signed.replace(value, Base64.getEncoder().encodeToString(new byte[64])));
    }

    @Test
    void thePersonOnTheCertificateIsMasked() {
        byte[] signed = signed(SignatureSuite.RSA_SHA1, Examples.message(MessageType.CEB411, 1));
        SignatureResult.Valid valid = (SignatureResult.Valid) verify(signed);
        assertThat(valid.signer().subject()).isEqualTo("CN=李** 110************234,C=CN");
        assertThat(valid.signer().issuer()).isEqualTo("CN=Test CA of ports,C=CN");
        assertThat(valid.signer().serialNumber())
                .isEqualTo(RSA.certificate().getSerialNumber().toString(16));
        assertThat(Signers.withoutPersons("CN=测试企业有限公司,OU=1105910159"))
                .isEqualTo("CN=测试企业有限公司,OU=1105910159");
    }

    @Test
    void thePlaceholderOfTheOfficialSampleCannotBeVerified() throws IOException {
        byte[] sample =
                Files.readAllBytes(
                        SharedFolder.ceb("samples-official-202205/import/CEB621Message.xml"));
        assertThat(reason(verify(sample)))
                .as("an RSA key under the name of SM2")
                .isEqualTo(Obstacle.KEY_DOES_NOT_FIT);
    }

    @Test
    void aLargeBatchIsVerifiedToo() {
        byte[] signed = signed(SignatureSuite.SM2_SM3, Examples.message(MessageType.CEB621, 100));
        assertThat(signed.length).isGreaterThan(250_000);
        assertThat(verify(signed)).isInstanceOf(SignatureResult.Valid.class);
    }

    @Test
    void algorithmsThatDoNotFitTheKeyAreTheCallersError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new XmlSigner(RSA, SignatureSuite.SM2_SM3))
                .withMessageContaining("need a key of SM2, not of RSA");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new XmlSigner(RSA, SignatureSuite.RSA_SHA1).sign(bytes("no XML")));
    }

    private static byte[] signed(SignatureSuite suite, byte[] xml) {
        return new XmlSigner(suite.key() == KeyKind.RSA ? RSA : SM2, suite).sign(xml);
    }

    private static XmlSignatureVerifier verifier(List<X509Certificate> trusted, Instant now) {
        return new XmlSignatureVerifier(trusted, InstantSource.fixed(now));
    }

    private static SignatureResult verify(byte[] xml) {
        return verifier(List.of(RSA_CA.certificate(), SM2_CA.certificate()), Examples.NOW)
                .verify(xml);
    }

    private static void assertInvalid(Fault expected, String xml) {
        SignatureResult result = verify(bytes(xml));
        assertThat(result).as(result.toString()).isInstanceOf(SignatureResult.Invalid.class);
        assertThat(((SignatureResult.Invalid) result).reason()).isEqualTo(expected);
    }

    private static Obstacle reason(SignatureResult result) {
        assertThat(result).isInstanceOf(SignatureResult.Unverifiable.class);
        return ((SignatureResult.Unverifiable) result).reason();
    }

    private static String part(String xml, String name) {
        Matcher matcher = Pattern.compile("<ds:" + name + ">([^<]+)<").matcher(xml);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
