package org.liandong.ecommerceimport;

import static org.liandong.ecommerceimport.Scenario.aGuarantee;
import static org.liandong.ecommerceimport.Scenario.allowanceLeft;
import static org.liandong.ecommerceimport.Scenario.bill;
import static org.liandong.ecommerceimport.Scenario.failing;
import static org.liandong.ecommerceimport.Scenario.given;
import static org.liandong.ecommerceimport.Scenario.passes;
import static org.liandong.ecommerceimport.Scenario.receipt;
import static org.liandong.ecommerceimport.Scenario.referred;
import static org.liandong.ecommerceimport.Scenario.refused;
import static org.liandong.ecommerceimport.Scenario.released;
import static org.liandong.ecommerceimport.Scenario.undecided;
import static org.liandong.ecommerceimport.Scenario.waitingFor;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.ecommerceimport.Scenario.Failing;

/// Single and yearly limit, and the one-item rule (财关税〔2018〕49号).
class LimitsTest {

    private static final String SHOES = "6403990090";

    private static Failing overTheYear(String sum) {
        return failing(
                "T2", "year so far + list.dutiable value", sum, "yearly limit", "26000.00", "1313");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # quantity | price    | freight | value    | outcome  | duty    | VAT
                    1          | 5000.00  | 0.00    | 5000.00  | released | 0.00    | 455.00
                    2          | 2500.00  | 0.00    | 5000.00  | released | 0.00    | 455.00
                    1          | 4990.00  | 10.00   | 5000.00  | released | 0.00    | 455.00
                    1          | 5000.01  | 0.00    | 5000.01  | released | 500.00  | 715.00
                    1          | 4990.01  | 10.00   | 5000.01  | released | 500.00  | 715.00
                    1          | 25999.99 | 0.00    | 25999.99 | released | 2600.00 | 3718.00
                    2          | 2500.01  | 0.00    | 5000.02  | refused  |         |
                    2          | 2495.01  | 10.00   | 5000.02  | refused  |         |
                    1          | 26000.01 | 0.00    | 26000.01 | refused  |         |
                    2          | 13000.00 | 0.00    | 26000.00 | refused  |         |
                    1          | 26000.00 | 0.00    | 26000.00 | referred |         |
                    """)
    void theSingleLimitIsMeasuredOnPriceFreightAndInsurance(
            String quantity,
            String price,
            String freight,
            String value,
            String outcome,
            String duty,
            String vat) {
        Papers papers = Papers.empty().item(SHOES, "shoes", quantity, price).freight(freight);
        try (var office = given(aGuarantee())) {
            office.when(papers);
            switch (outcome) {
                case "released" -> office.expect(released(), passes("T1"), bill(duty, "0.00", vat));
                case "refused" ->
                        office.expect(
                                refused(
                                        failing(
                                                "T1",
                                                "list.dutiable value",
                                                value,
                                                "single limit",
                                                "5000",
                                                "-621005")));
                default ->
                        office.expect(
                                referred(
                                        undecided(
                                                "T1",
                                                "list.dutiable value",
                                                value,
                                                "single limit",
                                                "5000")));
            }
        }
    }

    @Test
    void taxIsNoPartOfTheValueThatIsMeasured() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.of(SHOES, "5000.00").taxTotal("455.00")).expect(released());
        }
    }

    @Test
    void insuranceIsPartOfTheValueThatIsMeasured() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.of(SHOES, "4999.00").freight("1.00").insured("0.01"))
                    .expect(released(), bill("500.00", "0.00", "715.00"));
        }
    }

    @Test
    void anOfficerMayAdmitASingleItemOfExactlyTheYearlyLimit() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.of(SHOES, "26000.00"))
                    .whenTheOfficerSays("admit", "the clause ends below, the year is not exceeded")
                    .expect(
                            released(),
                            bill("2600.00", "0.00", "3718.00"),
                            allowanceLeft(Papers.BUYER, "0.00"));
        }
    }

    @Test
    void before2019TheLimitsWereLower() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.of(SHOES, "2000.01").with("list.declTime", "2018-12-31"))
                    .expect(
                            refused(
                                    failing(
                                            "T1",
                                            "list.dutiable value",
                                            "2000.01",
                                            "single limit",
                                            "2000",
                                            "-621005")))
                    .when(
                            Papers.of(SHOES, "2000.01")
                                    .number("2")
                                    .with("list.declTime", "2019-01-01"))
                    .expect(released());
        }
    }

    // ---- the year of one person

    @Test
    void theYearIsTheSumOfAllParcelsOfOnePerson() {
        try (var office = given(aGuarantee())) {
            for (int parcel = 1; parcel <= 5; parcel++) {
                office.when(Papers.of(SHOES, "5000.00").number("N" + parcel)).expect(released());
            }
            office.expect(allowanceLeft(Papers.BUYER, "1000.00"))
                    .when(Papers.of(SHOES, "1000.01").number("N6"))
                    .expect(refused(overTheYear("26000.01")), receipt("CEB622", "100"))
                    .when(Papers.of(SHOES, "1000.00").number("N7"))
                    .expect(released(), allowanceLeft(Papers.BUYER, "0.00"))
                    .when(Papers.of(SHOES, "0.01").number("N8"))
                    .expect(refused(overTheYear("26000.01")))
                    .when(Papers.of(SHOES, "5000.00").number("N9").buyer(Papers.idNumber(7)))
                    .expect(released());
        }
    }

    @Test
    void aSingleItemAboveTheSingleLimitCountsInTheYear() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.of(SHOES, "20000.00").number("N1"))
                    .expect(released(), allowanceLeft(Papers.BUYER, "6000.00"))
                    .when(Papers.of(SHOES, "6000.01").number("N2"))
                    .expect(refused(overTheYear("26000.01")))
                    .when(Papers.of(SHOES, "6000.00").number("N3"))
                    .expect(released());
        }
    }

    @Test
    void theFigureOfARealBreachIsNamedWithTheLimit() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.of(SHOES, "25704.44").number("N1"))
                    .when(Papers.sound())
                    .expect(refused(overTheYear("26114.44")));
        }
    }

    @Test
    void theNextYearBeginsWithAWholeAllowance() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.of(SHOES, "25000.00").number("N1"))
                    .when(
                            new ImportFact.GuaranteeFiled(
                                    "EBC1",
                                    "POL-NEXT",
                                    new BigDecimal("1000000"),
                                    LocalDate.of(2026, 1, 1),
                                    LocalDate.of(2027, 12, 31)))
                    .on("2027-01-02")
                    .when(
                            Papers.of(SHOES, "5000.00")
                                    .number("N2")
                                    .with("list.declTime", "2027-01-02"))
                    .expect(released());
        }
    }

    @Test
    void twoPlatformsCannotBothTakeWhatIsLeftOfTheYear() {
        Papers first = Papers.of(SHOES, "20000.00").number("N1").platform("EBP1");
        Papers second = Papers.of(SHOES, "20000.00").number("N1B").platform("EBP2");
        try (var office = given(aGuarantee())) {
            office.when(first.order(), first.waybill(), first.list())
                    .when(second.order(), second.waybill(), second.list())
                    .when(first.payment())
                    .when(second.payment())
                    .about(first)
                    .expect(released())
                    .about(second)
                    .expect(refused(overTheYear("40000.00")));
        }
    }

    // The allowance is held while a parcel waits for quota in no case: all or nothing.
    @Test
    void aParcelThatWaitsForQuotaHoldsNothingOfTheYear() {
        try (var office = given(aGuarantee("EBC1", "10.00"))) {
            office.when(Papers.of(SHOES, "5000.00").number("N1"))
                    .expect(waitingFor("quota"), allowanceLeft(Papers.BUYER, "26000.00"));
        }
    }
}
