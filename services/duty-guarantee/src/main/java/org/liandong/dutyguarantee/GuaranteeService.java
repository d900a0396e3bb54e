package org.liandong.dutyguarantee;

import java.time.ZoneId;
import java.util.Objects;
import org.liandong.dutyguarantee.GuaranteeCase.Entry;
import org.liandong.dutyguarantee.GuaranteeCase.Filing;
import org.liandong.dutyguarantee.GuaranteeCase.Institution;
import org.liandong.dutyguarantee.GuaranteeFact.ClaimUnpaid;
import org.liandong.dutyguarantee.GuaranteeFact.Declaration;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationAccepted;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationAmended;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationVoided;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationWithdrawn;
import org.liandong.dutyguarantee.GuaranteeFact.FilingJoined;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeAmended;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeChosen;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeClosed;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeFiled;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeResumed;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeSuspended;
import org.liandong.dutyguarantee.GuaranteeFact.GuarantorPaid;
import org.liandong.dutyguarantee.GuaranteeFact.InspectionCleared;
import org.liandong.dutyguarantee.GuaranteeFact.InstitutionResumed;
import org.liandong.dutyguarantee.GuaranteeFact.InstitutionStands;
import org.liandong.dutyguarantee.GuaranteeFact.InstitutionSuspended;
import org.liandong.dutyguarantee.GuaranteeFact.OfficerAnswered;
import org.liandong.dutyguarantee.GuaranteeFact.PaymentBooked;
import org.liandong.dutyguarantee.GuaranteeFact.PaymentDebited;
import org.liandong.dutyguarantee.GuaranteeFact.PostponementGranted;
import org.liandong.dutyguarantee.GuaranteeFact.QuotaMoved;
import org.liandong.dutyguarantee.GuaranteeFact.Standing;
import org.liandong.dutyguarantee.GuaranteeFact.TaxNotified;
import org.liandong.dutyguarantee.GuaranteeFact.TermsAsked;
import org.liandong.dutyguarantee.GuaranteeFact.TermsTold;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Fact;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.Step;
import org.liandong.rules.LateFee.Paid;

/// Duty guarantees. Three kinds of case: filings, institutions, declarations.
final class GuaranteeService implements Service<GuaranteeCase, GuaranteeFact> {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Rules rules;

    GuaranteeService(Rules rules) {
        this.rules = rules;
    }

    @Override
    public Linking linking(GuaranteeFact fact) {
        return switch (fact) {
            case GuaranteeFiled f -> filing(f.filingNo());
            case GuaranteeAmended f -> filing(f.filingNo());
            case GuaranteeSuspended f -> filing(f.filingNo());
            case GuaranteeResumed f -> filing(f.filingNo());
            case GuaranteeClosed f -> filing(f.filingNo());
            case TermsAsked f -> filing(f.filingNo());
            case QuotaMoved f -> filing(f.filingNo());
            case InstitutionStands f -> filing(f.filingNo());
            case InstitutionSuspended f -> institution(f.institutionCode());
            case InstitutionResumed f -> institution(f.institutionCode());
            case FilingJoined f -> institution(f.institutionCode());
            case ClaimUnpaid f -> institution(f.institutionCode());
            case Declaration f -> Linking.to(f.entryId());
            case GuaranteeChosen f -> Linking.to(f.entryId());
            case DeclarationAccepted f -> Linking.to(f.entryId());
            case InspectionCleared f -> Linking.to(f.entryId());
            case DeclarationAmended f -> Linking.to(f.entryId());
            case DeclarationWithdrawn f -> Linking.to(f.entryId());
            case DeclarationVoided f -> Linking.to(f.entryId());
            case TaxNotified f -> Linking.to(f.entryId());
            case PaymentDebited f -> Linking.to(f.entryId());
            case PaymentBooked f -> Linking.to(f.entryId());
            case PostponementGranted f -> Linking.to(f.entryId());
            case GuarantorPaid f -> Linking.to(f.entryId());
            case TermsTold f -> Linking.to(f.entryId());
            case OfficerAnswered f -> Linking.to(f.caseKey());
        };
    }

    private static Linking filing(String filingNo) {
        return Linking.to(FilingDesk.key(filingNo));
    }

    private static Linking institution(String code) {
        return Linking.to(InstitutionDesk.key(code));
    }

    @Override
    public GuaranteeCase open(CaseKey key) {
        String filing = FilingDesk.number(key.value());
        if (filing != null) {
            return Filing.empty(filing);
        }
        String institution = InstitutionDesk.code(key.value());
        return institution != null ? Institution.empty(institution) : Entry.empty(key.value());
    }

    @Override
    public Step<GuaranteeCase> on(GuaranteeCase state, Fact<GuaranteeFact> fact, Context context) {
        return switch (state) {
            case Filing filing -> on(new FilingDesk(filing, rules, context), fact.body());
            case Institution institution -> on(institution, fact.body(), context);
            case Entry entry -> on(new EntryDesk(entry, rules, context), fact.body());
        };
    }

    private static Step<GuaranteeCase> on(FilingDesk desk, GuaranteeFact fact) {
        return switch (fact) {
            case GuaranteeFiled f -> desk.filed(f);
            case GuaranteeAmended f -> desk.amended(f);
            case GuaranteeSuspended f -> desk.stands(new Standing(f.on(), false, f.reason()));
            case GuaranteeResumed f -> desk.stands(new Standing(f.on(), true, f.reason()));
            case GuaranteeClosed f -> desk.closed(f);
            case TermsAsked f -> desk.asked(f);
            case QuotaMoved f -> desk.moved(f);
            case InstitutionStands f -> desk.institutionStands(f);
            case OfficerAnswered f -> desk.answered(f);
            default -> throw notOf("filing", fact);
        };
    }

    private static Step<GuaranteeCase> on(Institution state, GuaranteeFact fact, Context context) {
        return switch (fact) {
            case InstitutionSuspended f ->
                    InstitutionDesk.stands(state, new Standing(f.on(), false, f.reason()), context);
            case InstitutionResumed f ->
                    InstitutionDesk.stands(state, new Standing(f.on(), true, f.reason()), context);
            case FilingJoined f -> InstitutionDesk.joined(state, f);
            case ClaimUnpaid f -> InstitutionDesk.unpaid(state, f, context);
            default -> throw notOf("institution", fact);
        };
    }

    private static Step<GuaranteeCase> on(EntryDesk desk, GuaranteeFact fact) {
        return switch (fact) {
            case Declaration f -> desk.declared(f);
            case GuaranteeChosen f -> desk.chosen(f);
            case DeclarationAccepted f -> desk.accepted(f);
            case InspectionCleared f -> desk.cleared(f.on());
            case DeclarationAmended f -> desk.amended(f);
            case DeclarationWithdrawn f -> desk.ended(f.on(), "cancelled");
            case DeclarationVoided f -> desk.ended(f.on(), "void");
            case TaxNotified f -> desk.notified(f);
            case PaymentDebited f -> desk.debited(f.reference());
            case PaymentBooked f -> desk.paid(new Paid(f.reference(), f.amount(), f.paidOn()));
            case GuarantorPaid f -> desk.paid(new Paid(f.reference(), f.amount(), f.paidOn()));
            case PostponementGranted f -> desk.postponed(f);
            case TermsTold f -> desk.told(f.terms());
            case OfficerAnswered f -> desk.answered(f);
            default -> throw notOf("declaration", fact);
        };
    }

    private static IllegalArgumentException notOf(String kind, GuaranteeFact fact) {
        return new IllegalArgumentException(
                "A %s takes no %s. Maybe the key of another case is meant."
                        .formatted(kind, fact.getClass().getSimpleName()));
    }

    @Override
    public Step<GuaranteeCase> answered(GuaranteeCase state, Answer answer, Context context) {
        return switch (state) {
            case Filing filing -> {
                FilingDesk desk = new FilingDesk(filing, rules, context);
                yield switch (answer) {
                    case Answer.FromBook book -> desk.answered(book);
                    case Answer.Claimed _ -> desk.claimed(null);
                    case Answer.ClaimRefused refused -> desk.claimed(refused.holder().value());
                    case Answer.Room _ -> throw unasked(answer);
                };
            }
            case Entry entry -> {
                EntryDesk desk = new EntryDesk(entry, rules, context);
                yield switch (answer) {
                    case Answer.FromBook book -> desk.answered(book);
                    case Answer.Claimed _ -> desk.singleUse(null);
                    case Answer.ClaimRefused refused -> desk.singleUse(refused.holder().value());
                    case Answer.Room _ -> desk.room();
                };
            }
            case Institution _ -> throw unasked(answer);
        };
    }

    private static IllegalStateException unasked(Answer answer) {
        return new IllegalStateException("Nobody asked for " + answer);
    }

    @Override
    public Step<GuaranteeCase> expired(GuaranteeCase state, String clock, Context context) {
        return switch (state) {
            case Filing filing -> new FilingDesk(filing, rules, context).expired(clock);
            case Entry entry -> new EntryDesk(entry, rules, context).expired(clock);
            case Institution _ ->
                    throw new IllegalStateException("An institution has no clock " + clock);
        };
    }

    @Override
    public String status(GuaranteeCase state) {
        return Objects.requireNonNull(state.status());
    }
}
