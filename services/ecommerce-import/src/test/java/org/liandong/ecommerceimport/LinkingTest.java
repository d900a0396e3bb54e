package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.ecommerceimport.Scenario.aGuarantee;
import static org.liandong.ecommerceimport.Scenario.failing;
import static org.liandong.ecommerceimport.Scenario.given;
import static org.liandong.ecommerceimport.Scenario.receipt;
import static org.liandong.ecommerceimport.Scenario.refused;
import static org.liandong.ecommerceimport.Scenario.released;
import static org.liandong.ecommerceimport.Scenario.waitingFor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.kernel.Reason;

/// Which papers belong together, and which version of a paper counts.
class LinkingTest {

    private final Papers papers = Papers.sound();

    @Test
    void aWaybillGoesOnlyToTheListThatNamesItEvenWhenTwoPlatformsUseOneOrderNumber() {
        Papers other =
                papers.number("43")
                        .with(
                                "order.orderNo = ORD42; payment.orderNo = ORD42; waybill.orderNo = ORD42; list.orderNo = ORD42")
                        .platform("EBP2");
        try (var office = given(aGuarantee())) {
            office.when(papers.waybill())
                    .when(papers.order(), papers.payment(), other.order(), other.payment())
                    .when(other.list())
                    .about(other)
                    .expect(waitingFor("waybill"))
                    .when(papers.list())
                    .about(papers)
                    .expect(released())
                    .about(other)
                    .expect(waitingFor("waybill"))
                    .when(other.waybill())
                    .expect(released());
        }
    }

    @Test
    void aWaybillThatAnotherParcelUsesIsRefusedAndNamesItsHolder() {
        Papers second =
                papers.number("43").with("waybill.logisticsNo = WB42; list.logisticsNo = WB42");
        var l4 = failing("L4", "list.logisticsNo", "WB42", "used by case", "EBP1/ORD42", "-504015");
        try (var office = given(aGuarantee())) {
            office.when(papers)
                    .when(second.order(), second.payment(), second.list())
                    .about(second)
                    .expect(refused(l4))
                    .about(papers)
                    .expect(released());
        }
    }

    @Test
    void aCarrierMayUseANumberAgainAfterSixMonths() {
        Papers second =
                papers.number("43")
                        .with("waybill.logisticsNo = WB42; list.logisticsNo = WB42")
                        .with("list.declTime", "2026-09-02");
        try (var office = given(aGuarantee())) {
            office.when(papers).on("2026-09-02").when(second).expect(released());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # paper | receipt | changed without one | new although there is one | changed after declaration
                    order   | CEB312  | -301009             | -301010                   | -301011
                    payment | CEB412  | -401006             | -401007                   | -401008
                    waybill | CEB512  | -504014             | -504015                   | -504016
                    """)
    void aVersionThatCannotCountIsAnsweredWithItsCode(
            String paper, String receipt, String nothing, String exists, String declared) {
        // A waybill is not heard before a list names it, so its parcel has a list, of a later time.
        try (var office = given(aGuarantee())) {
            office.when(papers.list())
                    .when(papers.version(paper, "2", "20260301105000").paper(paper))
                    .expect(receipt(receipt, nothing));
        }
        try (var office = given(aGuarantee())) {
            office.when(papers.list())
                    .when(papers.paper(paper))
                    .expect(receipt(receipt, "120"))
                    .when(papers.version(paper, "1", "20260301105000").paper(paper))
                    .expect(receipt(receipt, exists))
                    .when(papers.version(paper, "2", "20260301110001").paper(paper))
                    .expect(receipt(receipt, declared))
                    .when(papers.version(paper, "3", "20260301110002").paper(paper))
                    .expect(receipt(receipt, declared));
        }
    }

    @Test
    void aListThatIsChangedOrSentAgainWithoutReasonIsAnsweredWithItsCode() {
        try (var office = given(aGuarantee())) {
            office.when(papers.version("list", "2", "20260301113000").list())
                    .expect(receipt("CEB622", "-621011"));
        }
        try (var office = given(aGuarantee())) {
            office.when(papers.list())
                    .when(papers.version("list", "1", "20260301113000").list())
                    .expect(receipt("CEB622", "-621004"));
        }
        try (var office = given(aGuarantee())) {
            office.when(papers)
                    .expect(released())
                    .when(papers.version("list", "2", "20260301113000").list())
                    .expect(receipt("CEB622", "-621012"), released());
        }
    }

    @Test
    void aChangeBeforeTheDeclarationCorrectsARefusal() {
        Papers wrong = papers.with("order.buyerName", "李四");
        try (var office = given(aGuarantee())) {
            office.when(wrong)
                    .expect(
                            refused(
                                    failing(
                                            "I1",
                                            "order.buyerName, buyerIdNumber",
                                            "李* 110101********1233",
                                            "payment.payerName, payerIdNumber",
                                            "王*明 110101********1233",
                                            "1327"),
                                    failing(
                                            "I3",
                                            "list.buyerName",
                                            "王*明",
                                            "order.buyerName",
                                            "李*",
                                            "13127")))
                    .when(papers.version("order", "2", "20260301103000").order())
                    .expect(released());
            assertThat(office.engine().decisions(ImportModule.NAME, papers.key()))
                    .as("a decision is corrected, never rewritten")
                    .hasSize(2);
        }
    }

    // Here the order of arrival matters by law: what is released cannot be unmade by a late change.
    @Test
    void aChangeThatComesAfterTheReleaseGoesToAnOfficerAndUndoesNothing() {
        Papers wrong = papers.with("order.buyerName", "李四");
        try (var office = given(aGuarantee())) {
            office.when(papers)
                    .expect(released())
                    .when(wrong.version("order", "2", "20260301103000").order());
            assertThat(office.status()).isEqualTo("released");
            assertThat(office.engine().openTasks(ImportModule.NAME, papers.key()))
                    .singleElement()
                    .satisfies(task ->
                            assertThat(task.reasons())
                                    .containsExactly(
                                            reason(
                                                    "I1",
                                                    "order.buyerName, buyerIdNumber",
                                                    "李* 110101********1233",
                                                    "payment.payerName, payerIdNumber",
                                                    "王*明 110101********1233"),
                                            reason(
                                                    "I3",
                                                    "list.buyerName",
                                                    "王*明",
                                                    "order.buyerName",
                                                    "李*")));
        }
        try (var office = given(aGuarantee())) {
            office.when(papers.order())
                    .when(wrong.version("order", "2", "20260301103000").order())
                    .when(papers.payment(), papers.waybill(), papers.list());
            assertThat(office.status()).isEqualTo("refused");
        }
    }

    @Test
    void aPaperThatWasDeletedIsWaitedForAgain() {
        try (var office = given(aGuarantee())) {
            office.when(papers.payment())
                    .when(papers.version("payment", "3", "20260301103000").payment())
                    .when(papers.order(), papers.waybill(), papers.list())
                    .expect(waitingFor("payment"))
                    .when(papers.version("payment", "1", "20260301104000").payment())
                    .expect(released());
        }
    }

    @Test
    void theSamePaperTwiceChangesNothing() {
        try (var office = given(aGuarantee())) {
            office.when(papers);
            int messages = office.engine().messages().size();
            office.when(papers).expect(released());
            assertThat(office.engine().messages()).hasSize(messages);
        }
    }

    private static Reason reason(String... check) {
        return Reason.of(Reason.CHECK, check);
    }
}
