package org.liandong.app;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.engine.OfficeTime;
import org.liandong.kernel.ServiceModule;

/// The texts of one language.
public final class Texts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final Pattern ANNOUNCEMENT =
            Pattern.compile("GACC (\\d{4})-(\\d+)(?:, ([^;]+))?");
    private static final Pattern NUMBERED = Pattern.compile("(.*[^\\d\\s,]),? (\\d+)");
    private static final Pattern LINE = Pattern.compile("line (\\d+) (.+)");

    // A page asks for hundreds of words, and to ask for a bundle takes longer than to look one up
    // in it.
    private static final Map<Locale, Texts> LANGUAGES = new ConcurrentHashMap<>();

    private final Locale locale;
    private final ResourceBundle bundle;
    private final Map<String, ResourceBundle> bundles = new ConcurrentHashMap<>();

    private Texts(Locale locale) {
        this.locale = locale;
        this.bundle = bundle("org.liandong.app.texts", locale);
    }

    private static ResourceBundle bundle(String name, Locale locale) {
        return ResourceBundle.getBundle(
                name,
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// The texts of the pages, whose keys begin with `page.`. A command that serves nobody never loads them.
    public ResourceBundle pages() {
        return bundles.computeIfAbsent(
                "org.liandong.app.server.console.pages", name -> bundle(name, locale));
    }

    // The words of the services come last: what the program itself calls something, no service can
    // rename.
    ResourceBundle holding(String key) {
        if (key.startsWith("page.")) {
            return pages();
        }
        if (bundle.containsKey(key)) {
            return bundle;
        }
        for (ServiceModule<?, ?> module : Wiring.services()) {
            ResourceBundle words = words(module);
            if (words.containsKey(key)) {
                return words;
            }
        }
        return bundle;
    }

    /// Chinese for those who read it, English for everybody else.
    public static Texts of(Locale locale) {
        return LANGUAGES.computeIfAbsent(
                locale.getLanguage().equals("zh") ? Locale.CHINESE : Locale.ENGLISH, Texts::new);
    }

    public Locale locale() {
        return locale;
    }

    public ResourceBundle bundle() {
        return bundle;
    }

    /// What a service calls its things.
    public ResourceBundle words(ServiceModule<?, ?> module) {
        return bundles.computeIfAbsent(module.name(), name -> module.words(locale));
    }

    /// The text of a key with its arguments. Numbers are given as text, as each has its own way of being shown.
    public String get(String key, Object... arguments) {
        return new MessageFormat(holding(key).getString(key), Locale.ROOT).format(arguments);
    }

    public boolean has(String key) {
        return holding(key).containsKey(key);
    }

    /// The word for a name of the program, such as a status; the name itself where there is none.
    public String word(String group, String name) {
        String key = group + "." + name;
        // In every text an apostrophe is written twice, whether it has arguments or not.
        return has(key) ? holding(key).getString(key).replace("''", "'") : name;
    }

    /// A thing counted: "1 file", "2,214 files".
    public String counted(String thing, long number) {
        return get(thing + (number == 1 ? ".one" : ".many"), count(number));
    }

    /// The word for a clock. Some have a name of their own behind a slash, which stays.
    public String clock(String name) {
        int slash = name.indexOf('/');
        return slash < 0
                ? word("clock", name)
                : word("clock", name.substring(0, slash)) + " " + name.substring(slash + 1);
    }

    /// A clause as the field quotes it. Services name the sources of law in a short form, such as `GACC 2018-194, 8`.
    public String clause(String clause) {
        List<String> said = new ArrayList<>();
        for (String part : clause.split(";\\s*", -1)) {
            Matcher announcement = ANNOUNCEMENT.matcher(part);
            String law = part;
            String article = "";
            if (announcement.matches()) {
                law = get("clause.gacc", announcement.group(1), announcement.group(2));
                article = announcement.group(3);
            } else {
                Matcher numbered = NUMBERED.matcher(part);
                if (numbered.matches()) {
                    law = numbered.group(1);
                    article = numbered.group(2);
                }
            }
            said.add(
                    article == null || article.isEmpty()
                            ? term(law)
                            : get("clause.article", law, term(article)));
        }
        return String.join(get("semicolon"), said);
    }

    /// A term that services write in English, such as the name of an input of a rule or of a line of arithmetic. What
    /// varies in it, a number or a name at its end, stays.
    public String term(String term) {
        String key = "term." + term.toLowerCase(Locale.ROOT).replace(' ', '-');
        if (has(key)) {
            return get(key, "").strip();
        }
        Matcher line = LINE.matcher(term);
        if (line.matches()) {
            return get("term.line", line.group(1), word("tax", line.group(2).replace(' ', '-')));
        }
        int blank = term.lastIndexOf(' ');
        if (blank > 0) {
            String start =
                    "term." + term.substring(0, blank).toLowerCase(Locale.ROOT).replace(' ', '-');
            if (has(start)) {
                return get(start, term.substring(blank + 1));
            }
        }
        return term;
    }

    public static String time(Instant at) {
        return TIME.format(at.atZone(OfficeTime.ZONE));
    }

    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, OfficeTime.ZONE);
    }

    /// A length of time in the unit that a person would use.
    public String span(Duration span) {
        long micros = span.toNanos() / 1_000;
        if (micros < 10_000) {
            return get("span.ms", micros == 0 ? "0" : decimal(micros / 1000.0));
        }
        if (span.toMillis() < 1_000) {
            return get("span.ms", Long.toString(span.toMillis()));
        }
        if (span.toSeconds() < 60) {
            return get("span.s", decimal(span.toMillis() / 1000.0));
        }
        if (span.toHours() < 1) {
            return get("span.min", Long.toString(span.toMinutes()));
        }
        return span.toDays() < 1
                ? get(
                        "span.h",
                        Long.toString(span.toHours()),
                        Integer.toString(span.toMinutesPart()))
                : get("span.d", count(span.toDays()));
    }

    /// A number with one decimal, whatever the machine's locale.
    public static String decimal(double number) {
        return String.format(Locale.ROOT, "%,.1f", number);
    }

    /// A count with separators between thousands.
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
