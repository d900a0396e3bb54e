package org.liandong.kernel;

import java.util.List;

/// The new state of a case and what shall happen, all data.
///
/// Effects are carried out in their order. Answers to [Effect.Ask], [Effect.Claim] and [Effect.Await] come back
/// through [Service#answered] after all effects of this step are done.
public record Step<S>(S state, List<Effect> effects) {

    public Step {
        effects = List.copyOf(effects);
    }

    public static <S> Step<S> of(S state, Effect... effects) {
        return new Step<>(state, List.of(effects));
    }
}
