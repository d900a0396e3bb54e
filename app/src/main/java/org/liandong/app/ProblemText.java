package org.liandong.app;

import java.util.List;
import org.liandong.kernel.Problem;
import org.liandong.kernel.ServiceModule;

/// What is wrong with something received, in the person's language.
///
/// A service words what its formats found, this program what it and the engine found. Where neither has words, the
/// English message of the problem stands.
public final class ProblemText {

    /// Problems of files: they are found before a service sees anything.
    static final String FILE_MISSING = "FILE-MISSING";

    static final String FILE_UNREADABLE = "FILE-UNREADABLE";
    static final String FILE_OVERSIZE = "FILE-OVERSIZE";
    static final String FILE_DENIED = "FILE-DENIED";
    static final String FILE_DEEP = "FILE-DEEP";
    static final String FILE_LOOP = "FILE-LOOP";

    private ProblemText() {}

    public static String of(Problem problem, Texts texts) {
        for (ServiceModule<?, ?> module : Wiring.services()) {
            String words = module.inWords(problem, texts.locale());
            if (words != null) {
                return words;
            }
        }
        List<String> arguments = problem.arguments();
        String key = "problem." + problem.code();
        return texts.has(key) ? texts.get(key, arguments.toArray()) : problem.message();
    }

    /// A problem of a file. Its message is that of the English texts, like every message for programs.
    static Problem ofFile(String code, String... arguments) {
        return Problem.of(
                code,
                Texts.of(java.util.Locale.ENGLISH).get("problem." + code, (Object[]) arguments),
                arguments);
    }
}
