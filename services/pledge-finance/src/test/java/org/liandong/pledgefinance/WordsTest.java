package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Message;

/// Everything that a life of a financing shows has a word in both languages.
class WordsTest {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    @Test
    void bothLanguagesNameTheSame() {
        assertThat(new TreeSet<>(words(Locale.ENGLISH).keySet()))
                .isEqualTo(new TreeSet<>(words(Locale.CHINESE).keySet()));
    }

    private static ResourceBundle words(Locale locale) {
        return Objects.requireNonNull(new PledgeModule().words(locale));
    }

    @Test
    void whatALifeShowsHasAWord() {
        TreeSet<String> names = new TreeSet<>();
        try (Harbour harbour = Harbour.given(Harbour.financed("1080000.00", "12850"))) {
            harbour.dayComes("2026-03-03").when(Harbour.quoted("Q2", "11100", "2026-03-03"));
            harbour.when(Harbour.deposited("G1", "200000.00", "2026-03-03"));
            harbour.when(Harbour.repaid("P1", "1080108.00", "2026-03-03"));
            names.add("status." + harbour.status());
            for (String key : List.of(Harbour.CASE, Harbour.MARKET)) {
                for (Decision decision : harbour.engine().decisions(PledgeModule.NAME, key)) {
                    names.add("kind." + decision.kind());
                    decision.missing().forEach(missing -> names.add("missing." + missing));
                    for (Check check : decision.checks()) {
                        names.add("check." + check.rule());
                    }
                    decision.arithmetic()
                            .forEach(sum -> names.add("term." + sum.name().replace(' ', '-')));
                    decision.verdicts().forEach(v -> names.add("rulename." + v.model()));
                }
            }
            for (Message message : harbour.engine().messages()) {
                names.add("message." + message.type());
            }
        }
        assertThat(names).contains("status.redeemed", "message.MARGIN-CALL", "kind.redemption");
        for (Locale language : LANGUAGES) {
            assertThat(words(language).keySet()).as(language.toString()).containsAll(names);
        }
    }
}
