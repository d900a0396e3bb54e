package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liandong.pledgefinance.Loan.Event;

class LoanTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Interest TERMS =
            new Interest(
                    new BigDecimal("0.0345"),
                    DAY.plusDays(90),
                    new BigDecimal("1.50"),
                    new BigDecimal("360"));

    private static Event draw(int day, String amount) {
        return new Event(DAY.plusDays(day), true, "D" + day, new BigDecimal(amount));
    }

    private static Event pay(int day, String amount) {
        return new Event(DAY.plusDays(day), false, "P" + day, new BigDecimal(amount));
    }

    @Test
    void theExampleOfTheLedgerModelBears891250() {
        Loan loan = Loan.of(List.of(draw(0, "3000000.00")), TERMS).on(DAY.plusDays(31), TERMS);
        assertThat(loan.interestDue()).isEqualTo(new BigDecimal("8912.50"));
        assertThat(loan.debt()).isEqualTo(new BigDecimal("3008912.50"));
    }

    @Test
    void theDayOfTheDrawBearsInterestAndTheDayOfThePaymentDoesNot() {
        Loan loan = Loan.of(List.of(draw(0, "360000.00")), TERMS);
        assertThat(loan.on(DAY, TERMS).interestDue()).isEqualByComparingTo("0");
        assertThat(loan.on(DAY.plusDays(1), TERMS).interestDue()).isEqualByComparingTo("34.50");
    }

    @Test
    void daysAddUpWhateverIsRounded() {
        Loan loan = Loan.of(List.of(draw(0, "1234.56")), TERMS);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal before = BigDecimal.ZERO;
        for (int day = 1; day <= 90; day++) {
            BigDecimal now = loan.on(DAY.plusDays(day), TERMS).interestDue();
            sum = sum.add(now.subtract(before));
            before = now;
        }
        assertThat(sum).isEqualByComparingTo("10.65");
    }

    @Test
    void aPaymentGoesToInterestBeforePrincipal() {
        Loan loan = Loan.of(List.of(draw(0, "3000000.00"), pay(31, "1008912.50")), TERMS);
        assertThat(loan.paidInterest()).isEqualByComparingTo("8912.50");
        assertThat(loan.principal()).isEqualByComparingTo("2000000.00");
    }

    @Test
    void fromTheDayAfterMaturityThePenaltyRunsInstead() {
        Loan loan = Loan.of(List.of(draw(0, "360000.00")), TERMS);
        assertThat(loan.on(DAY.plusDays(91), TERMS).penaltyDue()).isEqualByComparingTo("0");
        Loan late = loan.on(DAY.plusDays(93), TERMS);
        assertThat(late.interestDue()).isEqualByComparingTo("3139.50");
        assertThat(late.penaltyDue()).isEqualByComparingTo("103.50");
        Loan paid = Loan.of(List.of(draw(0, "360000.00"), pay(93, "1000.00")), TERMS);
        assertThat(paid.paidPenalty()).isEqualByComparingTo("103.50");
        assertThat(paid.paidInterest()).isEqualByComparingTo("896.50");
    }

    @Test
    void whatIsPaidTooMuchIsThePayers() {
        Loan loan = Loan.of(List.of(draw(0, "100.00"), pay(0, "150.00")), TERMS);
        assertThat(loan.debt()).isEqualByComparingTo("0");
        assertThat(loan.surplus()).isEqualByComparingTo("50.00");
    }

    @Test
    void theOrderInWhichEventsAreToldMakesNoDifference() {
        List<Event> events =
                new ArrayList<>(
                        List.of(
                                draw(0, "500000.00"),
                                pay(10, "100000.00"),
                                draw(10, "250000.00"),
                                pay(40, "1.00"),
                                pay(95, "300000.00")));
        Loan first = Loan.of(events, TERMS);
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(events, random);
            assertThat(Loan.of(events, TERMS)).isEqualTo(first);
        }
    }
}
