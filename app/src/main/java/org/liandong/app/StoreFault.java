package org.liandong.app;

import java.io.IOException;
import org.liandong.engine.StoreFailure;

/// Why a store could not be used, in words.
final class StoreFault {

    private StoreFault() {}

    /// What is wrong and what to do, and below it what the database said, which speaks one language only.
    static String inWords(StoreFailure failure, Texts texts) {
        StoreFailure first = first(failure);
        String said = texts.get("storefault." + first.code(), first.arguments().toArray());
        if (first.getCause() instanceof IOException io) {
            return said + "\n" + texts.get("store.because", FileFault.inWords(io, texts));
        }
        String original = first.original();
        return original == null ? said : said + "\n" + texts.get("store.original", original);
    }

    // An engine that has stopped says so; what stopped it says more.
    private static StoreFailure first(StoreFailure failure) {
        StoreFailure first = failure;
        while (first.getCause() instanceof StoreFailure cause) {
            first = cause;
        }
        return first;
    }
}
