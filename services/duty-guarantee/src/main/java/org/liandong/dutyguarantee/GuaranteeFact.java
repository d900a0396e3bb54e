package org.liandong.dutyguarantee;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts of the service. Amounts are yuan with two decimals; dates are legal dates of the office.
public sealed interface GuaranteeFact {

    /// A letter, policy or deposit is filed, from the data of the institution or by an officer (GACC 2021-100).
    ///
    /// @param filingNo       number under which it is filed, 担保备案编号
    /// @param instrument     `letter`, `policy` or `cash`
    /// @param instrumentNo   number of the institution
    /// @param taxpayerScc    unified social credit code
    /// @param taxpayerCode   customs registration code
    /// @param beneficiaries  codes of the districts for which it stands, four digits; those ending in 00 mean the whole district
    /// @param businesses     `a` aggregated taxation, `b` payment period, `c` open tax elements
    /// @param revolving      whether what is paid may be used again
    /// @param filedOn        day of filing
    /// @param validTo        last day of new use
    /// @param claimPeriodEnd last day on which the guarantor may be called; null when the instrument names none
    /// @param electronic     whether it came as data of the institution, which count as the original
    record GuaranteeFiled(
            String filingNo,
            String instrument,
            String instrumentNo,
            String institutionCode,
            String institutionName,
            String taxpayerName,
            String taxpayerScc,
            String taxpayerCode,
            List<String> beneficiaries,
            List<String> businesses,
            String currency,
            BigDecimal amount,
            boolean revolving,
            LocalDate filedOn,
            LocalDate validFrom,
            LocalDate validTo,
            @Nullable LocalDate claimPeriodEnd,
            boolean electronic)
            implements GuaranteeFact {
        public GuaranteeFiled {
            beneficiaries = List.copyOf(beneficiaries);
            businesses = List.copyOf(businesses);
        }
    }

    /// A filed guarantee was changed.
    ///
    /// @param amendment number of the change, from 1; the highest is in force
    /// @param amount    the new amount, or null when it stays
    /// @param validTo   the new last day, or null when it stays
    record GuaranteeAmended(
            String filingNo,
            int amendment,
            @Nullable BigDecimal amount,
            @Nullable LocalDate validTo,
            LocalDate on)
            implements GuaranteeFact {}

    /// From a day on a guarantee serves no new declaration.
    record GuaranteeSuspended(String filingNo, LocalDate on, String reason)
            implements GuaranteeFact {}

    /// From a day on it serves again.
    record GuaranteeResumed(String filingNo, LocalDate on, String reason)
            implements GuaranteeFact {}

    /// The guarantee shall be closed. It is as soon as nothing is held of it.
    record GuaranteeClosed(String filingNo, LocalDate on, String reason) implements GuaranteeFact {}

    /// From a day on no guarantee of an institution serves new declarations.
    record InstitutionSuspended(String institutionCode, LocalDate on, String reason)
            implements GuaranteeFact {}

    /// From a day on its guarantees serve again.
    record InstitutionResumed(String institutionCode, LocalDate on, String reason)
            implements GuaranteeFact {}

    /// A customs declaration, by the fields of the single window's message that the rules need.
    ///
    /// @param entryId  declaration number, 18 characters
    /// @param filingNo number of the guarantee; null when the message names none
    /// @param signedAt when it was signed, digits; the latest is in force
    record Declaration(
            String entryId,
            String clientSeqNo,
            String signedAt,
            @Nullable String seqNo,
            String ieFlag,
            String customMaster,
            String iePort,
            String tradeCode,
            String tradeCoScc,
            String tradeName,
            @Nullable String ownerCode,
            String agentCode,
            String type,
            @Nullable String chkSurety,
            String tradeMode,
            @Nullable String cutMode,
            String transMode,
            @Nullable String billNo,
            @Nullable String contrNo,
            @Nullable String manualNo,
            BigDecimal grossWet,
            BigDecimal netWt,
            int packNo,
            @Nullable String filingNo,
            List<Line> lines,
            List<Container> containers)
            implements GuaranteeFact {
        public Declaration {
            lines = List.copyOf(lines);
            containers = List.copyOf(containers);
        }
    }

    /// A line of goods.
    record Line(
            String gNo,
            String codeTS,
            String gName,
            BigDecimal gQty,
            String gUnit,
            BigDecimal firstQty,
            String firstUnit,
            BigDecimal declTotal,
            String tradeCurr,
            String originCountry,
            String dutyMode) {}

    /// A container.
    ///
    /// @param goodsNo numbers of the lines in it, separated by commas
    record Container(String containerId, String goodsNo) {}

    /// The guarantee of a declaration was chosen elsewhere than in its message: for open tax elements the enterprise applies to the
    /// declaring customs.
    ///
    /// @param business `a`, `b` or `c`
    record GuaranteeChosen(String entryId, String filingNo, String business)
            implements GuaranteeFact {}

    /// A declaration was accepted and may be released when it is guaranteed.
    ///
    /// @param completedOn day of the completed declaration
    /// @param acceptedOn  day on which it may be released
    /// @param tax         estimate of duties, import taxes and consumption tax
    /// @param inspection  whether an inspection was ordered
    record DeclarationAccepted(
            String entryId,
            LocalDate completedOn,
            LocalDate acceptedOn,
            BigDecimal tax,
            boolean inspection)
            implements GuaranteeFact {}

    /// The inspection found nothing against the release.
    record InspectionCleared(String entryId, LocalDate on) implements GuaranteeFact {}

    /// Customs amended the declaration, and its tax with it.
    ///
    /// @param amendment number of the change, from 1
    record DeclarationAmended(String entryId, int amendment, BigDecimal tax, LocalDate on)
            implements GuaranteeFact {}

    /// The declaration was withdrawn.
    record DeclarationWithdrawn(String entryId, LocalDate on) implements GuaranteeFact {}

    /// Customs made the declaration void.
    record DeclarationVoided(String entryId, LocalDate on) implements GuaranteeFact {}

    /// The taxpayer was told what is to be paid.
    ///
    /// @param document `electronic-data`, `payment-book`, `tax-notice` or `assessment`
    /// @param payBy    last day that customs set, for an assessment; otherwise null
    record TaxNotified(
            String entryId,
            String noticeNo,
            String document,
            BigDecimal tax,
            LocalDate on,
            @Nullable LocalDate payBy)
            implements GuaranteeFact {}

    /// The bank debited the taxpayer: paid, but not booked yet, so it frees nothing.
    record PaymentDebited(String entryId, String reference, BigDecimal amount, LocalDate on)
            implements GuaranteeFact {}

    /// The treasury booked a payment, of the tax or of its late fee.
    ///
    /// @param paidOn day of payment, which the late fee goes by
    record PaymentBooked(
            String entryId,
            String reference,
            BigDecimal amount,
            LocalDate paidOn,
            LocalDate bookedOn)
            implements GuaranteeFact {}

    /// The payment of the tax was postponed.
    ///
    /// @param until  the new last day
    /// @param ground `force-majeure` or `tax-policy`
    record PostponementGranted(
            String entryId, String grantNo, LocalDate until, String ground, LocalDate on)
            implements GuaranteeFact {}

    /// The guarantor paid what was claimed, whole or in part.
    record GuarantorPaid(String entryId, String reference, BigDecimal amount, LocalDate paidOn)
            implements GuaranteeFact {}

    /// An officer answered a task of a case.
    ///
    /// @param caseKey key of the case
    record OfficerAnswered(
            String caseKey, String task, String answer, String reason, String officer)
            implements GuaranteeFact {}

    /// What cases tell each other.
    sealed interface Internal extends GuaranteeFact {}

    /// A declaration asks for the terms of the filing it names, and hears of their changes until it holds quota or is done.
    record TermsAsked(String filingNo, String entryId) implements Internal {}

    /// The terms of a filing as they stand.
    record TermsTold(String entryId, Terms terms) implements Internal {}

    /// What a declaration has of a filing became another; amounts are changes.
    ///
    /// @param settled whether the declaration need not hear of the terms any more
    record QuotaMoved(
            String filingNo,
            String entryId,
            BigDecimal held,
            BigDecimal spent,
            BigDecimal claimed,
            boolean settled)
            implements Internal {}

    /// A filing was granted by an institution.
    record FilingJoined(String institutionCode, String filingNo) implements Internal {}

    /// Since when an institution may serve or not.
    record InstitutionStands(String filingNo, List<Standing> standings) implements Internal {
        public InstitutionStands {
            standings = List.copyOf(standings);
        }
    }

    /// An institution did not pay a claim in its term, or, as a later fact shows, did.
    record ClaimUnpaid(String institutionCode, String entryId, LocalDate on, boolean unpaid)
            implements Internal {}

    /// From a day on something serves or does not.
    record Standing(LocalDate on, boolean serves, String reason) {}

    /// What a declaration must know of a filing.
    ///
    /// @param filed     the instrument; null while nothing usable is filed under the number
    /// @param validTo   last day in force
    /// @param standings of the filing and of its institution
    /// @param closedOn  day from which it is closed to new use, or null
    record Terms(
            String filingNo,
            @Nullable GuaranteeFiled filed,
            @Nullable LocalDate validTo,
            List<Standing> standings,
            @Nullable LocalDate closedOn) {
        public Terms {
            standings = List.copyOf(standings);
        }

        /// The first day from `day` on which neither filing nor institution is suspended; null when that is not known yet.
        @Nullable LocalDate serves(LocalDate day) {
            return Standings.serves(standings, day);
        }
    }
}
