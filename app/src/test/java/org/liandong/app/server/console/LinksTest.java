package org.liandong.app.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class LinksTest {

    @Test
    void theAddressOfACaseIsReadable() {
        assertThat(Links.ofCase("ecommerce-import", "EBP1/ORD42"))
                .isEqualTo("/cases/ecommerce-import/EBP1/ORD42");
        assertThat(Links.ofCase("ecommerce-import", "guarantee:G7"))
                .isEqualTo("/cases/ecommerce-import/guarantee:G7");
    }

    @Test
    void aNumberThatSomebodyMadeUpStaysInItsPlace() {
        assertThat(URI.create(Links.ofCase("s", "../../admin")).normalize().getPath())
                .isEqualTo("/cases/s/../../admin");
        assertThat(Links.ofCase("s", "a?b#c<d>\"")).isEqualTo("/cases/s/a%3Fb%23c%3Cd%3E%22");
        assertThat(Links.ofAccount("a b/+")).isEqualTo("/books/a%20b/%2B");
    }
}
