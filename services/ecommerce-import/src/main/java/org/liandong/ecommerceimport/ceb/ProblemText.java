package org.liandong.ecommerceimport.ceb;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// Makes the text of a problem from its code and arguments.
///
/// The placeholders are `{0}`, `{1}`... for the arguments and `{path}`. `MessageFormat` is not used: it gives apostrophes a
/// meaning and groups digits, and both surprise translators.
final class ProblemText {

    private static final String BASE = "org.liandong.ecommerceimport.ceb.problems";

    // Only the two bundles that exist: the language of the machine must not decide what an agency
    // reads.
    private static final ResourceBundle ENGLISH = bundle(Locale.ENGLISH);
    private static final ResourceBundle CHINESE = bundle(Locale.CHINESE);

    private ProblemText() {}

    static String of(Problem problem, Locale locale) {
        ResourceBundle texts =
                locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH;
        String text =
                filled(texts.getString(problem.code().code()), problem.path(), problem.arguments());
        return problem.insideData() ? text + texts.getString("inside-data") : text;
    }

    private static ResourceBundle bundle(Locale locale) {
        ResourceBundle bundle =
                ResourceBundle.getBundle(
                        BASE,
                        locale,
                        ProblemText.class.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        for (ProblemCode code : ProblemCode.values()) {
            if (!bundle.containsKey(code.code())) {
                throw new MissingResourceException(
                        "The texts of problems in %s lack the code %s."
                                .formatted(locale, code.code()),
                        BASE,
                        code.code());
            }
        }
        return bundle;
    }

    private static String filled(String template, String path, List<String> arguments) {
        StringBuilder text = new StringBuilder(template.length() + 64);
        int from = 0;
        while (true) {
            int open = template.indexOf('{', from);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) {
                return text.append(template, from, template.length()).toString();
            }
            text.append(template, from, open);
            String name = template.substring(open + 1, close);
            text.append(name.equals("path") ? path : arguments.get(Integer.parseInt(name)));
            from = close + 1;
        }
    }
}
