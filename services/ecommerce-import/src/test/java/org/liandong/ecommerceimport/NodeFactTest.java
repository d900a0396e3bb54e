package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.liandong.ecommerceimport.ceb.Examples;
import org.liandong.ecommerceimport.ceb.MessageType;
import org.liandong.kernel.Format;
import org.liandong.kernel.Problem;

/// A value that the format lets through and nobody can use makes the node unusable, and the problem says where it stands.
class NodeFactTest {

    private final CebFormat format = new CebFormat(new byte[32], message -> "ABSENT", true);

    @Test
    void aValueOfALineIsNamedWithItsLine() {
        Problem problem = onlyProblem(MessageType.CEB311, "</ceb:qty>", "-1</ceb:qty>", 2);
        assertThat(problem.code()).isEqualTo("CEB-NEGATIVE");
        assertThat(problem.path()).isEqualTo("Order[1]/OrderList[2]/qty");
    }

    @Test
    void aValueOfTheHeadIsNamedWithTheHead() {
        Problem problem = onlyProblem(MessageType.CEB311, "</ceb:ebpCode>", "平台</ceb:ebpCode>", 1);
        assertThat(problem.code()).isEqualTo("CEB-CODE");
        assertThat(problem.path()).isEqualTo("Order[1]/OrderHead/ebpCode");
    }

    @Test
    void aNodeWithoutAHeadIsNamedItself() {
        Problem problem =
                onlyProblem(
                        MessageType.CEB412, "</returnTime>", "20261345000000000</returnTime>", 1);
        assertThat(problem.code()).isEqualTo("CEB-DATE");
        assertThat(problem.path()).isEqualTo("PaymentReturn[1]/returnTime");
    }

    /// Reads an example with one value exchanged.
    ///
    /// @param end   what stands after the value
    /// @param value the new one, with its end
    /// @param place which of those with this end, from 1
    private Problem onlyProblem(MessageType type, String end, String value, int place) {
        String text = Examples.text(type, 1);
        int at = -1;
        for (int i = 0; i < place; i++) {
            at = text.indexOf(end, at + 1);
        }
        assertThat(at).as("%s in %s", end, type).isPositive();
        int from = text.lastIndexOf('>', at - 1) + 1;
        String changed = text.substring(0, from) + value + text.substring(at + end.length());
        Format.Reading<ImportFact> reading = format.read(changed.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.problems()).isEmpty();
        Format.Node<ImportFact> node = reading.nodes().getFirst();
        assertThat(node.fact()).isNull();
        assertThat(node.problems()).hasSize(1);
        return node.problems().getFirst();
    }
}
