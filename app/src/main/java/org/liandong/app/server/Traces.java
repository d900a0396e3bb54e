package org.liandong.app.server;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/// Spans of the server's own, within that of the request that is under way.
public final class Traces {

    private final ObservationRegistry registry;

    /// @param registry where spans are made of observations; [ObservationRegistry#NOOP] where nobody collects them
    public Traces(ObservationRegistry registry) {
        this.registry = registry;
    }

    /// The observation that is under way in this thread, as the parent of others.
    public Observation current() {
        Observation current = registry.getCurrentObservation();
        return current == null ? Observation.NOOP : current;
    }

    /// A document, from its last byte to its durable answer. To be stopped, by any thread.
    public Observation document(Observation parent) {
        return registry.isNoop()
                ? Observation.NOOP
                : Observation.createNotStarted("liandong.document", registry)
                        .contextualName("document until durable")
                        .parentObservation(parent)
                        .start();
    }
}
