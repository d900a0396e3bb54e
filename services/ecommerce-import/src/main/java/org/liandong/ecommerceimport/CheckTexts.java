package org.liandong.ecommerceimport;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

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
