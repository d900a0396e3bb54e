package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Called.Caller;
import org.liandong.engine.Json;
import org.liandong.engine.OfficeTime;
import org.liandong.engine.Views;
import tools.jackson.databind.JsonNode;

/// A yard and two banks: two services that know nothing of each other meet in the ledger.
class FinancingCommandsTest {

    private static final String YARD = "warehouse-receipt";
    private static final String BANK = "pledge-finance";

    private final LocalDate today = LocalDate.now(OfficeTime.ZONE);
    private final Instant now = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);

    @TempDir Path folder;

    private Called call(Object... words) {
        return Caller.of(folder.resolve("keys")).call(words);
    }

    private static String fact(String service, String type, String id, String body) {
        return "{\"service\":\"%s\",\"type\":\"%s\",\"source\":\"test\",\"id\":\"%s\",\"body\":{%s}}"
                .formatted(service, type, id, body.replace('\'', '"'));
    }

    private void takenIn(String name, String... facts) throws IOException {
        Path file = Files.write(folder.resolve(name), List.of(facts));
        Called taken = call("ingest", "--store", folder.resolve("office"), file);
        assertThat(taken.code()).as(taken.out() + taken.err()).isZero();
    }

    /// An application for money on receipt R1, with all that is found out about it.
    private String[] application(String contract, String bank) {
        return new String[] {
            fact(
                    BANK,
                    "financing-applied",
                    contract,
                    """
                    'contractNo':'%s','bank':'%s','borrower':'ANNA','borrowerName':'Anna','purpose':'rubber, contract 7',\
                    'payee':'SUPPLIER','supervisor':'SUPERVISOR','consentNo':'K-%s','commodity':'NATURAL-RUBBER',\
                    'receipts':[{'receiptNo':'R1','quantity':100.000}],'invoicePrice':14000,'turnover':50000000,\
                    'amount':800000.00,'rate':0.036,'appliedOn':'%s','matures':'%s'\
                    """
                            .formatted(contract, bank, contract, today, today.plusDays(90))),
            fact(
                    BANK,
                    "receipt-verified",
                    "v" + contract,
                    """
                    'contractNo':'%s','receiptNo':'R1','verificationNo':'V1','holder':'ANNA','keeper':'KEEPER','admitted':true,\
                    'commodity':'NATURAL-RUBBER','grade':'TSR20','quantity':120.000,'condition':'SOUND','customs':'DUTY_PAID',\
                    'storageTo':'%s','insuredSum':5000000,'insuredTo':'%s','verifiedOn':'%s'\
                    """
                            .formatted(contract, today.plusDays(300), today.plusDays(300), today)),
            fact(
                    BANK,
                    "register-searched",
                    "s" + contract,
                    "'contractNo':'%s','searchNo':'S-%s','rights':[],'searchedOn':'%s'"
                            .formatted(contract, contract, today))
        };
    }

    @Test
    void whatOneBankHasNoOtherGetsAndNobodyTakesAway() throws IOException {
        takenIn(
                "yard.ndjson",
                fact(
                        YARD,
                        "goods-accepted",
                        "1",
                        """
                        'lotNo':'L1','version':1,'keeper':'KEEPER','depositor':'ANNA','commodity':'NATURAL-RUBBER','grade':'TSR20',\
                        'origin':'TH','warehouse':'W1','bay':'A1','entryDocument':'BL1-1','acceptedOn':'%s'\
                        """
                                .formatted(today)),
                fact(
                        YARD,
                        "weighed",
                        "2",
                        "'lotNo':'L1','ticketNo':'T1','version':1,'gross':132.000,'tare':12.000,'weighedAt':'%s'"
                                .formatted(now)),
                fact(
                        YARD,
                        "quality-certified",
                        "3",
                        "'lotNo':'L1','certificateNo':'C1','inspector':'SGS','grade':'TSR20','certifiedOn':'%s'"
                                .formatted(today)),
                fact(
                        YARD,
                        "customs-stated",
                        "4",
                        "'lotNo':'L1','version':1,'status':'DUTY_PAID','document':'D1','statedOn':'%s'"
                                .formatted(today)),
                fact(
                        YARD,
                        "receipt-drawn",
                        "5",
                        """
                        'receiptNo':'R1','lotNo':'L1','keeper':'KEEPER','depositor':'ANNA','quantity':120.000,'elements':{\
                        'titleNotice':'yes','depositorAddress':'1 Port Road','keeperAddress':'2 Port Road','quality':'good',\
                        'grade':'TSR20','lossStandard':'0.1','fee':'0.8','issuer':'Li','issuePlace':'Qingdao','signature':'seal 7',\
                        'storageContractNo':'S1'},'storageFrom':'%s','storageTo':'','drawnOn':'%s'\
                        """
                                .formatted(today, today)));
        takenIn(
                "price.ndjson",
                fact(
                        BANK,
                        "price-quoted",
                        "q1",
                        """
                        'quoteId':'Q1','source':'INE','instrument':'NR','commodity':'NATURAL-RUBBER','grade':'TSR20',\
                        'kind':'settlement','price':12850,'unit':'CNY/t','taxBasis':'EXCL_VAT','date':'%s','publishedAt':'%s',\
                        'supersedes':''\
                        """
                                .formatted(today, now)));
        takenIn("first.ndjson", application("C1", "BANK1"));
        takenIn("second.ndjson", application("C2", "BANK2"));
        Path office = folder.resolve("office");
        assertThat(call("accounts", "--store", office, "wr/R1/").out()).contains("20.000");

        Called refused = call("case", "--store", office, "financing:C2");
        assertThat(refused.out())
                .contains("Status: refused", "pledge: refused", "The goods are free")
                .doesNotContain("BANK1");

        takenIn(
                "holder.ndjson",
                fact(
                        YARD,
                        "delivery-asked",
                        "6",
                        """
                        'receiptNo':'R1','no':'D1','holding':0,'by':'ANNA','quantity':20.001,'collector':'Wang',\
                        'collectorIdNumber':'370X','askedOn':'%s'\
                        """
                                .formatted(today)),
                fact(
                        YARD,
                        "fees-paid",
                        "7",
                        "'receiptNo':'R1','paymentNo':'F1','paidThrough':'%s'".formatted(today)));
        assertThat(call("case", "--service", YARD, "--store", office, "receipt:R1").out())
                .contains("120.000  lot/L1/unissued", "delivery: refused", "The quantity is free")
                .doesNotContain("370X");
        assertThat(call("verify", "--store", office).code()).isZero();
    }

    @Test
    void aDayOfFinancingsIsMadeTakenInReadAndVerified() throws IOException {
        Path day = folder.resolve("day");
        Path office = folder.resolve("office");
        Called made =
                call(
                        "simulate",
                        BANK,
                        "--cases",
                        80,
                        "--seed",
                        7,
                        "--errors",
                        "0.3",
                        "--shuffle",
                        "--day",
                        today,
                        "--out",
                        day);
        assertThat(made.code()).as(made.err()).isZero();
        Called taken = call("ingest", "--store", office, day);
        assertThat(taken.code()).as(taken.out()).isZero();
        JsonNode expected =
                Json.mapper()
                        .readTree(Files.readString(day.resolve(".expected.json")))
                        .get("financings");
        try (Views views = Views.open(office.toString())) {
            Map<String, Long> stand = new TreeMap<>(views.statuses(BANK));
            stand.keySet().retainAll(expected.propertyNames());
            Map<String, Long> foretold = new TreeMap<>();
            expected.propertyStream()
                    .forEach(each -> foretold.put(each.getKey(), each.getValue().longValue()));
            assertThat(stand).isEqualTo(foretold);
        }
        assertThat(call("cases", "--store", office, "--status", "called").out())
                .contains("financing:F");
        assertThat(call("verify", "--store", office).code()).isZero();
    }
}
