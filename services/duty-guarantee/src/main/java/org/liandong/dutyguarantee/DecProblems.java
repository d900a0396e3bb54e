package org.liandong.dutyguarantee;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Problem;

/// What is wrong with a declaration message, in words.
final class DecProblems {

    private DecProblems() {}

    static String text(String code, String path, List<String> arguments, Locale locale) {
        Object[] all = new Object[arguments.size() + 1];
        all[0] = path;
        for (int i = 0; i < arguments.size(); i++) {
            all[i + 1] = arguments.get(i);
        }
        return new MessageFormat(bundle(locale).getString(code), Locale.ROOT).format(all);
    }

    /// Null for a problem that no declaration has.
    static @Nullable String inWords(Problem problem, Locale locale) {
        return bundle(locale).containsKey(problem.code())
                ? text(problem.code(), problem.path(), problem.arguments(), locale)
                : null;
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "org.liandong.dutyguarantee.problems",
                locale.getLanguage().equals("zh") ? Locale.CHINESE : Locale.ENGLISH,
                DecProblems.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
