package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.liandong.kernel.Checks;
import org.liandong.pledgefinance.PledgeFact.Condition;
import org.liandong.pledgefinance.PledgeFact.Customs;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeFact.ReceiptVerified;
import org.liandong.pledgefinance.PledgeFact.RegisterSearched;
import org.liandong.pledgefinance.PledgeFact.Right;

/// Everything that is checked before goods are pledged: of the application, and of each receipt. All of it, whatever fails first.
final class Admission {

    final Checks checks = new Checks();
    final List<String> missing = new ArrayList<>();
    private final FinancingDesk desk;
    private final FinancingApplied applied;
    private final Terms terms;
    private final LocalDate today;

    Admission(FinancingDesk desk) {
        this.desk = desk;
        this.applied = desk.application();
        this.terms = desk.terms();
        this.today = desk.context.today();
    }

    private void require(
            String rule,
            boolean holds,
            String field,
            String value,
            String against,
            String wanted,
            String code) {
        checks.add(rule, holds, field, value, against, wanted, code);
    }

    /// Checks the application itself; says whether money is lent on the commodity at all, without which nothing else can be judged.
    boolean application() {
        require(
                "A1",
                !applied.consentNo().isBlank(),
                "application.consentNo",
                applied.consentNo(),
                "must be",
                "present",
                "NO_CONSENT");
        boolean known = terms.isAdmitted() && Accounts.isKnown(applied.commodity());
        require(
                "A2",
                known,
                "application.commodity",
                applied.commodity(),
                "must be",
                "a listed commodity",
                "NOT_ADMITTED(commodity)");
        require(
                "A3",
                !applied.purpose().isBlank() && !applied.payee().equals(applied.borrower()),
                "application.payee",
                applied.payee(),
                "for a purpose, and not",
                applied.borrower(),
                "PURPOSE_NOT_PROVEN");
        require(
                "A4",
                !applied.supervisor().equals(applied.borrower()),
                "application.supervisor",
                applied.supervisor(),
                "must not be",
                applied.borrower(),
                "CONNECTED_SUPERVISOR");
        if (!known) {
            return false;
        }
        long days = ChronoUnit.DAYS.between(applied.appliedOn(), applied.matures());
        int most = terms.lending().whole("term days");
        require(
                "A5",
                days > 0 && days <= most,
                "days to maturity",
                Long.toString(days),
                "from 1 to",
                Integer.toString(most),
                "");
        search();
        return true;
    }

    /// B8: the register was searched lately.
    void search() {
        RegisterSearched search = desk.search();
        if (search == null) {
            // Without consent nobody may search, and nothing is waited for.
            if (!applied.consentNo().isBlank()) {
                missing.add("search");
            }
            return;
        }
        int most = terms.lending().whole("search days");
        require(
                "B8",
                !search.searchedOn().plusDays(most).isBefore(today),
                "search.searchedOn",
                search.searchedOn().toString(),
                "days at most",
                Integer.toString(most),
                "SEARCH_STALE");
    }

    void receipt(Part part) {
        rights(part.receiptNo());
        ReceiptVerified found = desk.verification(part.receiptNo());
        if (found == null) {
            missing.add("verification");
            return;
        }
        String no = part.receiptNo();
        Condition condition = found.condition();
        require(
                "A6",
                condition != Condition.UNKNOWN,
                no,
                condition.name(),
                "must be",
                "known to the keeper",
                "UNKNOWN_RECEIPT");
        require(
                "A7",
                found.holder().equals(applied.borrower()),
                no + ".holder",
                found.holder().equals(applied.borrower()) ? found.holder() : "another",
                "must be",
                applied.borrower(),
                "NOT_HOLDER");
        require(
                "A8",
                found.admitted() && !found.keeper().equals(applied.borrower()),
                no + ".keeper",
                found.keeper(),
                "must be",
                "on the bank's list, and not the borrower",
                "NOT_ADMITTED(warehouse)");
        String grade = terms.market().text("grade");
        require(
                "A9",
                found.commodity().equals(applied.commodity()) && found.grade().equals(grade),
                no + ".grade",
                found.commodity() + " " + found.grade(),
                "must be",
                applied.commodity() + " " + grade,
                "NOT_ADMITTED(commodity)");
        BigDecimal lacking = part.quantity().subtract(found.quantity()).max(BigDecimal.ZERO);
        require(
                "B1",
                lacking.signum() == 0 && condition != Condition.SHORT,
                no + ".quantity",
                Checks.plain(found.quantity()),
                "at least",
                Checks.plain(part.quantity()),
                "SHORT(%s)".formatted(Checks.plain(lacking)));
        require(
                "B2",
                condition != Condition.FROZEN && condition != Condition.DISPUTED,
                no + ".condition",
                condition.name(),
                "must be",
                "SOUND",
                condition.name());
        require(
                "B3",
                found.customs() != Customs.NOT_RELEASED,
                no + ".customs",
                found.customs().name(),
                "must be",
                "BONDED or DUTY_PAID",
                "CUSTOMS_NOT_CLEAR");
        int age = terms.lending().whole("verification days");
        require(
                "B4",
                !found.verifiedOn().plusDays(age).isBefore(today),
                no + ".verifiedOn",
                found.verifiedOn().toString(),
                "days at most",
                Integer.toString(age),
                "VERIFICATION_STALE");
        int margin = terms.lending().whole("storage days");
        LocalDate end =
                found.storageTo().isBefore(found.insuredTo())
                        ? found.storageTo()
                        : found.insuredTo();
        require(
                "B5",
                !applied.matures().isAfter(end.minusDays(margin)),
                "application.matures",
                applied.matures().toString(),
                "days before the end of storage and insurance %s".formatted(end),
                Integer.toString(margin),
                "TERM_AFTER_STORAGE");
    }

    /// B7: since when another right exists is said, never whose it is.
    private void rights(String receiptNo) {
        RegisterSearched search = desk.search();
        if (search == null) {
            return;
        }
        String since =
                search.rights().stream()
                        .filter(r -> r.receiptNo().isEmpty() || r.receiptNo().equals(receiptNo))
                        .map(Right::since)
                        .sorted()
                        .findFirst()
                        .map(Object::toString)
                        .orElse("");
        require(
                "B7",
                since.isEmpty(),
                receiptNo + " in the register",
                since.isEmpty() ? "none" : "a right since " + since,
                "earlier rights",
                "none",
                "EARLIER_RIGHT(%s)".formatted(since));
    }

    /// What needs a price: the amount against the draw line, insurance, and the borrower's turnover.
    ///
    /// @param goods with the amount asked for as the debt
    void price(Valuation goods) {
        BigDecimal line = terms.lines().draw();
        require(
                "C1",
                goods.isWithin(line),
                "ratio",
                goods.ratio().toPlainString(),
                "draw line",
                line.toPlainString(),
                "OVER_L0(%s)".formatted(goods.ratio().toPlainString()));
        BigDecimal turnover = share(applied.turnover(), "turnover percent");
        require(
                "C2",
                goods.value().compareTo(turnover) <= 0,
                "value",
                Checks.cents(goods.value()).toPlainString(),
                "share of the turnover",
                turnover.toPlainString(),
                "CONCENTRATION(%s)".formatted(turnover.toPlainString()));
    }

    void insurance(List<Part> parts, Valuation goods) {
        BigDecimal insured = BigDecimal.ZERO;
        for (Part part : parts) {
            ReceiptVerified found = desk.verification(part.receiptNo());
            insured = insured.add(found == null ? BigDecimal.ZERO : found.insuredSum());
        }
        BigDecimal wanted = share(goods.value(), "insured percent");
        require(
                "B6",
                insured.compareTo(wanted) >= 0,
                "insured sum",
                Checks.cents(insured).toPlainString(),
                "at least",
                wanted.toPlainString(),
                "INSURANCE_SHORT");
    }

    private BigDecimal share(BigDecimal of, String percent) {
        return Checks.cents(of.multiply(terms.lending().number(percent)).movePointLeft(2));
    }
}
