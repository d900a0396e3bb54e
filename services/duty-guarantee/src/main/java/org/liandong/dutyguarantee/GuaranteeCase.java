package org.liandong.dutyguarantee;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.dutyguarantee.GuaranteeFact.Declaration;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationAccepted;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationAmended;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeAmended;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeChosen;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeFiled;
import org.liandong.dutyguarantee.GuaranteeFact.PostponementGranted;
import org.liandong.dutyguarantee.GuaranteeFact.Standing;
import org.liandong.dutyguarantee.GuaranteeFact.TaxNotified;
import org.liandong.dutyguarantee.GuaranteeFact.Terms;
import org.liandong.kernel.Question;
import org.liandong.rules.LateFee.Paid;

/// A case of the service: a filing, an institution or a declaration.
public sealed interface GuaranteeCase {

    /// Where it stands.
    String status();

    /// A guarantee under its filing number.
    ///
    /// @param filed      the instrument; null while only its number is known
    /// @param holder     the filing that has the same instrument; then this one is refused
    /// @param stage      how far the filing is
    /// @param refused    numbers of amendments that could not be carried out
    /// @param granted    yuan that the ledger has of it
    /// @param standings  its own and its institution's
    /// @param closeOn    day from which it shall be closed, or null
    /// @param used       yuan held by declarations
    /// @param spent      yuan used up by payments, where it does not revolve
    /// @param claimed    yuan claimed from the guarantor
    /// @param waiting    declarations that want to hear of its terms
    /// @param said       what was said last, by kind
    record Filing(
            String filingNo,
            @Nullable GuaranteeFiled filed,
            @Nullable String holder,
            Stage stage,
            List<GuaranteeAmended> amendments,
            List<Integer> refused,
            BigDecimal granted,
            List<Standing> standings,
            @Nullable LocalDate closeOn,
            BigDecimal used,
            BigDecimal spent,
            BigDecimal claimed,
            List<String> waiting,
            boolean expired,
            boolean suspended,
            int requests,
            Map<String, String> said,
            List<Question> questions)
            implements GuaranteeCase {

        /// How far a filing is.
        enum Stage {
            NONE,
            REFUSED,
            GRANTED,
            CLOSED
        }

        static Filing empty(String filingNo) {
            return new Filing(
                    filingNo,
                    null,
                    null,
                    Stage.NONE,
                    List.of(),
                    List.of(),
                    BigDecimal.ZERO,
                    List.of(),
                    null,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    List.of(),
                    false,
                    false,
                    0,
                    Map.of(),
                    List.of());
        }

        @Override
        public String status() {
            return switch (stage) {
                case NONE -> "not-filed";
                case REFUSED -> "rejected";
                case CLOSED -> "closed";
                case GRANTED ->
                        closeOn != null
                                ? "closing"
                                : expired ? "expired" : suspended ? "suspended" : "in-force";
            };
        }
    }

    /// An institution that guarantees.
    ///
    /// @param unpaid claims that it did not pay in time, by declaration
    record Institution(
            String code,
            List<String> filings,
            List<Standing> standings,
            Map<String, LocalDate> unpaid,
            String said)
            implements GuaranteeCase {

        static Institution empty(String code) {
            return new Institution(code, List.of(), List.of(), Map.of(), "in-force");
        }

        @Override
        public String status() {
            return said;
        }
    }

    /// A declaration and its tax.
    ///
    /// @param documents    all versions; the one signed last is in force
    /// @param chosen       guarantee chosen elsewhere, or null
    /// @param clearedOn    day on which the inspection was done
    /// @param notices      of its tax
    /// @param endedOn      day of withdrawal or voiding
    /// @param ending       `cancelled`, `void` or empty
    /// @param debits       references of payments that the bank has debited
    /// @param payments     that were booked, by treasury or guarantor
    /// @param asked        filing whose terms were asked for
    /// @param waited       whether it had to wait for room
    /// @param releasedOn   day of the release; null before
    /// @param held         yuan held of the filing
    /// @param spent        yuan of it used up
    /// @param claimed      yuan of it claimed
    /// @param level        yuan of tax that payments and claims together covered at the last claim
    /// @param claimedOn    day of the last claim
    /// @param overdue      whether the period has run out
    /// @param clocks       what each clock was started for, by name
    /// @param said         what was said last, by kind
    record Entry(
            String entryId,
            List<Declaration> documents,
            @Nullable GuaranteeChosen chosen,
            @Nullable DeclarationAccepted accepted,
            @Nullable LocalDate clearedOn,
            List<DeclarationAmended> amendments,
            List<TaxNotified> notices,
            @Nullable LocalDate endedOn,
            String ending,
            List<String> debits,
            List<Paid> payments,
            List<PostponementGranted> grants,
            @Nullable String asked,
            @Nullable Terms terms,
            boolean waited,
            boolean waitsForRoom,
            @Nullable LocalDate releasedOn,
            BigDecimal held,
            BigDecimal spent,
            BigDecimal claimed,
            BigDecimal level,
            @Nullable LocalDate claimedOn,
            boolean overdue,
            int requests,
            Map<String, String> clocks,
            Map<String, String> said,
            List<Question> questions,
            String status)
            implements GuaranteeCase {

        static Entry empty(String entryId) {
            return new Entry(
                    entryId,
                    List.of(),
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    false,
                    false,
                    null,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    null,
                    false,
                    0,
                    Map.of(),
                    Map.of(),
                    List.of(),
                    "collecting");
        }
    }
}
