package org.liandong.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The root element tells whose message a document is, before anybody reads it.
class XmlRootTest {

    private static String root(String text) {
        return String.valueOf(XmlRoot.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<DecMessage/>",
                "<DecMessage>",
                "<DecMessage a='<Other>'><Other/>",
                " \r\n<DecMessage\n>",
                "\ufeff<DecMessage>",
                "<d:DecMessage xmlns:d='urn:x'>",
                "<?xml version='1.0'?><?note <Other> ?><DecMessage>",
                "<!-- <Other/> --><DecMessage>",
                "<!DOCTYPE Other><DecMessage>",
                "<!DOCTYPE Other [<!ENTITY a '<Other>]>'><!-- ' ]> --><!ELEMENT b ANY>]><DecMessage>",
                "<DecMessage"
            })
    void isFoundBehindAllThatMayStandBeforeIt(String text) {
        assertThat(root(text)).isEqualTo("DecMessage");
    }

    @Test
    void isFoundInUtf16WithAndWithoutItsMark() {
        assertThat(XmlRoot.of("<?xml?><DecMessage/>".getBytes(StandardCharsets.UTF_16)))
                .isEqualTo("DecMessage");
        assertThat(XmlRoot.of("<DecMessage/>".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("DecMessage");
        assertThat(XmlRoot.of("\ufeff<DecMessage/>".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("DecMessage");
    }

    @Test
    void isKeptInItsOwnScript() {
        assertThat(root("<报关单/>")).isEqualTo("报关单");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "<",
                "<>",
                "< a>",
                "</a>",
                "<1a>",
                "<a:>",
                "order,1,2",
                "{\"a\":\"<b>\"}",
                "x<DecMessage/>",
                "<?xml never ends <DecMessage/>",
                "<!-- never ends <DecMessage/>",
                "<!DOCTYPE a [ <DecMessage/>",
                "<!DOCTYPE a \"><DecMessage/>"
            })
    void isNotFoundInWhatIsNoXml(String text) {
        assertThat(root(text)).isEqualTo("null");
    }

    @Test
    void isNotLookedForBeyondWhatMayStandBeforeIt() {
        assertThat(root(" ".repeat(16_000) + "<a>")).isEqualTo("a");
        assertThat(root(" ".repeat(17_000) + "<a>")).isEqualTo("null");
    }

    @Test
    void noBytesMakeItThrow() {
        Random random = new Random(3);
        byte[] bytes = new byte[200];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            bytes[0] = '<';
            bytes[1] = (byte) "?!aA-".charAt(i % 5);
            String root = XmlRoot.of(bytes);
            assertThat(root == null || root.chars().noneMatch(Character::isISOControl)).isTrue();
        }
    }
}
