package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Resident identity numbers after GB 11643, and what is kept of them.
class IdentityNumberTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    private final IdentityNumber numbers =
            new IdentityNumber("a secret".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # number             | flaw
                    110101199003071233   | ''
                    11010119900307002X   | ''
                    11010119900307002x   | ''
                    ' 110101199003071233 ' | ''
                    １１０１０１１９９００３０７１２３３ | ''
                    110101199003071234   | check digit
                    110101900307123      | length
                    1101011990030712330  | length
                    ''                   | length
                    1101011990O3071233   | character
                    11010119900307002Y   | check digit
                    110101199002301236   | date of birth
                    110101199013071237   | date of birth
                    110101202603011239   | ''
                    110101202603021234   | date of birth
                    """)
    void whatIsWrongWithANumber(String number, String flaw) {
        assertThat(numbers.person(number, TODAY).flaw()).isEqualTo(flaw);
    }

    @Test
    void everyChangeOfOneDigitIsNoticed() {
        String number = "110101199003071233";
        for (int i = 0; i < number.length(); i++) {
            for (char other : "0123456789X".toCharArray()) {
                if (other != number.charAt(i)) {
                    String changed = number.substring(0, i) + other + number.substring(i + 1);
                    assertThat(numbers.person(changed, TODAY).flaw()).as(changed).isNotEmpty();
                }
            }
        }
    }

    @Test
    void ofANumberAHashAndAMaskAreKept() {
        Person person = numbers.person("11010119900307002x", TODAY);

        assertThat(person.masked()).isEqualTo("110101********002X");
        assertThat(person.hash()).matches("[0-9a-f]{32}");
        assertThat(person)
                .as("however it is written")
                .isEqualTo(numbers.person(" １１０１０１１９９００３０７００２Ｘ", TODAY));
        assertThat(person.hash())
                .as("another office cannot link its persons to ours")
                .isNotEqualTo(
                        new IdentityNumber("another secret".getBytes(StandardCharsets.UTF_8))
                                .person("11010119900307002X", TODAY)
                                .hash());
    }

    @Test
    void ofAShortNumberNothingIsShown() {
        assertThat(numbers.person("12345678901", TODAY).masked()).isEqualTo("***********");
    }
}
