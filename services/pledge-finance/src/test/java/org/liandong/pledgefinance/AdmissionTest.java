package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.pledgefinance.Harbour.C1;
import static org.liandong.pledgefinance.Harbour.CASE;
import static org.liandong.pledgefinance.Harbour.applied;
import static org.liandong.pledgefinance.Harbour.part;
import static org.liandong.pledgefinance.Harbour.quoted;
import static org.liandong.pledgefinance.Harbour.searched;
import static org.liandong.pledgefinance.Harbour.verified;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.pledgefinance.PledgeFact.Condition;
import org.liandong.pledgefinance.PledgeFact.Customs;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;
import org.liandong.pledgefinance.PledgeFact.ReceiptVerified;
import org.liandong.pledgefinance.PledgeFact.Right;

/// Each reason for which an application is refused, and that all of them are told at once.
class AdmissionTest {

    private static final PledgeFact QUOTE = quoted("Q1", "12850", "2026-03-02");

    @Test
    void anOfficerMayRefuseAndThenItIsForGood() {
        try (Harbour harbour =
                Harbour.given(
                        QUOTE,
                        applied(C1, "BANK1", "5000000.01", part("R4", "600.000")),
                        searched(C1))) {
            harbour.store("R4", "600.000").when(verified(C1, "R4", "600.000"));
            harbour.when(
                    new PledgeFact.ReceiptVerified(
                            C1,
                            "R4",
                            "V9",
                            "TRADER",
                            "KEEPER",
                            true,
                            "NATURAL-RUBBER",
                            "TSR20",
                            new BigDecimal("600.000"),
                            Condition.SOUND,
                            Customs.BONDED,
                            LocalDate.parse("2026-12-31"),
                            new BigDecimal("9000000"),
                            LocalDate.parse("2026-12-31"),
                            LocalDate.parse("2026-03-02")));
            assertThat(harbour.status()).isEqualTo("referred");
            harbour.officer(CASE, "refuse");
            assertThat(harbour.status()).isEqualTo("rejected");
            assertThat(harbour.last("application")).isEqualTo("REFUSED O1 refuse / approve");
            harbour.when(quoted("Q2", "13000", "2026-03-02"));
            assertThat(harbour.status()).isEqualTo("rejected");
            assertThat(harbour.tasks(CASE)).isEmpty();
            assertThat(harbour.tonnes(Accounts.free("R4"))).isEqualTo("600.000");
        }
    }

    private static List<String> codes(PledgeFact... facts) {
        try (Harbour harbour = Harbour.given(QUOTE).when(facts)) {
            assertThat(harbour.status()).isEqualTo("rejected");
            return harbour.codes(CASE, "application");
        }
    }

    private static FinancingApplied application(
            String payee,
            String supervisor,
            String consent,
            String turnover,
            String amount,
            String matures) {
        return new FinancingApplied(
                C1,
                "BANK1",
                "TRADER",
                "Trader",
                "purchase",
                payee,
                supervisor,
                consent,
                "NATURAL-RUBBER",
                List.of(part("R1", "120.960")),
                new BigDecimal("14000"),
                new BigDecimal(turnover),
                new BigDecimal(amount),
                new BigDecimal("0.036"),
                LocalDate.parse("2026-03-02"),
                LocalDate.parse(matures));
    }

    private static FinancingApplied sound() {
        return application("SUPPLIER", "WATCH", "K1", "50000000", "1000000", "2026-08-28");
    }

    private static ReceiptVerified found(
            String holder, String keeper, boolean admitted, String grade, String insured) {
        return new ReceiptVerified(
                C1,
                "R1",
                "V1",
                holder,
                keeper,
                admitted,
                "NATURAL-RUBBER",
                grade,
                new BigDecimal("120.960"),
                Condition.SOUND,
                Customs.BONDED,
                LocalDate.parse("2026-12-31"),
                new BigDecimal(insured),
                LocalDate.parse("2026-12-31"),
                LocalDate.parse("2026-03-01"));
    }

    private static PledgeFact seen(
            String quantity, Condition condition, Customs customs, String storageTo, String on) {
        return verified(C1, "R1", quantity, condition, customs, storageTo, on);
    }

    @Test
    void withoutConsentNothingIsLent() {
        assertThat(
                        codes(
                                application(
                                        "SUPPLIER",
                                        "WATCH",
                                        "",
                                        "50000000",
                                        "1000000",
                                        "2026-08-28"),
                                verified(C1, "R1", "120.960"),
                                searched(C1)))
                .containsExactly("NO_CONSENT");
    }

    @Test
    void moneyGoesToSomebodyElseThanTheBorrower() {
        assertThat(
                        codes(
                                application(
                                        "TRADER",
                                        "WATCH",
                                        "K1",
                                        "50000000",
                                        "1000000",
                                        "2026-08-28"),
                                verified(C1, "R1", "120.960"),
                                searched(C1)))
                .containsExactly("PURPOSE_NOT_PROVEN");
    }

    @Test
    void whoWatchesForTheBankIsNotTheBorrower() {
        assertThat(
                        codes(
                                application(
                                        "SUPPLIER",
                                        "TRADER",
                                        "K1",
                                        "50000000",
                                        "1000000",
                                        "2026-08-28"),
                                verified(C1, "R1", "120.960"),
                                searched(C1)))
                .containsExactly("CONNECTED_SUPERVISOR");
    }

    @Test
    void theTermHas180DaysAtMost() {
        try (Harbour harbour =
                Harbour.given(
                        QUOTE,
                        application("SUPPLIER", "WATCH", "K1", "50000000", "1000000", "2026-08-30"),
                        verified(C1, "R1", "120.960"),
                        searched(C1))) {
            assertThat(harbour.last("application")).isEqualTo("REFUSED A5 181 / 180");
        }
    }

    @Test
    void theStockIsWorthNoMoreThanAShareOfTheTurnover() {
        assertThat(
                        codes(
                                application(
                                        "SUPPLIER",
                                        "WATCH",
                                        "K1",
                                        "2220479.99",
                                        "1000000",
                                        "2026-08-28"),
                                verified(C1, "R1", "120.960"),
                                searched(C1)))
                .containsExactly("CONCENTRATION(1554335.99)");
    }

    @Test
    void moreThanTheLineIsNotLent() {
        assertThat(codes(applied("1088035.21"), verified(C1, "R1", "120.960"), searched(C1)))
                .containsExactly("OVER_L0(0.700000)");
        try (Harbour harbour =
                Harbour.given(
                        QUOTE,
                        applied("1088035.20"),
                        verified(C1, "R1", "120.960"),
                        searched(C1))) {
            assertThat(harbour.last("application")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void whoDoesNotHoldTheReceiptCannotPledgeIt() {
        assertThat(codes(sound(), found("COUSIN", "KEEPER", true, "TSR20", "9e6"), searched(C1)))
                .containsExactly("NOT_HOLDER");
    }

    @Test
    void theWarehouseIsAdmittedByTheBank() {
        assertThat(codes(sound(), found("TRADER", "KEEPER", false, "TSR20", "9e6"), searched(C1)))
                .containsExactly("NOT_ADMITTED(warehouse)");
        assertThat(codes(sound(), found("TRADER", "TRADER", true, "TSR20", "9e6"), searched(C1)))
                .containsExactly("NOT_ADMITTED(warehouse)");
    }

    @Test
    void theGradeIsTheOneThatIsQuoted() {
        assertThat(codes(sound(), found("TRADER", "KEEPER", true, "RSS3", "9e6"), searched(C1)))
                .containsExactly("NOT_ADMITTED(commodity)");
    }

    @Test
    void theInsuranceCoversTheValue() {
        assertThat(
                        codes(
                                sound(),
                                found("TRADER", "KEEPER", true, "TSR20", "1554335.99"),
                                searched(C1)))
                .containsExactly("INSURANCE_SHORT");
    }

    @Test
    void goodsThatAreNotThereAreShort() {
        assertThat(
                        codes(
                                sound(),
                                seen(
                                        "100.960",
                                        Condition.SOUND,
                                        Customs.BONDED,
                                        "2026-12-31",
                                        "2026-03-01"),
                                searched(C1)))
                .containsExactly("SHORT(20)");
    }

    @Test
    void frozenAndDisputedGoodsAreNotTaken() {
        for (Condition condition : List.of(Condition.FROZEN, Condition.DISPUTED)) {
            assertThat(
                            codes(
                                    sound(),
                                    seen(
                                            "120.960",
                                            condition,
                                            Customs.BONDED,
                                            "2026-12-31",
                                            "2026-03-01"),
                                    searched(C1)))
                    .containsExactly(condition.name());
        }
    }

    @Test
    void aReceiptThatNoKeeperKnowsIsUnknown() {
        assertThat(
                        codes(
                                sound(),
                                seen(
                                        "120.960",
                                        Condition.UNKNOWN,
                                        Customs.BONDED,
                                        "2026-12-31",
                                        "2026-03-01"),
                                searched(C1)))
                .containsExactly("UNKNOWN_RECEIPT");
    }

    @Test
    void goodsThatCustomsHasNotReleasedAreNotTaken() {
        assertThat(
                        codes(
                                sound(),
                                seen(
                                        "120.960",
                                        Condition.SOUND,
                                        Customs.NOT_RELEASED,
                                        "2026-12-31",
                                        "2026-03-01"),
                                searched(C1)))
                .containsExactly("CUSTOMS_NOT_CLEAR");
    }

    @Test
    void aVerificationIsSevenDaysOldAtMost() {
        assertThat(
                        codes(
                                sound(),
                                seen(
                                        "120.960",
                                        Condition.SOUND,
                                        Customs.BONDED,
                                        "2026-12-31",
                                        "2026-02-22"),
                                searched(C1)))
                .containsExactly("VERIFICATION_STALE");
    }

    @Test
    void theLoanMaturesFifteenDaysBeforeTheStorageEnds() {
        assertThat(
                        codes(
                                sound(),
                                seen(
                                        "120.960",
                                        Condition.SOUND,
                                        Customs.BONDED,
                                        "2026-09-11",
                                        "2026-03-01"),
                                searched(C1)))
                .containsExactly("TERM_AFTER_STORAGE");
        try (Harbour harbour =
                Harbour.given(
                        QUOTE,
                        sound(),
                        seen(
                                "120.960",
                                Condition.SOUND,
                                Customs.BONDED,
                                "2026-09-12",
                                "2026-03-01"),
                        searched(C1))) {
            assertThat(harbour.last("application")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void anEarlierRightInTheRegisterIsToldByItsDayAndNotByItsHolder() {
        Right right = new Right("", "REG-0", Instant.parse("2026-01-05T01:00:00Z"));
        try (Harbour harbour =
                Harbour.given(QUOTE, sound(), verified(C1, "R1", "120.960"), searched(C1, right))) {
            assertThat(harbour.codes(CASE, "application"))
                    .containsExactly("EARLIER_RIGHT(2026-01-05T01:00:00Z)");
            assertThat(harbour.engine().decisions(PledgeModule.NAME, CASE).toString())
                    .doesNotContain("REG-0");
        }
    }

    @Test
    void aRightOnAnotherReceiptDoesNotMatter() {
        Right right = new Right("R9", "REG-0", Instant.parse("2026-01-05T01:00:00Z"));
        try (Harbour harbour =
                Harbour.given(QUOTE, sound(), verified(C1, "R1", "120.960"), searched(C1, right))) {
            assertThat(harbour.last("application")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void allReasonsAreToldAtOnce() {
        assertThat(
                        codes(
                                application("TRADER", "TRADER", "", "1", "2000000", "2026-08-30"),
                                seen(
                                        "1.000",
                                        Condition.FROZEN,
                                        Customs.NOT_RELEASED,
                                        "2026-03-31",
                                        "2026-01-01"),
                                searched(C1)))
                .contains(
                        "NO_CONSENT",
                        "PURPOSE_NOT_PROVEN",
                        "CONNECTED_SUPERVISOR",
                        "SHORT(119.96)",
                        "FROZEN",
                        "CUSTOMS_NOT_CLEAR",
                        "VERIFICATION_STALE",
                        "TERM_AFTER_STORAGE",
                        "CONCENTRATION(0.70)")
                .anyMatch(code -> code.startsWith("OVER_L0"));
    }

    @Test
    void aNewVerificationMendsARefusal() {
        try (Harbour harbour =
                Harbour.given(
                        QUOTE,
                        sound(),
                        seen(
                                "120.960",
                                Condition.SOUND,
                                Customs.BONDED,
                                "2026-12-31",
                                "2026-02-22"),
                        searched(C1))) {
            harbour.when(verified(C1, "R1", "120.960"));
            assertThat(harbour.last("application")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void aLargeFinancingIsApprovedByAnOfficer() {
        try (Harbour harbour = Harbour.given(QUOTE).store("R4", "1000.000")) {
            harbour.when(
                    applied(C1, "BANK1", "5000000.01", part("R4", "1000.000")),
                    new ReceiptVerified(
                            C1,
                            "R4",
                            "V1",
                            "TRADER",
                            "KEEPER",
                            true,
                            "NATURAL-RUBBER",
                            "TSR20",
                            new BigDecimal("1000.000"),
                            Condition.SOUND,
                            Customs.DUTY_PAID,
                            LocalDate.parse("2026-12-31"),
                            new BigDecimal("20000000"),
                            LocalDate.parse("2026-12-31"),
                            LocalDate.parse("2026-03-02")),
                    searched(C1));
            assertThat(harbour.status()).isEqualTo("referred");
            assertThat(harbour.tonnes(Accounts.free("R4"))).isEqualTo("1000.000");
            harbour.officer(CASE, "approve");
            assertThat(harbour.last("pledge")).isEqualTo("ADMITTED");
            assertThat(harbour.tonnes(Accounts.free("R4"))).isEqualTo("0.000");
        }
    }
}
