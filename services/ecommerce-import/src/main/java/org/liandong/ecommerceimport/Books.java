package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.liandong.ecommerceimport.ImportCase.Asked;
import org.liandong.ecommerceimport.ImportCase.Stage;
import org.liandong.ecommerceimport.ImportCase.Taken;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Foreseen;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Code;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Detail;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// The two books of a parcel: the buyer's yearly allowance and the quota of the guarantee.
///
/// Both are asked in one request, so that neither is had without the other: held while customs' word is awaited and captured
/// at its release, or taken at once where the grant is the release. Withdrawn, refused after all, or returned in time: they are
/// given back. Because every request is atomic, two parcels can never take the same rest.
final class Books {

    private static final String TAKEN = ":taken";
    private static final String CAPTURED = ":captured";
    private static final String RELEASED = ":released";
    private static final String BACK = ":back";
    private static final String TAKE_ALLOWANCE = ":allowance-taken";
    private static final String TAKE_QUOTA = ":quota-taken";
    private static final String GRANTED = ":granted";

    private final ParcelStep step;

    Books(ParcelStep step) {
        this.step = step;
    }

    /// What a list will look up once it is decided: the accounts it moves, and the keys under which it asks, the first time, and
    /// again when the year had to be granted first.
    static Foreseen foreseen(ImportList list, String caseKey, int year) {
        String person = list.buyer().hash();
        String used = Accounts.allowanceUsed(year, person);
        String occupied = Accounts.occupied(list.assureCode(), caseKey);
        String first = ParcelStep.request(caseKey, 1);
        String again = ParcelStep.request(caseKey, 2);
        String granted = first + GRANTED;
        return new Foreseen(
                List.of(Numbers.waybill(list.logisticsCode(), list.logisticsNo())),
                List.of(
                        Accounts.allowance(year, person),
                        used,
                        Accounts.quota(list.assureCode()),
                        occupied),
                List.of(
                        first,
                        first + TAKEN,
                        Accounts.opens(occupied),
                        granted,
                        granted + Accounts.OPENED,
                        Accounts.opens(used),
                        granted + Accounts.FILLED,
                        again,
                        again + TAKEN));
    }

    /// What an answer of the ledger means for the parcel.
    sealed interface Reply {
        /// Both are held, or taken.
        record Granted() implements Reply {}

        /// The buyer has used his year.
        ///
        /// @param available what is left of it
        record OverYear(BigDecimal available) implements Reply {}

        /// The guarantee has no room.
        ///
        /// @param filed     whether there is a guarantee at all
        /// @param available what is left of it
        record NoRoom(String account, boolean filed, BigDecimal available) implements Reply {}

        /// The first purchase of the year: the allowance must be granted first.
        record NoAllowanceYet() implements Reply {}

        /// Allowance was taken, as far as there was some.
        record AllowanceTaken() implements Reply {}

        /// Quota was taken, as far as there was some.
        record QuotaTaken() implements Reply {}

        /// Nothing to decide.
        record Noted() implements Reply {}
    }

    // ---- asking

    /// What a list of this tax asks for; numbered when it is asked.
    Asked demand(ImportTax tax, ImportList list, int year) {
        return new Asked(
                "",
                list.buyer().hash(),
                year,
                list.assureCode(),
                new ImportTax(tax.lines(), List.of()));
    }

    /// Asks both books, in one request, for what a list needs.
    ///
    /// An office that frees the goods with the grant takes it: a hold that is captured in the same step would be a hold in
    /// name only. A platform holds it until customs has spoken.
    ///
    /// @return whether the books are asked; where nothing is needed no answer will come
    boolean ask(Asked demand) {
        Asked asked =
                new Asked(
                        step.nextRequest(),
                        demand.person(),
                        demand.year(),
                        demand.assureCode(),
                        demand.tax());
        step.asked = asked;
        return atomic(asked.request(), step.platform() ? holds(asked) : postings(asked));
    }

    private List<Command.Single> holds(Asked asked) {
        Reference why = Reference.of(step.key, "forecast", "list accepted");
        List<Command.Single> members = new ArrayList<>();
        if (asked.tax().dutiable().signum() > 0) {
            members.add(
                    new Command.PlaceHold(
                            asked.request() + ":allowance",
                            allowanceHold(asked),
                            allowanceLeg(asked),
                            step.context.today(),
                            null,
                            why));
        }
        if (asked.tax().total().signum() > 0) {
            members.add(Accounts.open(occupied(asked)));
            members.add(
                    new Command.PlaceHold(
                            asked.request() + ":quota",
                            quotaHold(asked),
                            quotaLeg(asked),
                            step.context.today(),
                            null,
                            why));
        }
        return members;
    }

    private List<Command.Single> postings(Asked asked) {
        List<Command.Single> members = new ArrayList<>();
        List<Leg> legs = new ArrayList<>();
        if (asked.tax().dutiable().signum() > 0) {
            legs.add(allowanceLeg(asked));
        }
        if (asked.tax().total().signum() > 0) {
            members.add(Accounts.open(occupied(asked)));
            legs.add(quotaLeg(asked));
        }
        if (!legs.isEmpty()) {
            members.add(
                    Command.Post.of(
                            asked.request() + TAKEN,
                            step.context.today(),
                            Reference.of(step.key, "release", "released"),
                            legs.toArray(Leg[]::new)));
        }
        return members;
    }

    private Leg allowanceLeg(Asked asked) {
        return new Leg(free(asked), used(asked), asked.tax().dutiable());
    }

    private Leg quotaLeg(Asked asked) {
        return new Leg(quota(asked), occupied(asked), asked.tax().total());
    }

    /// The allowance of the year, granted on its first use.
    void grantAllowance(BigDecimal yearlyLimit) {
        Asked asked = Objects.requireNonNull(step.asked);
        step.ask(
                Accounts.grantAllowance(
                        asked.request() + GRANTED,
                        asked.year(),
                        asked.person(),
                        yearlyLimit,
                        step.context.today(),
                        step.key));
    }

    /// Waits until the guarantee has room for what was asked.
    void await(String account) {
        step.waitsFor = account;
        step.add(new Effect.Await(account, Objects.requireNonNull(step.asked).tax().total()));
    }

    // ---- after the grant

    /// What was granted is taken for good.
    void take() {
        Asked asked = Objects.requireNonNull(step.asked);
        if (step.platform()) {
            capture(asked);
        }
        step.taken = Taken.all(asked.tax());
    }

    private void capture(Asked asked) {
        Reference why = Reference.of(step.key, "release", "released");
        List<Command.Single> members = new ArrayList<>();
        if (asked.tax().dutiable().signum() > 0) {
            members.add(
                    new Command.Capture(
                            asked.request() + ":allowance" + CAPTURED,
                            allowanceHold(asked),
                            null,
                            step.context.today(),
                            why));
        }
        if (asked.tax().total().signum() > 0) {
            members.add(
                    new Command.Capture(
                            asked.request() + ":quota" + CAPTURED,
                            quotaHold(asked),
                            null,
                            step.context.today(),
                            why));
        }
        atomic(asked.request() + CAPTURED, members);
    }

    /// What was asked and not taken is asked no more: holds are released, nobody waits for room.
    void stopAsking(String reason) {
        if (step.waitsFor != null) {
            step.add(new Effect.Forgo(step.waitsFor));
            step.waitsFor = null;
            step.asked = null;
        }
        Asked asked = step.asked;
        if (asked == null || step.stage != Stage.FORECAST) {
            return;
        }
        Reference why = Reference.of(step.key, "give-back", reason);
        List<Command.Single> members = new ArrayList<>();
        if (asked.tax().dutiable().signum() > 0) {
            members.add(
                    new Command.Release(
                            asked.request() + ":allowance" + RELEASED,
                            allowanceHold(asked),
                            null,
                            why));
        }
        if (asked.tax().total().signum() > 0) {
            members.add(
                    new Command.Release(
                            asked.request() + ":quota" + RELEASED, quotaHold(asked), null, why));
        }
        atomic(asked.request() + RELEASED, members);
        sweep(asked.request(), asked, asked.tax().total());
        step.asked = null;
    }

    /// Gives back what was taken, or a part of it.
    void giveBack(BigDecimal allowance, BigDecimal quota, String reason) {
        Asked asked = Objects.requireNonNull(step.asked);
        Reference why = Reference.of(step.key, reason, reason);
        String request = step.nextRequest();
        List<Command.Single> members = new ArrayList<>();
        if (allowance.signum() > 0) {
            members.add(
                    Accounts.post(
                            request + ":allowance" + BACK,
                            step.context.today(),
                            why,
                            used(asked),
                            free(asked),
                            allowance));
        }
        if (quota.signum() > 0) {
            members.add(
                    Accounts.post(
                            request + ":quota" + BACK,
                            step.context.today(),
                            why,
                            occupied(asked),
                            quota(asked),
                            quota));
        }
        atomic(request + BACK, members);
        sweep(request, asked, quota);
        step.taken = step.taken.plus(allowance.negate(), quota.negate());
    }

    /// Takes allowance that was not held, as much as there is: customs has released the goods.
    void takeAllowance(BigDecimal amount) {
        Asked asked = Objects.requireNonNull(step.asked);
        step.ask(
                Accounts.post(
                        step.nextRequest() + TAKE_ALLOWANCE,
                        step.context.today(),
                        Reference.of(step.key, "release", "released by customs"),
                        free(asked),
                        used(asked),
                        amount));
    }

    /// Takes quota that was not held, as much as there is.
    void takeQuota(BigDecimal amount) {
        Asked asked = Objects.requireNonNull(step.asked);
        step.ask(Accounts.open(occupied(asked)));
        step.ask(
                Accounts.post(
                        step.nextRequest() + TAKE_QUOTA,
                        step.context.today(),
                        Reference.of(step.key, "release", "released by customs"),
                        quota(asked),
                        occupied(asked),
                        amount));
    }

    /// Moves tax that stands into an aggregated bill.
    void bill(String bill, BigDecimal tax) {
        Asked asked = Objects.requireNonNull(step.asked);
        String request = step.nextRequest();
        step.ask(Accounts.open(Accounts.billed(asked.assureCode(), bill)));
        step.ask(
                Accounts.post(
                        request + ":billed",
                        step.context.today(),
                        Reference.of(step.key, "bill", "aggregated in " + bill),
                        occupied(asked),
                        Accounts.billed(asked.assureCode(), bill),
                        tax));
    }

    private void sweep(String request, Asked asked, BigDecimal quota) {
        if (quota.signum() > 0) {
            step.ask(Shortage.sweep(request, asked.assureCode(), quota, step.key, step.context));
        }
    }

    private boolean atomic(String key, List<Command.Single> members) {
        if (members.isEmpty()) {
            return false;
        }
        step.ask(new Command.Batch(key, Command.Batch.Mode.ATOMIC, members));
        return true;
    }

    // ---- answers

    Reply answered(Command command, Answer answer) {
        Asked asked = step.asked;
        String key = command.key();
        if (Shortage.isSweep(command)) {
            Command rest = Shortage.rest(command, answer, step.context);
            if (rest != null) {
                step.ask(rest);
            }
            return new Reply.Noted();
        }
        if (asked != null && key.equals(asked.request())) {
            return requested(asked, answer);
        }
        if (asked != null && key.endsWith(TAKE_ALLOWANCE)) {
            return allowanceTaken((Command.Post) command, answer);
        }
        if (asked != null && key.endsWith(TAKE_QUOTA)) {
            return quotaTaken((Command.Post) command, answer);
        }
        // A capture, release or return of what was granted cannot be refused. If one is, case and
        // ledger disagree, which a
        // person must see. That an account is open already, or a year granted, is no disagreement.
        if (!(answer instanceof Answer.Posted) && !key.endsWith(GRANTED)) {
            throw new IllegalStateException("The ledger answered %s to %s.".formatted(answer, key));
        }
        return new Reply.Noted();
    }

    private Reply requested(Asked asked, Answer answer) {
        if (answer instanceof Answer.Posted) {
            return new Reply.Granted();
        }
        Cause cause = cause(answer);
        String quota = quota(asked);
        return switch (cause.detail()) {
            case Detail.Subject(var account) when account.equals(free(asked)) ->
                    new Reply.NoAllowanceYet();
            case Detail.Subject(var account) when account.equals(quota) ->
                    new Reply.NoRoom(quota, false, BigDecimal.ZERO);
            case Detail.Floor floor when floor.account().equals(free(asked)) ->
                    new Reply.OverYear(floor.availableBefore());
            case Detail.Floor floor when floor.account().equals(quota) ->
                    new Reply.NoRoom(quota, true, floor.availableBefore());
            default ->
                    throw new IllegalStateException(
                            "The ledger answered %s to the request of %s."
                                    .formatted(cause, step.key));
        };
    }

    private Reply allowanceTaken(Command.Post post, Answer answer) {
        BigDecimal wanted = post.legs().getFirst().amount();
        if (answer instanceof Answer.Posted) {
            step.taken = step.taken.plus(wanted, BigDecimal.ZERO);
            return new Reply.AllowanceTaken();
        }
        Cause cause = cause(answer);
        if (cause.code() == Code.UNKNOWN_ACCOUNT) {
            return new Reply.NoAllowanceYet();
        }
        BigDecimal available = availableBefore(cause);
        if (available.signum() <= 0) {
            return new Reply.AllowanceTaken();
        }
        takeAllowance(available);
        return new Reply.Noted();
    }

    private Reply quotaTaken(Command.Post post, Answer answer) {
        BigDecimal wanted = post.legs().getFirst().amount();
        if (answer instanceof Answer.Posted) {
            step.taken = step.taken.plus(BigDecimal.ZERO, wanted);
            return new Reply.QuotaTaken();
        }
        Cause cause = cause(answer);
        BigDecimal available =
                cause.code() == Code.UNKNOWN_ACCOUNT ? BigDecimal.ZERO : availableBefore(cause);
        if (available.signum() <= 0) {
            return new Reply.QuotaTaken();
        }
        takeQuota(available);
        return new Reply.Noted();
    }

    private BigDecimal availableBefore(Cause cause) {
        if (cause.detail() instanceof Detail.Floor floor) {
            return floor.availableBefore();
        }
        throw new IllegalStateException(
                "The ledger answered %s to %s, which takes what there is."
                        .formatted(cause, step.key));
    }

    private record Cause(Code code, Detail detail) {}

    // In an atomic batch the member that failed carries the reason.
    private static Cause cause(Answer answer) {
        for (Answer member : answer.members()) {
            Cause cause = causeOf(member);
            if (cause.code() != Code.BATCH_FAILED) {
                return cause;
            }
        }
        return causeOf(answer);
    }

    private static Cause causeOf(Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> new Cause(refused.code(), refused.detail());
            case Answer.Rejected rejected -> new Cause(rejected.code(), rejected.detail());
            case Answer.Posted _ -> new Cause(Code.BATCH_FAILED, new Detail.None());
        };
    }

    // ---- names

    private static String allowanceHold(Asked asked) {
        return asked.request() + "/allowance";
    }

    private static String quotaHold(Asked asked) {
        return asked.request() + "/quota";
    }

    private static String free(Asked asked) {
        return Accounts.allowance(asked.year(), asked.person());
    }

    private static String used(Asked asked) {
        return Accounts.allowanceUsed(asked.year(), asked.person());
    }

    private static String quota(Asked asked) {
        return Accounts.quota(asked.assureCode());
    }

    private String occupied(Asked asked) {
        return Accounts.occupied(asked.assureCode(), step.key);
    }
}
