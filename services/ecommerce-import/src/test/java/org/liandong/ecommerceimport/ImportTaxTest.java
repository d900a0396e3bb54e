package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.liandong.ecommerceimport.Scenario.aGuarantee;
import static org.liandong.ecommerceimport.Scenario.bill;
import static org.liandong.ecommerceimport.Scenario.given;
import static org.liandong.ecommerceimport.Scenario.givenAnOffice;
import static org.liandong.ecommerceimport.Scenario.referred;
import static org.liandong.ecommerceimport.Scenario.released;
import static org.liandong.ecommerceimport.Scenario.undecided;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Message;

/// Tax of retail imports (财关税〔2016〕18号, 1; 消费税暂行条例 9; 增值税法 14), with the worked figures.
class ImportTaxTest {

    private static final String HEAD =
            "code10,name,unit1,unit2,mfn,general,provisional,vat,ctKind,ctRate,ctSpecific,ctUnit,supervision,positiveList,note,validFrom,validTo\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # goods            | code       | price   | freight | litres | duty   | consumption | VAT     | total
                    water              | 2201101000 | 400.00  | 10.00   | 1      | 0.00   | 0.00        | 37.31   | 37.31
                    high group         | 3304990029 | 300.00  | 0.00    | 1      | 0.00   | 37.06       | 32.12   | 69.18
                    wine               | 2204210000 | 240.00  | 0.00    | 0.75   | 0.00   | 18.67       | 24.27   | 42.94
                    spirit             | 2208300000 | 480.00  | 0.00    | 0.7    | 0.00   | 84.61       | 54.68   | 139.29
                    food oil           | 1509200000 | 200.00  | 0.00    | 1      | 0.00   | 0.00        | 12.60   | 12.60
                    one item, full tax | 6403990090 | 8000.00 | 0.00    | 1      | 800.00 | 0.00        | 1144.00 | 1944.00
                    nothing            | 2201101000 | 0.00    | 0.00    | 1      | 0.00   | 0.00        | 0.00    | 0.00
                    half a cent        | 2201101000 | 0.05    | 0.00    | 1      | 0.00   | 0.00        | 0.00    | 0.00
                    just a cent        | 2201101000 | 0.06    | 0.00    | 1      | 0.00   | 0.00        | 0.01    | 0.01
                    half up            | 1509200000 | 0.50    | 0.00    | 1      | 0.00   | 0.00        | 0.03    | 0.03
                    """)
    void theWorkedFigures(
            String goods,
            String code,
            String price,
            String freight,
            String litres,
            String duty,
            String consumption,
            String vat,
            String total) {
        Papers papers = Papers.of(code, price).freight(freight).with("list.line[1].qty1", litres);
        try (var office = given(aGuarantee())) {
            office.when(papers).expect(released(), bill(duty, consumption, vat));
            if (new BigDecimal(total).signum() > 0) {
                office.expect(
                        Scenario.quotaLeft(
                                "EBC1",
                                new BigDecimal("1000000")
                                        .subtract(new BigDecimal(total))
                                        .toString()));
            }
        }
    }

    @Test
    void theDecisionShowsTheArithmetic() {
        try (var office = given(aGuarantee())) {
            office.when(
                    Papers.of("2208300000", "480.00")
                            .taxTotal("139.29")
                            .with("list.line[1].qty1", "0.7"));
            assertThat(office.decision().arithmetic())
                    .extracting(Computation::name, Computation::formula, Computation::result)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    "line 1 consumption tax",
                                    "((D + duty + s) / (1 − c) × c + s) × levy",
                                    new BigDecimal("84.61")),
                            org.assertj.core.groups.Tuple.tuple(
                                    "line 1 import VAT",
                                    "(D + duty + s) / (1 − c) × v × levy",
                                    new BigDecimal("54.68")));
        }
    }

    @Test
    void freightIsSharedByValueAndTheLastLineTakesTheRest() {
        Papers papers =
                Papers.empty()
                        .item("2201101000", "a", "1", "33.33")
                        .item("2201101000", "b", "1", "33.33")
                        .item("2201101000", "c", "1", "33.34")
                        .freight("10.00");
        assertThat(ImportTax.dutiableValues(papers.list()))
                .containsExactly(
                        new BigDecimal("36.66"), new BigDecimal("36.66"), new BigDecimal("36.68"));
        try (var office = given(aGuarantee())) {
            office.when(papers).expect(released());
            Message bill = office.lastMessage("CEB816");
            assertThat(bill.lines())
                    .extracting(line -> line.get("taxPrice"))
                    .containsExactly("36.66", "36.66", "36.68");
        }
    }

    @Test
    void freightOfGiftsAloneGoesToTheLastLine() {
        Papers gifts =
                Papers.empty()
                        .item("2201101000", "a", "1", "0.00")
                        .item("2201101000", "b", "1", "0.00")
                        .freight("10.00");
        assertThat(ImportTax.dutiableValues(gifts.list()))
                .containsExactly(new BigDecimal("0.00"), new BigDecimal("10.00"));
    }

    @Test
    void eachTaxOfEachLineIsRoundedAndTheHeadIsTheirSum() {
        // 0.06 × 0.13 × 0.7 = 0.00546: one cent a line; together it would be 0.02 (0.01638).
        Papers papers =
                Papers.empty()
                        .item("2201101000", "a", "1", "0.06")
                        .item("2201101000", "b", "1", "0.06")
                        .item("2201101000", "c", "1", "0.06");
        try (var office = given(aGuarantee())) {
            office.when(papers).expect(released(), bill("0.00", "0.00", "0.03"));
        }
    }

    @Test
    void aSpecificTaxIsCountedInItsOwnUnit() {
        String beer = HEAD + "2203000000,Beer,095,,0,,,0.13,specific,,0.22,095,,yes,,2016-04-08,\n";
        Papers papers = Papers.of("2203000000", "100.00").with("list.line[1].qty1", "10");
        try (var office = givenAnOffice("tariff.csv", beer)) {
            // (10 × 0.22) × 0.7 = 1.54; (100 + 2.20) × 0.13 × 0.7 = 9.3002
            office.when(aGuarantee()).when(papers).expect(released(), bill("0.00", "1.54", "9.30"));
        }
    }

    @Test
    void aLineThatDoesNotTellTheQuantityInTheTaxUnitGoesToAnOfficer() {
        Papers papers =
                Papers.of("2208300000", "480.00")
                        .with(
                                "list.line[1].unit = 142; list.line[1].unit1 = 142; order.line[1].unit = 142");
        try (var office = given(aGuarantee())) {
            office.when(papers)
                    .expect(
                            referred(
                                    undecided(
                                            "M8",
                                            "list.line[1].unit1",
                                            "142",
                                            "tariff, tax unit",
                                            "095")));
        }
    }

    @Test
    void theQuantityInTheTaxUnitMayStandInAnyOfTheThree() {
        Papers second =
                Papers.of("2208300000", "480.00")
                        .with("list.line[1].unit1 = 142; list.line[1].qty1 = 1")
                        .with("list.line[1].unit2 = 095; list.line[1].qty2 = 0.7");
        try (var office = given(aGuarantee())) {
            office.when(second).expect(released(), bill("0.00", "84.61", "54.68"));
        }
    }

    @Test
    void aSingleItemAboveTheLimitBearsConsumptionTaxInFullToo() {
        try (var office = given(aGuarantee())) {
            // Duty 6,000.00 × 14 %; (6,000.00 + 840.00) / 0.9 = 7,600.00; of that 10 % and 13 %.
            office.when(Papers.of("2204210000", "6000.00"))
                    .expect(released(), bill("840.00", "760.00", "988.00"));
        }
    }

    @ParameterizedTest
    @CsvSource({"2204210000,240.00,0.10", "3304990029,300.00,0.15", "2204210000,4999.99,0.10"})
    void onValueAloneTheSumIsTheFormulaOfThePlatformsButForACent(
            String code, BigDecimal value, BigDecimal c) {
        try (var office = given(aGuarantee())) {
            office.when(Papers.of(code, value.toPlainString())).expect(released());
            var bill = office.lastMessage("CEB816").head();
            BigDecimal sum =
                    new BigDecimal(bill.get("consumptionTax"))
                            .add(new BigDecimal(bill.get("valueAddedTax")));
            // D × (v + c) / (1 − c) × 70 %
            BigDecimal formula =
                    value.multiply(new BigDecimal("0.13").add(c))
                            .divide(BigDecimal.ONE.subtract(c), MathContext.DECIMAL64)
                            .multiply(new BigDecimal("0.70"));
            assertThat(sum).isCloseTo(formula, within(new BigDecimal("0.01")));
        }
    }

    // ---- what the value consists of

    @Test
    void vouchersLowerWhatIsPaidAndNotWhatIsTaxed() {
        Papers papers =
                Papers.sound()
                        .with("order.discount = 50; order.acturalPaid = 397.31")
                        .with("payment.amountPaid = 397.31");
        try (var office = given(aGuarantee())) {
            office.when(papers).expect(released(), bill("0.00", "0.00", "37.31"));
        }
    }

    @Test
    void aPriceThatIsLowerForEveryBuyerLowersWhatIsTaxed() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.of("2201101000", "350.00"))
                    .expect(released(), bill("0.00", "0.00", "31.85"));
        }
    }

    @Test
    void aGiftMayHaveThePriceZero() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.sound().item("3401300000", "洗面奶", "1", "0.00"))
                    .expect(released(), bill("0.00", "0.00", "37.31"));
        }
    }

    @Test
    void theDifferenceToTheTaxThatTheSellerEstimatedIsShown() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.sound().taxTotal("40.00"))
                    .expect(released(), bill("0.00", "0.00", "37.31"));
            assertThat(office.decision().arithmetic())
                    .extracting(c -> c.name() + " " + c.result())
                    .containsExactly("line 1 import VAT 37.31", "seller's estimate -2.69");
            office.when(Papers.sound().number("43")).expect(released());
            assertThat(office.decision().arithmetic()).hasSize(1);
        }
    }

    // ---- editions of the tariff

    @Test
    void theRateIsThatOfTheDayOfDeclaration() {
        String tariff =
                HEAD
                        + "2201101000,Water,095,,0,,,0.13,none,,,,,yes,,2016-04-08,2026-02-28\n"
                        + "2201101000,Water,095,,0,,,0.09,none,,,,,yes,,2026-03-01,\n";
        try (var office = givenAnOffice("tariff.csv", tariff)) {
            office.when(aGuarantee())
                    .when(
                            Papers.of("2201101000", "100.00")
                                    .number("1")
                                    .with("list.declTime", "2026-02-28"))
                    .expect(released(), bill("0.00", "0.00", "9.10"))
                    .when(Papers.of("2201101000", "100.00").number("2"))
                    .expect(released(), bill("0.00", "0.00", "6.30"));
        }
    }

    @Test
    void aTariffThatCannotBeReadNamesFileLineAndColumn() {
        String broken =
                HEAD
                        + "2201101000,Water,095,,5 %,,,0.13,sometimes,,,,,yes,,2016-04-08,\n22,Tea,095,,0,,,0.13,none,,,,,yes,,2016-04-08,\n";
        assertThatThrownBy(() -> givenAnOffice("tariff.csv", broken).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tariff.csv, line 2, mfn: ")
                .hasMessageContaining("'5 %'")
                .hasMessageContaining("tariff.csv, line 2, ctKind: ")
                .hasMessageContaining("tariff.csv, line 3, code10: ");
    }

    @Test
    void aTariffOfAKindWithoutItsRateIsRefused() {
        for (String kind : new String[] {"advalorem,,,", "compound,0.2,,095", "specific,,1,"}) {
            byte[] tariff =
                    (HEAD + "2204210000,Wine,095,,0,,,0.13," + kind + ",,yes,,2016-04-08,\n")
                            .getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> ImportModule.tariff(tariff))
                    .as(kind)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("tariff.csv, line 2");
        }
    }
}
