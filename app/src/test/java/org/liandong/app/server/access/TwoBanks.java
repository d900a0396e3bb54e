package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.liandong.app.server.RunningServer;
import org.liandong.engine.OfficeTime;

/// A yard and two banks, as their facts come in. Alpha has the goods of receipt R1 under the contract `KA-7701`; beta wanted them
/// under `KB-7702` and was refused, and has those of R2 under `KB-7703`.
public final class TwoBanks {

    public static final String SERVICE = "pledge-finance";

    static final String ALPHA = "BANK-ALPHA";
    public static final String BETA = "BANK-BETA";

    static final String OF_ALPHA = "financing:KA-7701";
    static final String REFUSED = "financing:KB-7702";
    static final String OF_BETA = "financing:KB-7703";

    private static final String YARD = "warehouse-receipt";

    private final LocalDate today = LocalDate.now(OfficeTime.ZONE);
    private final Instant now = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);

    private TwoBanks() {}

    /// Takes everything in.
    static void takenInBy(RunningServer running) {
        var answer =
                running.post(
                        "/facts",
                        "application/x-ndjson",
                        String.join("\n", new TwoBanks().facts()).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().lines()).allMatch(line -> line.contains("\"accepted\""));
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        receipt(facts, "L1", "R1");
        receipt(facts, "L2", "R2");
        facts.add(
                fact(
                        SERVICE,
                        "price-quoted",
                        "q1",
                        """
                        'quoteId':'Q1','source':'INE','instrument':'NR','commodity':'NATURAL-RUBBER','grade':'TSR20',\
                        'kind':'settlement','price':12850,'unit':'CNY/t','taxBasis':'EXCL_VAT','date':'%s','publishedAt':'%s',\
                        'supersedes':''\
                        """
                                .formatted(today, now)));
        for (String[] each :
                List.of(
                        new String[] {"KA-7701", ALPHA, "R1"},
                        new String[] {"KB-7702", BETA, "R1"},
                        new String[] {"KB-7703", BETA, "R2"})) {
            facts.add(applied(each[0], each[1], each[2]));
            facts.add(
                    fact(
                            SERVICE,
                            "receipt-verified",
                            "v" + each[0],
                            """
                            'contractNo':'%s','receiptNo':'%s','verificationNo':'V1','holder':'ANNA','keeper':'KEEPER','admitted':true,\
                            'commodity':'NATURAL-RUBBER','grade':'TSR20','quantity':120.000,'condition':'SOUND','customs':'DUTY_PAID',\
                            'storageTo':'%s','insuredSum':5000000,'insuredTo':'%s','verifiedOn':'%s'\
                            """
                                    .formatted(
                                            each[0],
                                            each[2],
                                            today.plusDays(300),
                                            today.plusDays(300),
                                            today)));
            facts.add(searched(each[0]));
        }
        // Whose it will be is not known yet.
        facts.add(searched("KX-7799"));
        defaulted(facts, "KA-7701", "E1");
        defaulted(facts, "KB-7703", "E1");
        defaulted(facts, "KB-7703", "E2");
        return facts;
    }

    private String searched(String contract) {
        return fact(
                SERVICE,
                "register-searched",
                "s" + contract,
                "'contractNo':'%s','searchNo':'S-%s','rights':[],'searchedOn':'%s'"
                        .formatted(contract, contract, today));
    }

    // An officer of the bank is asked what becomes of it.
    private void defaulted(List<String> facts, String contract, String event) {
        facts.add(
                fact(
                        SERVICE,
                        "default-noted",
                        contract + event,
                        "'contractNo':'%s','eventNo':'%s','event':'KEEPER_STRUCK','notedOn':'%s'"
                                .formatted(contract, event, today)));
    }

    /// An application alone.
    public static String applied(String contract, String bank) {
        return new TwoBanks().applied(contract, bank, "R9");
    }

    private String applied(String contract, String bank, String receipt) {
        return fact(
                SERVICE,
                "financing-applied",
                contract,
                """
                'contractNo':'%s','bank':'%s','borrower':'ANNA','borrowerName':'Anna','purpose':'rubber, contract 7',\
                'payee':'SUPPLIER','supervisor':'SUPERVISOR','consentNo':'K-%s','commodity':'NATURAL-RUBBER',\
                'receipts':[{'receiptNo':'%s','quantity':100.000}],'invoicePrice':14000,'turnover':50000000,\
                'amount':800000.00,'rate':0.036,'appliedOn':'%s','matures':'%s'\
                """
                        .formatted(contract, bank, contract, receipt, today, today.plusDays(90)));
    }

    private void receipt(List<String> facts, String lot, String receipt) {
        facts.add(
                fact(
                        YARD,
                        "goods-accepted",
                        "1" + lot,
                        """
                        'lotNo':'%s','version':1,'keeper':'KEEPER','depositor':'ANNA','commodity':'NATURAL-RUBBER','grade':'TSR20',\
                        'origin':'TH','warehouse':'W1','bay':'A1','entryDocument':'B-%s','acceptedOn':'%s'\
                        """
                                .formatted(lot, lot, today)));
        facts.add(
                fact(
                        YARD,
                        "weighed",
                        "2" + lot,
                        "'lotNo':'%s','ticketNo':'T-%s','version':1,'gross':132.000,'tare':12.000,'weighedAt':'%s'"
                                .formatted(lot, lot, now)));
        facts.add(
                fact(
                        YARD,
                        "quality-certified",
                        "3" + lot,
                        "'lotNo':'%s','certificateNo':'C-%s','inspector':'SGS','grade':'TSR20','certifiedOn':'%s'"
                                .formatted(lot, lot, today)));
        facts.add(
                fact(
                        YARD,
                        "customs-stated",
                        "4" + lot,
                        "'lotNo':'%s','version':1,'status':'DUTY_PAID','document':'D-%s','statedOn':'%s'"
                                .formatted(lot, lot, today)));
        facts.add(
                fact(
                        YARD,
                        "receipt-drawn",
                        "5" + lot,
                        """
                        'receiptNo':'%s','lotNo':'%s','keeper':'KEEPER','depositor':'ANNA','quantity':120.000,'elements':{\
                        'titleNotice':'yes','depositorAddress':'1 Port Road','keeperAddress':'2 Port Road','quality':'good',\
                        'grade':'TSR20','lossStandard':'0.1','fee':'0.8','issuer':'Li','issuePlace':'Qingdao','signature':'seal 7',\
                        'storageContractNo':'S-%s'},'storageFrom':'%s','storageTo':'','drawnOn':'%s'\
                        """
                                .formatted(receipt, lot, lot, today, today)));
    }

    private static String fact(String service, String type, String id, String body) {
        return "{\"service\":\"%s\",\"type\":\"%s\",\"source\":\"harbour\",\"id\":\"%s\",\"body\":{%s}}"
                .formatted(service, type, id, body.replace('\'', '"').strip());
    }
}
