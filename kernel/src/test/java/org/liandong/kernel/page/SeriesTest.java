package org.liandong.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.kernel.page.Series.Unreadable;

class SeriesTest {

    @Test
    void linesAreReadWhateverStandsBetween() {
        Series series =
                Series.read(
                        "\uFEFFday,price\r\n2026-03-02, 12850\n\n2026-03-03;11900.5\n2026-03-06\t-3\n",
                        1);
        assertThat(series.points())
                .extracting(p -> p.day() + " " + p.number().toPlainString())
                .containsExactly("2026-03-02 12850", "2026-03-03 11900.5", "2026-03-06 -3");
        assertThat(Series.read("", 1)).isEqualTo(Series.NONE);
        assertThat(Series.read("2026-03-02,1,2", 2).points().getFirst().numbers()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-02|CELLS",
                "2026-03-02,1,2|CELLS",
                "2026-02-30,1|DAY",
                "2.3.2026,1|DAY",
                "2026-03-02,1e9|NUMBER",
                "2026-03-02,|NUMBER",
                "2026-03-02,12.850.00|NUMBER",
                "2026-03-01,1|ORDER",
                "2026-02-27,1|ORDER"
            })
    void aLineThatIsNoneIsNamed(String line, Unreadable.Why why) {
        assertThatThrownBy(() -> Series.read("day,price\n2026-03-01,1\n" + line, 1))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        e -> {
                            assertThat(e.line()).isEqualTo(3);
                            assertThat(e.why()).isEqualTo(why);
                        });
    }

    @Test
    void thereIsALimit() {
        StringBuilder text = new StringBuilder();
        java.time.LocalDate day = java.time.LocalDate.of(2026, 1, 1);
        for (int i = 0; i <= Series.POINTS_MAX; i++) {
            text.append(day.plusDays(i)).append(",1\n");
        }
        assertThatThrownBy(() -> Series.read(text.toString(), 1))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        e -> assertThat(e.why()).isEqualTo(Unreadable.Why.TOO_MANY));
    }
}
