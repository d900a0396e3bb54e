package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.ecommerceimport.Scenario.aGuarantee;
import static org.liandong.ecommerceimport.Scenario.allowanceLeft;
import static org.liandong.ecommerceimport.Scenario.bill;
import static org.liandong.ecommerceimport.Scenario.given;
import static org.liandong.ecommerceimport.Scenario.quotaLeft;
import static org.liandong.ecommerceimport.Scenario.receipt;
import static org.liandong.ecommerceimport.Scenario.released;
import static org.liandong.ecommerceimport.Scenario.waitingFor;

import org.junit.jupiter.api.Test;
import org.liandong.kernel.Message;

/// One parcel from its papers to its release.
class ThinPathTest {

    private final Papers papers = Papers.sound();

    @Test
    void aParcelWhosePapersAgreeIsReleasedAgainstTheGuarantee() {
        try (var office = given(aGuarantee())) {
            office.when(papers)
                    .expect(
                            released(),
                            receipt("CEB622", "800"),
                            bill("0.00", "0.00", "37.31"),
                            allowanceLeft(Papers.BUYER, "25590.00"),
                            quotaLeft("EBC1", "999962.69"));
            assertThat(office.engine().messages())
                    .extracting(Message::type)
                    .containsExactly("CEB312", "CEB412", "CEB512", "CEB622", "CEB622", "CEB816");
        }
    }

    @Test
    void aListAloneWaitsForAllOtherPapers() {
        try (var office = given(aGuarantee())) {
            office.when(papers.list())
                    .expect(waitingFor("order", "payment", "waybill"), receipt("CEB622", "2"));
        }
    }

    @Test
    void aParcelWithoutAGuaranteeWaitsAndIsReleasedByItselfWhenItComes() {
        try (var office = given()) {
            office.when(papers)
                    .expect(waitingFor("guarantee"))
                    .when(aGuarantee("EBC1", "37.30"))
                    .expect(waitingFor("guarantee"))
                    .when(aGuarantee("EBC1", "0.01"))
                    .expect(released(), quotaLeft("EBC1", "0.00"));
        }
    }
}
