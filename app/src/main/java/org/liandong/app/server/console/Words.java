package org.liandong.app.server.console;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Texts;
import org.liandong.kernel.ServiceModule;

/// Small sentences that several pages say.
final class Words {

    private Words() {}

    /// What a check asks; empty where this version has no text for it.
    static String explain(@Nullable ServiceModule<?, ?> module, String rule, Texts texts) {
        if (module == null) {
            return "";
        }
        try {
            return module.explain(rule, texts.locale());
        } catch (IllegalStateException e) {
            // A decision of another version may name a rule that this one has no text for.
            return "";
        }
    }

    /// How long until an instant, or that it is past.
    static String left(Instant now, Instant due, Texts texts) {
        return due.isAfter(now)
                ? texts.get("page.left", texts.span(Duration.between(now, due)))
                : texts.get("page.past");
    }

    static String waited(Instant since, Instant now, Texts texts) {
        return texts.span(since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO);
    }
}
