package org.liandong.app.server.console;

import java.time.Duration;
import java.time.Instant;
import org.liandong.app.Texts;

/// Small sentences that several pages say.
final class Words {

    private Words() {}

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
