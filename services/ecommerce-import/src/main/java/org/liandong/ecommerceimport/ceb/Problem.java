package org.liandong.ecommerceimport.ceb;

import java.util.List;
import java.util.Locale;

/// One thing that is wrong with a message, where it is, and what to do about it.
///
/// The text is made from code and arguments when it is asked for, so that it can be shown in English and in Chinese. Values of
/// personal fields are masked before they become an argument.
///
/// @param code what is wrong
/// @param path the element: `Order[3]/OrderHead/orderNo`, counted from 1; empty if no element was met yet
/// @param line line, from 1; in the inner document if `insideData`
/// @param column column in characters, from 1
/// @param insideData whether the place is in the document inside the Base64 of an envelope
/// @param arguments what the text names besides the path
public record Problem(
        ProblemCode code,
        String path,
        int line,
        int column,
        boolean insideData,
        List<String> arguments) {

    public Problem {
        arguments = List.copyOf(arguments);
    }

    /// The English text: what is wrong, the value, and what to do.
    public String message() {
        return message(Locale.ENGLISH);
    }

    /// The text in the language of a locale: Chinese for `zh`, English for all others.
    public String message(Locale locale) {
        return ProblemText.of(this, locale);
    }

    /// Code, place and English text on one line, for logs and tests.
    @Override
    public String toString() {
        return "%s %s %d:%d %s"
                .formatted(code.code(), path.isEmpty() ? "-" : path, line, column, message());
    }
}
