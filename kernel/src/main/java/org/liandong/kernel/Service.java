package org.liandong.kernel;

import java.time.LocalDate;

/// A linked administrative service: one pure function from (state, fact) to (state, effects).
///
/// A case is a fold over the *set* of its facts. The outcome must not depend on the order in which they arrive,
/// except where the law says so. There is no I/O, wall clock or chance in a service: what it may read stands in
/// [Context], so that the same facts lead to the same steps years later.
///
/// @param <S> the state of a case, a record
/// @param <F> the facts of the service, a sealed interface of records
public interface Service<S, F> {

    /// The case a fact belongs to, or the identifiers it can be found by.
    Linking linking(F fact);

    /// What the step of a fact will probably look up. Worth saying for facts that come by the thousand.
    ///
    /// @param today the date on which the fact is applied
    default Foreseen foreseen(F fact, LocalDate today) {
        return Foreseen.NOTHING;
    }

    /// The state of a case before its first fact.
    S open(CaseKey key);

    /// A source spoke.
    Step<S> on(S state, Fact<F> fact, Context context);

    /// A book answered what the case had asked, or a claim was answered.
    Step<S> answered(S state, Answer answer, Context context);

    /// A clock of the case ran out.
    Step<S> expired(S state, String clock, Context context);

    /// Where the case stands, in one lower-case word that people may filter by.
    String status(S state);

    /// Whose business the case is, such as the bank of a financing, as those who may see only their own are known: a code, never a
    /// name that may change. Empty while nobody's in particular, which is not seen by whoever is limited to owners.
    default String owner(S state) {
        return "";
    }
}
