package org.liandong.engine;

/// The engine without threads over a store on disk: a measurement hands it facts that no sender may send, and knows when each is
/// committed.
public final class OneByOne {

    private OneByOne() {}

    /// Opens the store of the settings, which must be empty.
    public static InlineEngine open(Engine.Settings settings) {
        SqlStore store = SqlStore.open(settings.store());
        InlineEngine engine = new InlineEngine(settings, store);
        engine.intake().configure(store, engine.applier());
        engine.commit();
        return engine;
    }
}
