package org.liandong.ecommerceimport;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Problem;

/// What each check asks, in words.
final class CheckTexts {

    private static final ResourceBundle ENGLISH = bundle(Locale.ENGLISH);
    private static final ResourceBundle CHINESE = bundle(Locale.CHINESE);

    private CheckTexts() {}

    static String chinese(String rule) {
        return text(CHINESE, rule);
    }

    static String text(String rule, Locale locale) {
        return text(locale.getLanguage().equals("zh") ? CHINESE : ENGLISH, rule);
    }

    /// A problem of a value that the format of customs allows, but nobody can use; null for a code that is not one of these.
    static @Nullable String ofProblem(Problem problem, Locale locale) {
        ResourceBundle bundle = locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
        if (!bundle.containsKey(problem.code())) {
            return null;
        }
        String text = bundle.getString(problem.code());
        for (int i = 0; i < problem.arguments().size(); i++) {
            text = text.replace("{" + i + "}", problem.arguments().get(i));
        }
        return text;
    }

    private static String text(ResourceBundle bundle, String rule) {
        try {
            return bundle.getString(rule);
        } catch (MissingResourceException e) {
            throw new IllegalStateException(
                    "The check %s has no text in %s.".formatted(rule, bundle.getLocale()), e);
        }
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "org.liandong.ecommerceimport.checks",
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
