package org.liandong.kernel;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.kernel.ledger.Command;

/// What a step wants to happen. All effects of a fact are one transaction with its state.
public sealed interface Effect {

    /// A decision was taken on the facts known now.
    record Decide(Decision decision) implements Effect {}

    /// A request to the ledger. The answer comes back as [Answer.FromBook].
    record Ask(Command command) implements Effect {}

    /// Wants to be told as soon as an account has room for `amount`; then [Answer.Room] comes back, once.
    ///
    /// Those who wait are told in the order in which they began to wait; who needs more than there is, is passed over.
    record Await(String account, BigDecimal amount) implements Effect {}

    /// No longer waits for room in the account.
    record Forgo(String account) implements Effect {}

    /// Claims an identifier, so that facts which carry only that number find this case.
    ///
    /// @param until last day of the claim, or null for ever
    record Claim(Identifier identifier, @Nullable LocalDate until) implements Effect {
        public Claim(Identifier identifier) {
            this(identifier, null);
        }
    }

    /// Starts a clock of days, counted by the calendar; a clock of that name that runs already is replaced.
    ///
    /// @param from   the day that does not count
    /// @param limit  how many days of which kind
    /// @param clause where the limit stands
    record Start(String clock, LocalDate from, TimeLimit limit, String clause) implements Effect {}

    /// Starts a clock that runs out at an instant: reminders, and limits in hours.
    record StartAt(String clock, Instant due, String clause) implements Effect {}

    /// Stops a clock. A clock that does not run is left alone.
    record Stop(String clock) implements Effect {}

    /// Gives a task to an officer's role. It is answered by a fact.
    record Assign(Task task) implements Effect {}

    /// The task needs no answer any more.
    record Withdraw(String task) implements Effect {}

    /// An outbound message.
    record Send(Message message) implements Effect {}

    /// A fact for another case of the same service, delivered in the same transaction.
    record Tell(Linking to, Object fact) implements Effect {}
}
