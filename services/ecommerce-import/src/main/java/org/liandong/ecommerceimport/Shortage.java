package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Context;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Detail;
import org.liandong.kernel.ledger.Reference;

/// What an ended guarantee still covers, because it is in use, leaves the quota as soon as it comes back.
///
/// Invariant of the accounts of one `assureCode`: granted = free + in use + claimed − shortage. Whoever brings quota back sweeps it in the
/// same step, before those who wait for room are told: what has ended is never lent anew. How much is owed stands in the ledger
/// only, so that the guarantee's own case is not woken by each parcel.
final class Shortage {

    private static final String SWEEP = ":ended";

    private Shortage() {}

    /// Takes quota that has come back out again, up to what is owed. Rejected where nothing has ever ended: there is no account.
    ///
    /// @param key    of the request that brought the quota back
    /// @param amount what came back
    static Command sweep(
            String key, String assureCode, BigDecimal amount, String caseKey, Context context) {
        return post(key + SWEEP, Accounts.quota(assureCode), assureCode, amount, caseKey, context);
    }

    /// What was claimed of a guarantee has been used up by it: where one has ended, that much less is short.
    static Command sweepClaimed(
            String key, String assureCode, BigDecimal amount, String caseKey, Context context) {
        return post(
                key + SWEEP + ":claimed",
                Accounts.claimed(assureCode),
                assureCode,
                amount,
                caseKey,
                context);
    }

    private static Command post(
            String key,
            String from,
            String assureCode,
            BigDecimal amount,
            String caseKey,
            Context context) {
        return Accounts.post(
                key,
                context.today(),
                Reference.of(caseKey, "guarantee", "a guarantee has ended"),
                from,
                Accounts.shortage(assureCode),
                amount);
    }

    static boolean isSweep(Command command) {
        return command.key().contains(SWEEP);
    }

    /// After a sweep that was too large: one of what there is, or null.
    static @Nullable Command rest(Command command, Answer answer, Context context) {
        if (!(answer instanceof Answer.Refused refused)
                || !(command instanceof Command.Post post)) {
            return null;
        }
        BigDecimal rest =
                switch (refused.detail()) {
                    // Less is free than has ended.
                    case Detail.Floor floor -> floor.availableBefore();
                    // Less is owed than came back.
                    case Detail.Ceiling ceiling -> ceiling.exposureBefore().negate();
                    default ->
                            throw new IllegalStateException(
                                    "The ledger answered %s to %s.".formatted(refused, command));
                };
        if (rest.signum() <= 0) {
            return null;
        }
        return Command.Post.of(
                command.key() + "-",
                context.today(),
                post.reference(),
                new org.liandong.kernel.ledger.Leg(
                        post.legs().getFirst().from(), post.legs().getFirst().to(), rest));
    }
}
