package org.liandong.app;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import org.liandong.engine.OfficeTime;

/// The texts of one language.
final class Texts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        this.locale = locale;
        this.bundle =
                ResourceBundle.getBundle(
                        "org.liandong.app.texts",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// Chinese for those who read it, English for everybody else.
    static Texts of(Locale locale) {
        return new Texts(locale.getLanguage().equals("zh") ? Locale.CHINESE : Locale.ENGLISH);
    }

    Locale locale() {
        return locale;
    }

    ResourceBundle bundle() {
        return bundle;
    }

    /// The text of a key with its arguments. Numbers are given as text, as each has its own way of being shown.
    String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    /// The word for a name of the program, such as a status; the name itself where there is none.
    String word(String group, String name) {
        String key = group + "." + name;
        return has(key) ? bundle.getString(key) : name;
    }

    static String time(Instant at) {
        return TIME.format(at.atZone(OfficeTime.ZONE));
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, OfficeTime.ZONE);
    }

    /// A count with separators between thousands.
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
