package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Tables in text.
class ColumnsTest {

    private static String printed(Columns columns, int width) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        columns.print(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), "  ", Palette.PLAIN, width);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void chineseIsAsWideAsTwo() {
        Columns columns = new Columns(List.of("状态", "n"), Set.of(1));
        columns.row("已放行", "7");
        columns.row("due", "1,234");
        assertThat(printed(columns, Terminal.NO_LIMIT))
                .isEqualTo(
                        """
                          状态        n
                          已放行      7
                          due     1,234
                        """);
    }

    @Test
    void whereThereIsNoRoomANumberLosesItsMiddle() {
        Columns columns = new Columns(List.of(), Set.of(), Set.of(0));
        columns.row("311/26030200000001/A6581BDB", "order");
        assertThat(printed(columns, 32)).isEqualTo("  311/2603020…01/A6581BDB  order\n");
    }

    @Test
    void theLastColumnGoesOnBelowItself() {
        Columns columns = new Columns(List.of(), Set.of());
        columns.row("A5", "The list's lines add up to the order's goods value");
        assertThat(printed(columns, 40))
                .isEqualTo(
                        """
                          A5  The list's lines add up to the
                              order's goods value
                        """);
    }

    @Test
    void chineseBreaksAnywhereButBeforeAClosingMark() {
        assertThat(Columns.wrapped("清单各项总价等于数量乘单价，其和等于订单商品价格", 26))
                .containsExactly("清单各项总价等于数量乘单", "价，其和等于订单商品价格");
        assertThat(Columns.wrapped("aaaaaaaaaaaa", 5)).containsExactly("aaaaa", "aaaaa", "aa");
        assertThat(Columns.wrapped("", 5)).containsExactly("");
    }

    @Test
    void noLineIsWiderThanTheWindow() {
        Columns columns = new Columns(List.of(), Set.of(1), Set.of(2));
        columns.row(
                "订单金额", "3,197.95", "4403980A02 621/3302960P01/26030200000084", "一份很长的说明一份很长的说明");
        assertThat(printed(columns, 60).lines())
                .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(60));
    }
}
