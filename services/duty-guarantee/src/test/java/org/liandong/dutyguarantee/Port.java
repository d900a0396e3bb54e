package org.liandong.dutyguarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.dutyguarantee.GuaranteeFact.Container;
import org.liandong.dutyguarantee.GuaranteeFact.Declaration;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationAccepted;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationAmended;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeAmended;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeFiled;
import org.liandong.dutyguarantee.GuaranteeFact.GuarantorPaid;
import org.liandong.dutyguarantee.GuaranteeFact.Line;
import org.liandong.dutyguarantee.GuaranteeFact.OfficerAnswered;
import org.liandong.dutyguarantee.GuaranteeFact.PaymentBooked;
import org.liandong.dutyguarantee.GuaranteeFact.TaxNotified;
import org.liandong.kernel.Check;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Message;
import org.liandong.kernel.Task;
import org.liandong.testkit.Scene;

/// A port in memory: facts come in on a day, and one looks at what they came to.
final class Port extends Scene<GuaranteeFact, Port> {

    static final String IMPORTER = "91350200MA2XYZ1234";
    static final String BANK = "BANK1";
    static final String FILING = "HT001";

    /// A declaration number of the office 3701 in 2026.
    static final String D1 = "370120261000000001";

    static final String D2 = "370120261000000002";
    static final String D3 = "370120261000000003";

    private int facts;

    /// It begins before the first of all editions of the law that the tests look at.
    Port() {
        super("2015-01-05", Map.of(), new GuaranteeModule());
    }

    Port on(String day) {
        return noon(day).isAfter(now()) ? dayComes(day) : this;
    }

    Port get(GuaranteeFact fact) {
        return get("f" + ++facts, fact);
    }

    Port get(String id, GuaranteeFact fact) {
        return when(new FactId("test", id), fact);
    }

    Port gets(GuaranteeFact... all) {
        for (GuaranteeFact fact : all) {
            get(fact);
        }
        return this;
    }

    // ---- facts

    static GuaranteeFiled filed(String amount) {
        return filed(FILING, "BH-1", amount);
    }

    static GuaranteeFiled filed(String filingNo, String instrumentNo, String amount) {
        return new Terms(filingNo, instrumentNo, amount).filed();
    }

    /// An instrument whose terms can be changed one by one.
    static final class Terms {
        private final String filingNo;
        private final String instrumentNo;
        private final String amount;
        private String instrument = "letter";
        private String taxpayer = IMPORTER;
        private List<String> customs = List.of("3700", "4201");
        private List<String> businesses = List.of("a", "b", "c");
        private boolean revolving = true;
        private String from = "2026-01-01";
        private String to = "2026-12-31";
        private @Nullable String claims;
        private String filedOn = "2026-01-01";
        private String currency = "CNY";

        Terms(String filingNo, String instrumentNo, String amount) {
            this.filingNo = filingNo;
            this.instrumentNo = instrumentNo;
            this.amount = amount;
        }

        static Terms of(String amount) {
            return new Terms(FILING, "BH-1", amount);
        }

        Terms instrument(String kind) {
            instrument = kind;
            return this;
        }

        Terms taxpayer(String scc) {
            taxpayer = scc;
            return this;
        }

        Terms customs(String... codes) {
            customs = List.of(codes);
            return this;
        }

        Terms businesses(String... letters) {
            businesses = List.of(letters);
            return this;
        }

        Terms single() {
            revolving = false;
            return this;
        }

        Terms valid(String first, String last) {
            from = first;
            to = last;
            filedOn = first;
            return this;
        }

        Terms filedOn(String day) {
            filedOn = day;
            return this;
        }

        Terms claimsUntil(String day) {
            claims = day;
            return this;
        }

        Terms currency(String code) {
            currency = code;
            return this;
        }

        GuaranteeFiled filed() {
            return new GuaranteeFiled(
                    filingNo,
                    instrument,
                    instrumentNo,
                    BANK,
                    "示例银行",
                    "示例进口公司",
                    taxpayer,
                    "3502960001",
                    customs,
                    businesses,
                    currency,
                    new BigDecimal(amount),
                    revolving,
                    LocalDate.parse(filedOn),
                    LocalDate.parse(from),
                    LocalDate.parse(to),
                    claims == null ? null : LocalDate.parse(claims),
                    true);
        }
    }

    static Declaration declaration(String entryId, String type) {
        return declaration(entryId, type, FILING);
    }

    static Declaration declaration(String entryId, String type, @Nullable String filingNo) {
        return new Declaration(
                entryId,
                "C" + entryId.substring(9),
                "20260302080000",
                null,
                "I",
                "3701",
                "3701",
                "3502960001",
                IMPORTER,
                "示例进口公司",
                null,
                "3502980002",
                type,
                "1",
                "0110",
                "101",
                "1",
                "BL1",
                "HT1",
                null,
                new BigDecimal("1000"),
                new BigDecimal("900"),
                10,
                filingNo,
                List.of(
                        new Line(
                                "1",
                                "8471501090",
                                "示例计算机",
                                BigDecimal.TEN,
                                "001",
                                BigDecimal.TEN,
                                "001",
                                new BigDecimal("100000"),
                                "142",
                                "276",
                                "1")),
                List.of(new Container("CSQU3054383", "1")));
    }

    static DeclarationAccepted accepted(String entryId, String on, String tax) {
        LocalDate day = LocalDate.parse(on);
        return new DeclarationAccepted(entryId, day, day, new BigDecimal(tax), false);
    }

    static DeclarationAmended amended(String entryId, int number, String on, String tax) {
        return new DeclarationAmended(entryId, number, new BigDecimal(tax), LocalDate.parse(on));
    }

    static PaymentBooked paid(String entryId, String reference, String on, String amount) {
        LocalDate day = LocalDate.parse(on);
        return new PaymentBooked(entryId, reference, new BigDecimal(amount), day, day);
    }

    static GuarantorPaid guarantorPaid(String entryId, String on, String amount) {
        return new GuarantorPaid(entryId, "G-" + on, new BigDecimal(amount), LocalDate.parse(on));
    }

    static TaxNotified notified(String entryId, String document, String on, String tax) {
        return new TaxNotified(
                entryId, document + on, document, new BigDecimal(tax), LocalDate.parse(on), null);
    }

    static GuaranteeAmended amount(int number, String amount) {
        return new GuaranteeAmended(
                FILING, number, new BigDecimal(amount), null, LocalDate.of(2026, 3, 1));
    }

    static GuaranteeAmended validTo(int number, String day) {
        return new GuaranteeAmended(
                FILING, number, null, LocalDate.parse(day), LocalDate.of(2026, 3, 1));
    }

    static OfficerAnswered answer(String key, String task, String answer) {
        return new OfficerAnswered(key, task, answer, "示例理由", "officer-1");
    }

    // ---- what it came to

    String filing() {
        return status("filing:" + FILING);
    }

    /// Yuan in an account of the filing, such as `free` or `occupied/D`.
    String yuan(String account) {
        return yuan(FILING, account);
    }

    String yuan(String filingNo, String account) {
        BigDecimal found = engine().available().get("duty-guarantee/" + filingNo + "/" + account);
        return found == null ? "none" : found.toPlainString();
    }

    String held(String entryId) {
        return yuan("occupied/" + entryId);
    }

    boolean decided(String key, String kind) {
        return decisions(key).stream().anyMatch(d -> d.kind().equals(kind));
    }

    List<String> failed(String key, String kind) {
        return lastDecision(key, kind).failed().stream().map(Check::rule).toList();
    }

    List<String> questions(String key) {
        return openTasks(key).stream().map(Task::question).toList();
    }

    /// The messages that stand: the last of each type and subject.
    Map<String, Map<String, String>> messages() {
        Map<String, Map<String, String>> standing = new LinkedHashMap<>();
        for (Message message : engine().messages()) {
            standing.put(message.type() + " " + message.subject(), new TreeMap<>(message.head()));
        }
        return standing;
    }

    Map<String, String> message(String type, String subject) {
        return Objects.requireNonNull(
                messages().get(type + " " + subject), type + " in " + messages().keySet());
    }

    /// What every case is in, every account has, every task asks and every message says.
    Map<String, String> outcome(List<String> keys) {
        Map<String, String> outcome = new TreeMap<>();
        for (String key : keys) {
            outcome.put("status " + key, status(key));
            outcome.put("tasks " + key, questions(key).toString());
        }
        // An account that was opened and is empty is as good as none.
        engine().available()
                .forEach((account, yuan) -> {
                    if (yuan.signum() != 0) {
                        outcome.put("account " + account, yuan.toString());
                    }
                });
        // A warning of a full guarantee tells of a moment; a settled notice stands for none.
        messages()
                .forEach((subject, head) -> {
                    boolean settled = "settled".equals(head.get("state"));
                    if (!settled && !subject.startsWith(Messages.FULL)) {
                        outcome.put("message " + subject, head.toString());
                    }
                });
        return outcome;
    }

    /// Granted = free + occupied + spent + claimed, for every filing.
    void booksBalance() {
        Map<String, BigDecimal> sums = new TreeMap<>();
        engine().available()
                .forEach((account, yuan) -> {
                    List<String> path = new ArrayList<>(List.of(account.split("/")));
                    path.remove("boundary");
                    sums.merge(path.get(1), yuan, BigDecimal::add);
                    if (!account.startsWith("boundary/")) {
                        assertThat(yuan).as(account).isNotNegative();
                    }
                });
        assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isZero());
    }
}
