package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reasons as customs writes them, in the variants that were seen.
class CustomsReasonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # returnInfo | reasons
                    [Code:2600;Desc:放行]                                    | [2600 放行]
                    [Code:1332;Desc:不一致],[a:1,b2]                         | [1332 不一致 (a 1, b 2)]
                    [Code:1313;Desc:超额],[累计:26,114.44,限值:26,000]       | [1313 超额 (累计 26114.44, 限值 26000)]
                    ［Code：1332；Desc：不一致］，［a：1，b：2］             | [1332 不一致 (a 1, b 2)]
                    【code: 1332 ; desc: 不一致 】                           | [1332 不一致]
                    [Code:1;Desc:x],[a:1];[Code:2;Desc:y]                   | [1 x (a 1), 2 y]
                    [Code:1;Desc:x][Code:2;Desc:y],[b:-3.5]                 | [1 x, 2 y (b -3.5)]
                    [Code:1;Desc:x],[name differs]                          | [1 x (name differs)]
                    入库成功                                                | []
                    """)
    void areReadTolerantly(String info, String reasons) {
        assertThat(CustomsReason.parse(info).stream().map(CustomsReason::inWords).toList())
                .hasToString(reasons);
    }
}
