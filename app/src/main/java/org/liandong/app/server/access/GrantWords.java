package org.liandong.app.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.liandong.app.Texts;

/// A grant in words.
///
/// @param role   what somebody is
/// @param where  for which service; empty for an administrator, who belongs to none
/// @param limits what narrows it, or empty
public record GrantWords(String role, String where, String limits) {

    /// Puts a grant into words.
    ///
    /// @param title what a service is called
    public static GrantWords of(Grant grant, Texts texts, UnaryOperator<String> title) {
        List<String> limits = new ArrayList<>();
        if (!grant.office().isEmpty()) {
            limits.add(texts.get("grant.office", texts.word("role", grant.office())));
        }
        if (!grant.prefixes().isEmpty()) {
            limits.add(texts.get("grant.prefixes", list(grant.prefixes(), texts)));
        }
        if (!grant.types().isEmpty()) {
            limits.add(texts.get("grant.types", list(grant.types(), texts)));
        }
        if (!grant.sources().isEmpty()) {
            limits.add(texts.get("grant.sources", list(grant.sources(), texts)));
        }
        if (!grant.owners().isEmpty()) {
            limits.add(texts.get("grant.owners", list(grant.owners(), texts)));
        }
        return new GrantWords(
                texts.word("role", grant.role().name().toLowerCase(Locale.ROOT)),
                grant.role() == Role.ADMINISTRATOR
                        ? ""
                        : grant.service().equals(Grant.ANY)
                                ? texts.get("grant.everywhere")
                                : title.apply(grant.service()),
                String.join(texts.get("semicolon"), limits));
    }

    private static String list(List<String> names, Texts texts) {
        return String.join(texts.get("comma"), names);
    }

    /// All of it on one line.
    public String line(Texts texts) {
        String line = where.isEmpty() ? role : texts.get("grant.of", role, where);
        return limits.isEmpty() ? line : texts.get("grant.limited", line, limits);
    }

    /// Grants on one line.
    public static String line(List<Grant> grants, Texts texts, UnaryOperator<String> title) {
        return String.join(
                texts.get("semicolon"),
                grants.stream().map(grant -> of(grant, texts, title).line(texts)).toList());
    }
}
