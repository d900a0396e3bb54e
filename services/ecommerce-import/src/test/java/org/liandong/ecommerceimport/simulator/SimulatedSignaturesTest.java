package org.liandong.ecommerceimport.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liandong.ecommerceimport.ceb.SignatureResult;
import org.liandong.ecommerceimport.ceb.XmlSignatureVerifier;
import org.liandong.ecommerceimport.simulator.SimulatedDay.Sent;
import org.liandong.ecommerceimport.simulator.Simulator.Plan;

/// What simulated senders sign.
class SimulatedSignaturesTest {

    private static final Set<String> MUST_BE_SIGNED =
            Set.of("CEB621", "CEB623", "CEB625", "CEB711");

    private final MadeUpCertificates certificates = MadeUpCertificates.of(1, SimulatedDay.DAY);

    @Test
    void whatMustBeSignedIsSignedByItsSenderAndNothingElse() {
        Plan plan = SimulatedDay.sound(300).with(Flaw.UNSIGNED, 0.1);
        Instant noon = Instant.parse("2026-03-02T04:00:00Z");
        var verifier = new XmlSignatureVerifier(List.of(certificates.authority()), () -> noon);
        int unsigned = 0;
        for (Sent sent : SimulatedDay.documents(plan, certificates.signing())) {
            String[] parts = sent.name().split("[-.]", -1);
            switch (verifier.verify(sent.content())) {
                case SignatureResult.Valid(var signer) -> {
                    assertThat(parts[1]).isIn(MUST_BE_SIGNED);
                    assertThat(signer.subject()).isEqualTo("CN=" + parts[2]);
                }
                case SignatureResult.Absent() -> unsigned += parts[1].equals("CEB621") ? 1 : 0;
                case SignatureResult other -> assertThat(other).as(sent.name()).isNull();
            }
        }
        assertThat(unsigned).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameSignatures() {
        Plan plan = SimulatedDay.sound(50);
        List<Sent> once = SimulatedDay.documents(plan, certificates.signing());
        List<Sent> again =
                SimulatedDay.documents(plan, MadeUpCertificates.of(1, SimulatedDay.DAY).signing());
        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i).content()).isEqualTo(once.get(i).content());
        }
    }
}
