package org.liandong.ecommerceimport;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Problem;

/// Words of the service that it writes itself.
final class CheckTexts {

    private static final ResourceBundle ENGLISH = new ImportModule().words(Locale.ENGLISH);
    private static final ResourceBundle CHINESE = new ImportModule().words(Locale.CHINESE);

    private CheckTexts() {}

    /// What a check asks, as a receipt says it.
    static String chinese(String rule) {
        return text(CHINESE, "check." + rule);
    }

    /// A problem of a value that the format of customs allows, but nobody can use; null for a code that is not one of these.
    static @Nullable String ofProblem(Problem problem, Locale locale) {
        ResourceBundle bundle = locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
        return bundle.containsKey(problem.code())
                ? text(bundle, problem.code(), problem.arguments().toArray())
                : null;
    }

    private static String text(ResourceBundle bundle, String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }
}
