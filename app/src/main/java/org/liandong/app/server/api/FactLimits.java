package org.liandong.app.server.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What one source may ask of the server at a time. An operator sets them as `liandong.facts.document-size` and so on.
///
/// @param documentSize       the largest document; a stream of facts may be of any length
/// @param documentTime       how long a document may take to arrive, once its first byte is here
/// @param uploads            requests that bring facts, of all sources together
/// @param uploadsOfSource    requests that bring facts, of one source
/// @param documentsPerSecond of one source: who has used them up is told to wait, or is read more slowly within a stream
@ConfigurationProperties("liandong.facts")
public record FactLimits(
        @DefaultValue("32MB") DataSize documentSize,
        @DefaultValue("60s") Duration documentTime,
        @DefaultValue("64") int uploads,
        @DefaultValue("8") int uploadsOfSource,
        @DefaultValue("2000") int documentsPerSecond) {}
