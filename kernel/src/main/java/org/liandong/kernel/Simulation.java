package org.liandong.kernel;

import java.time.Instant;
import java.time.LocalDate;

/// A made-up day of a service, for trials and demonstrations: the documents that its sources would send, and what they must
/// come to.
///
/// A plan is all that a day depends on: the same plan gives the same bytes.
public interface Simulation {

    /// What a day shall be.
    ///
    /// @param cases   how many matters are dealt with, in the unit of the service: parcels, declarations, applications
    /// @param seed    the same seed gives the same bytes
    /// @param errors  share of cases with an error, from 0 to 1
    /// @param shuffle whether documents arrive in any order
    /// @param day     the day in the office's zone
    /// @param hasty   so many cases of each 2,000 have senders in haste, who send every document at once and wait for the answer
    record Plan(long cases, long seed, double errors, boolean shuffle, LocalDate day, int hasty) {

        public Plan {
            if (cases < 1 || !(errors >= 0 && errors <= 1) || hasty < 0) {
                throw new IllegalArgumentException(
                        "A day has at least one case, a rate of errors from 0 to 1 and no less than 0 in haste, not %d, %s and %d."
                                .formatted(cases, errors, hasty));
            }
        }

        /// A day without haste.
        public Plan(long cases, long seed, double errors, boolean shuffle, LocalDate day) {
            this(cases, seed, errors, shuffle, day, 0);
        }
    }

    /// Takes documents in the order in which they arrive.
    @FunctionalInterface
    interface Sink {
        /// A document.
        ///
        /// @param name    its file name; names sort in the order of arrival
        /// @param at      when it arrives, never before the last one
        /// @param content as a format of the service reads it, or facts as one JSON object a line
        void document(String name, Instant at, byte[] content);

        /// The documents that follow, until this is told again, are those of senders in haste.
        default void single(boolean begins) {}
    }

    /// What a day must come to.
    ///
    /// @param cases     how many there were
    /// @param documents how many were sent
    /// @param json      all that is expected, as a JSON object, for a file beside the documents
    record Expectation(long cases, long documents, String json) {}

    /// A message that the service sent during the day.
    ///
    /// @param caseKey of the case that sent it
    record Sent(String caseKey, Message message) {}

    /// How many cases this service has on a day on which the busiest service of a port has `cases`.
    default long share(long cases) {
        return Math.max(1, cases / 10);
    }

    /// The day.
    Expectation run(Plan plan, Sink sink);

    /// What follows in the weeks after the day. Its documents arrive after those of the day.
    ///
    /// @param sent what the service has said by the end of the day: later facts name the numbers that it gave
    default void afterwards(Plan plan, Iterable<Sent> sent, Sink sink) {}
}
