package org.liandong.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.liandong.rules.ReferenceTable.Column.optional;
import static org.liandong.rules.ReferenceTable.Column.required;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.liandong.rules.ReferenceTable.Check;
import org.liandong.rules.ReferenceTable.Kind;
import org.liandong.rules.ReferenceTable.Layout;
import org.liandong.rules.ReferenceTable.Loaded;

class ReferenceTableTest {

    private static final Kind TEXT = new Kind.Text();
    private static final Kind DECIMAL = new Kind.Decimal();

    /// The layout of the national tariff as an operator loads it.
    private static final Layout TARIFF =
            new Layout(
                    "code10",
                    List.of(
                            required(
                                    "code10",
                                    new Kind.Matching(Pattern.compile("\\d{10}"), "10 digits")),
                            required("name", TEXT),
                            required("unit1", TEXT),
                            optional("unit2", TEXT),
                            optional("mfn", DECIMAL),
                            optional("general", DECIMAL),
                            optional("provisional", DECIMAL),
                            required("vat", DECIMAL),
                            required(
                                    "ctKind",
                                    new Kind.OneOf(
                                            Set.of("none", "advalorem", "specific", "compound"))),
                            optional("ctRate", DECIMAL),
                            optional("ctSpecific", DECIMAL),
                            optional("ctUnit", TEXT),
                            optional("supervision", TEXT),
                            required("positiveList", new Kind.OneOf(Set.of("yes", "no"))),
                            optional("note", TEXT)),
                    List.of(
                            new Check(
                                    "ctRate",
                                    "an ad valorem or compound consumption tax needs its rate. Write it.",
                                    row ->
                                            !Set.of("advalorem", "compound")
                                                            .contains(row.text("ctKind"))
                                                    || row.decimal("ctRate").isPresent())));

    private static final String HEADER =
            "code10,name,unit1,unit2,mfn,general,provisional,vat,ctKind,ctRate,ctSpecific,ctUnit,supervision,positiveList,note,validFrom,validTo\n";

    private static final String WATER = "2201101000,矿泉水,升,千克,5,90,,13,none,,,,A,yes,,2019-04-01,\n";

    @Test
    void aRowIsFoundByItsKeyOnADay() {
        var loaded =
                tariff(
                        """
                        2201101000,矿泉水,升,千克,5,90,,16,none,,,,A,yes,,2018-05-01,2019-03-31
                        2201101000,矿泉水,升,千克,5,90,,13,none,,,,A,yes,,2019-04-01,
                        """);

        assertThat(loaded.faults()).isEmpty();
        assertThat(loaded.table().size()).isEqualTo(2);
        assertThat(vat(loaded, "2018-05-01")).isEqualByComparingTo("16");
        assertThat(vat(loaded, "2019-03-31")).isEqualByComparingTo("16");
        assertThat(vat(loaded, "2019-04-01")).isEqualByComparingTo("13");
        assertThat(vat(loaded, "2026-01-01")).isEqualByComparingTo("13");
        assertThat(loaded.table().on("2201101000", LocalDate.parse("2018-04-30"))).isEmpty();
        assertThat(loaded.table().on("2201109000", LocalDate.parse("2026-01-01"))).isEmpty();
    }

    @Test
    void aRowThatHasEndedIsNotFound() {
        var loaded = tariff("2201101000,矿泉水,升,千克,5,90,,16,none,,,,A,yes,,2018-05-01,2019-03-31\n");

        assertThat(loaded.table().on("2201101000", LocalDate.parse("2019-04-01"))).isEmpty();
    }

    @Test
    void cellsAreTextOrNumbersAndMayBeEmpty() {
        var row =
                tariff(WATER).table().on("2201101000", LocalDate.parse("2026-01-01")).orElseThrow();

        assertThat(row.text("name")).isEqualTo("矿泉水");
        assertThat(row.text("note")).isEmpty();
        assertThat(row.decimal("mfn")).contains(new BigDecimal("5"));
        assertThat(row.decimal("provisional")).isEmpty();
        assertThat(row.validTo()).isEqualTo(LocalDate.MAX);
        assertThat(row.line()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.text("rate"))
                .withMessageContaining("'rate'");
    }

    @Test
    void quotedFieldsHoldCommasQuotesAndLineEnds() {
        var loaded =
                tariff(
                        "2201101000,\"水, \"\"天然\"\"\",升,,5,90,,13,none,,,,A,yes,\"two\r\nlines\",2019-04-01,\r\n\r\n"
                                + WATER);

        var row = loaded.table().on("2201101000", LocalDate.parse("2026-01-01")).orElseThrow();
        assertThat(row.text("name")).isEqualTo("水, \"天然\"");
        assertThat(row.text("note")).isEqualTo("two\r\nlines");
        // The second row begins on line 5, after a row of two lines and an empty one.
        assertThat(faults(loaded))
                .containsExactly(
                        "tariff.csv, line 5, validFrom: '2201101000' is already in force then by line 2. End that row the day before.");
    }

    @Test
    void everyBadCellOfEveryBadRowIsReportedAndGoodRowsStand() {
        var loaded =
                tariff(
                        """
                        220110100,矿泉水,升,千克,5%,90,,13,none,,,,A,maybe,,2019-04-01,
                        2204210000,葡萄酒,升,千克,14,180,,13,advalorem,,,,A,yes,,2019-04-01,
                        2208200010,烈酒,升,千克,10,180,,13,compound,20,1,升,A,yes,,2019-04-01,2018-04-01
                        3304990099,,千克,,1,150,,13,none,,,,A,yes,,April 2019,2019-02-30
                        9102000000,手表,只
                        2201101000,矿泉水,升,千克,5,90,,13,none,,,,A,yes,,2019-04-01,
                        """);

        assertThat(faults(loaded))
                .containsExactly(
                        "tariff.csv, line 2, code10: '220110100' is not 10 digits. Correct it.",
                        "tariff.csv, line 2, mfn: '5%' is not a number. Write it like 13 or 0.25.",
                        "tariff.csv, line 2, positiveList: 'maybe' is not a value of this column. Write one of [no, yes].",
                        "tariff.csv, line 3, ctRate: an ad valorem or compound consumption tax needs its rate. Write it.",
                        "tariff.csv, line 4, validTo: 2018-04-01 is before 2019-04-01. Exchange them.",
                        "tariff.csv, line 5, name: empty. Write a value.",
                        "tariff.csv, line 5, validFrom: 'April 2019' is not a day. Write it like 2026-01-01.",
                        "tariff.csv, line 5, validTo: '2019-02-30' is not a day. Write it like 2026-01-01.",
                        "tariff.csv, line 6: 3 fields under 17 columns. Quote a text that holds a comma.");
        assertThat(loaded.table().size()).isEqualTo(1);
        assertThat(vat(loaded, "2026-01-01")).isEqualByComparingTo("13");
    }

    @Test
    void rowsOfOneKeyMayNotOverlap() {
        var loaded =
                tariff(
                        """
                        2201101000,a,升,,5,90,,13,none,,,,A,yes,,2020-01-01,2020-12-31
                        2201101000,b,升,,5,90,,13,none,,,,A,yes,,2019-01-01,2020-01-01
                        2201101000,c,升,,5,90,,13,none,,,,A,yes,,2020-12-31,
                        2201101000,d,升,,5,90,,13,none,,,,A,yes,,2019-01-01,
                        2201101000,e,升,,5,90,,13,none,,,,A,yes,,2021-01-01,
                        2201101000,f,升,,5,90,,13,none,,,,A,yes,,2019-01-01,2019-12-31
                        """);

        assertThat(loaded.faults()).extracting(ReferenceTable.Fault::line).containsExactly(3, 4, 5);
        assertThat(loaded.table().size()).isEqualTo(3);
    }

    @Test
    void aFaultyQuoteIsReportedAndTheNextRowStands() {
        var loaded = tariff("2201101000,\"水\"x,升,,5,90,,13,none,,,,A,yes,,2019-04-01,\n" + WATER);

        assertThat(faults(loaded))
                .containsExactly(
                        "tariff.csv, line 2: field 2 goes on after its closing quote. Double the quotes that belong to the text.");
        assertThat(loaded.table().size()).isEqualTo(1);
    }

    @Test
    void aQuoteThatNeverClosesSaysWhereItBegan() {
        assertThat(faults(tariff(WATER + "2201101000,\"水,升\n2201101000,\n")))
                .containsExactly(
                        "tariff.csv, line 3: a quote in field 2 is never closed: this row and all after it are left out. Close the quote.");
    }

    @Test
    void theFirstLineMustNameEveryColumn() {
        var loaded =
                load("code10,name,name,colour,validFrom,validTo\n1,2,3,4,5,6\n".getBytes(UTF_8));

        assertThat(faults(loaded))
                .contains(
                        "tariff.csv, line 1, colour: not a column of this table. Remove it, or correct its name.",
                        "tariff.csv, line 1, name: named twice. Remove one of the two.",
                        "tariff.csv, line 1, vat: this column is missing, and no row can be read. Add it.");
        assertThat(loaded.table().size()).isZero();
    }

    @Test
    void columnsMayStandInAnyOrderAndBehindAByteOrderMark() {
        var layout =
                new Layout(
                        "code", List.of(required("code", TEXT), optional("name", TEXT)), List.of());

        var loaded =
                ReferenceTable.load(
                        "places.csv",
                        "\uFEFFvalidTo,validFrom,name,code\n,2020-01-01,青岛,4200".getBytes(UTF_8),
                        layout);

        assertThat(loaded.faults()).isEmpty();
        assertThat(
                        loaded.table()
                                .on("4200", LocalDate.parse("2020-01-01"))
                                .orElseThrow()
                                .text("name"))
                .isEqualTo("青岛");
    }

    @Test
    void anEmptyFileAndOneInAnotherCodingSaySo() {
        assertThat(faults(load(new byte[0])))
                .containsExactly(
                        "tariff.csv, line 1: the file is empty. Begin with the line of column names.");
        assertThat(faults(load((HEADER + WATER).getBytes(Charset.forName("GBK")))))
                .containsExactly("tariff.csv, line 1: not UTF-8. Save the file as UTF-8.");
    }

    @Test
    void theVersionNamesTheContent() {
        assertThat(tariff(WATER).table().version())
                .hasSize(64)
                .isEqualTo(tariff(WATER).table().version())
                .isNotEqualTo(tariff(WATER + WATER).table().version());
    }

    @Test
    void aLayoutMustHoldItsKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Layout("code", List.of(required("name", TEXT)), List.of()))
                .withMessageContaining("'code'");
    }

    private static Loaded tariff(String rows) {
        return load((HEADER + rows).getBytes(UTF_8));
    }

    private static Loaded load(byte[] csv) {
        return ReferenceTable.load("tariff.csv", csv, TARIFF);
    }

    private static List<String> faults(Loaded loaded) {
        return loaded.faults().stream().map(ReferenceTable.Fault::toString).toList();
    }

    private static BigDecimal vat(Loaded loaded, String day) {
        return loaded.table()
                .on("2201101000", LocalDate.parse(day))
                .orElseThrow()
                .decimal("vat")
                .orElseThrow();
    }
}
