package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.ServiceModule;

/// The texts of both languages.
class TextsTest {

    private static final Texts ENGLISH = Texts.of(Locale.ENGLISH);
    private static final Texts CHINESE = Texts.of(Locale.SIMPLIFIED_CHINESE);

    // The parser of the command line asks for these by itself.
    private static final Pattern OF_THE_PARSER =
            Pattern.compile("usage\\..*|mixinStandardHelpOptions\\..*|liandong\\..*");

    @Test
    void everyTextExistsInBothLanguages() {
        assertThat(CHINESE.bundle().keySet()).isEqualTo(ENGLISH.bundle().keySet());
        assertThat(CHINESE.pages().keySet()).isEqualTo(ENGLISH.pages().keySet());
        for (ServiceModule<?, ?> module : Wiring.services()) {
            assertThat(module.words(Locale.CHINESE).keySet())
                    .as(module.name())
                    .isEqualTo(module.words(Locale.ENGLISH).keySet());
        }
    }

    /// Lists of several services stand on one page.
    @Test
    void servicesMeanTheSameByTheSameWord() {
        for (Texts texts : List.of(ENGLISH, CHINESE)) {
            Map<String, String> said = new HashMap<>();
            for (ServiceModule<?, ?> module : Wiring.services()) {
                ResourceBundle words = module.words(texts.locale());
                for (String key : words.keySet()) {
                    String word = words.getString(key);
                    if (!key.startsWith("check.") && !key.startsWith("stands.")) {
                        assertThat(said.merge(key, word, (first, _) -> first))
                                .as(key)
                                .isEqualTo(word);
                    }
                    assertThat(texts.bundle().containsKey(key)).as(key).isFalse();
                }
            }
        }
    }

    /// Of two lines with the same key the second would win without a word.
    @Test
    void noKeyStandsTwice() throws IOException {
        for (String file :
                List.of(
                        "texts_en",
                        "texts_zh",
                        "server/console/pages_en",
                        "server/console/pages_zh")) {
            try (var in = TextsTest.class.getResourceAsStream(file + ".properties")) {
                List<String> keys =
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .filter(line -> line.contains(" = ") && !line.startsWith("#"))
                                .map(line -> line.substring(0, line.indexOf(" = ")))
                                .toList();
                assertThat(keys).as(file).isNotEmpty().doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void everyTextOfAPageBeginsSo() {
        assertThat(ENGLISH.pages().keySet()).allMatch(key -> key.startsWith("page."));
        assertThat(ENGLISH.bundle().keySet()).noneMatch(key -> key.startsWith("page."));
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>(ENGLISH.bundle().keySet());
        keys.addAll(ENGLISH.pages().keySet());
        Wiring.services().forEach(module -> keys.addAll(module.words(Locale.ENGLISH).keySet()));
        return keys;
    }

    private static String text(Texts texts, String key) {
        return texts.holding(key).getString(key);
    }

    @Test
    void bothLanguagesNameTheSameArguments() {
        for (String key : keys()) {
            assertThat(arguments(CHINESE, key)).as(key).isEqualTo(arguments(ENGLISH, key));
        }
    }

    private static Set<String> arguments(Texts texts, String key) {
        return new TreeSet<>(
                Pattern.compile("\\{\\d}")
                        .matcher(text(texts, key))
                        .results()
                        .map(MatchResult::group)
                        .toList());
    }

    @Test
    void noEnglishTextIsChineseAndNoChineseTextIsEnglish() {
        for (String key : keys()) {
            assertThat(text(ENGLISH, key)).as(key).doesNotContainPattern("\\p{IsHan}");
            // Three Latin words in a row are a sentence that nobody translated.
            assertThat(text(CHINESE, key).replaceAll("liandong [a-z ]+", ""))
                    .as(key)
                    .doesNotContainPattern("[a-z]{2,} [a-z]{2,} [a-z]{2,}");
        }
    }

    @Test
    void noTextIsMissing() throws IOException {
        List<String> missing =
                Pattern.compile(
                                "(?:get|wrongUse|outside|heading|counted)\\(\\s*\"([a-z][\\w.-]*)\"")
                        .matcher(Sources.text(Sources.root().resolve("app"), ".java", ".jte"))
                        .results()
                        .map(found -> found.group(1))
                        .filter(key ->
                                !key.endsWith(".")
                                        && !ENGLISH.has(key)
                                        && !ENGLISH.has(key + ".many"))
                        .distinct()
                        .toList();
        // Names of other things that are asked for by `get`.
        assertThat(missing).containsOnly("masked");
    }

    @Test
    void noTextIsUnused() throws IOException {
        String sources = Sources.text(Sources.root(), ".java", ".dmn", ".jte");
        List<String> unused = new ArrayList<>();
        for (String key : keys()) {
            if (!OF_THE_PARSER.matcher(key).matches()
                    && !sources.contains("\"" + key + "\"")
                    && !isWordOfAGroup(key, sources)) {
                unused.add(key);
            }
        }
        assertThat(unused).isEmpty();
    }

    // A word for a name that comes from elsewhere: `status.in-force`, `fact.guarantee-filed`,
    // `file.many`.
    private static boolean isWordOfAGroup(String key, String sources) {
        if (key.startsWith("page.")) {
            // `page.day.counted` is asked for as a word of `page.day`.
            return sources.contains("\"" + key.substring(0, key.lastIndexOf('.')) + "\"");
        }
        if (key.startsWith("sheet.")) {
            // `sheet.yard.lot.hint` is a word of the page `yard` for its parameter `lot`.
            String[] parts = key.split("\\.", -1);
            return sources.contains("\"" + key.replaceAll("\\.(one|many)$", "") + "\"")
                    || (parts.length > 2
                            && sources.contains("\"" + parts[1] + "\"")
                            && sources.contains("\"" + parts[2] + "\""));
        }
        int dot = key.indexOf('.');
        if (dot < 0) {
            return false;
        }
        String group = key.substring(0, dot);
        String name = key.substring(dot + 1);
        boolean asked =
                sources.contains("(\"" + group + "\",")
                        || sources.contains("\"" + group + ".\"")
                        || sources.contains("counted(\"" + group + "\"");
        if (name.equals("one") || name.equals("many")) {
            return asked || group.equals("quota");
        }
        String singular = name.replaceAll("\\.(one|many)$", "");
        if (group.equals("quota")) {
            return sources.contains("\"quota." + singular + "\"");
        }
        return asked && isKnown(singular, sources);
    }

    // As a text, the name of a type or a constant, a column of a table of rules, a table or a
    // message.
    private static boolean isKnown(String name, String sources) {
        StringBuilder type = new StringBuilder();
        for (String part : name.split("-", -1)) {
            type.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        String words = name.replace('-', ' ');
        return sources.contains("\"" + name + "\"")
                || sources.contains(type)
                || Pattern.compile("(?i)[\">;, ]" + Pattern.quote(words) + "[\"<;, ]")
                        .matcher(sources)
                        .find()
                || sources.contains(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Test
    void aLengthOfTimeIsInTheUnitThatAPersonWouldUse() {
        assertThat(ENGLISH.span(Duration.ZERO)).isEqualTo("0 ms");
        assertThat(ENGLISH.span(Duration.ofNanos(4_123_000))).isEqualTo("4.1 ms");
        assertThat(ENGLISH.span(Duration.ofMillis(14))).isEqualTo("14 ms");
        assertThat(ENGLISH.span(Duration.ofMillis(3_210))).isEqualTo("3.2 s");
        assertThat(ENGLISH.span(Duration.ofMinutes(12))).isEqualTo("12 min");
        assertThat(ENGLISH.span(Duration.ofMinutes(250))).isEqualTo("4 h 10 min");
        assertThat(ENGLISH.span(Duration.ofDays(60))).isEqualTo("60 d");
        assertThat(CHINESE.span(Duration.ofMinutes(250))).isEqualTo("4 小时 10 分");
    }

    @Test
    void aClauseIsQuotedAsTheFieldQuotesIt() {
        assertThat(CHINESE.clause("财关税〔2016〕18号, 2; GACC 2018-194, 8"))
                .isEqualTo("财关税〔2016〕18号 第2条；海关总署公告2018年第194号 第8条");
        assertThat(CHINESE.clause("GACC 2020-45, 1; GACC 2018-194"))
                .isEqualTo("海关总署公告2020年第45号 第1条；海关总署公告2018年第194号");
        assertThat(CHINESE.clause("增值税法 14; 0.01 half up")).isEqualTo("增值税法 第14条；四舍五入到分");
        assertThat(ENGLISH.clause("GACC 2018-194, 8")).isEqualTo("GACC 2018-194, 8");
        assertThat(ENGLISH.clause("关税法")).isEqualTo("关税法");
    }

    @Test
    void aTermKeepsWhatVariesInIt() {
        assertThat(CHINESE.term("line 12 import VAT")).isEqualTo("第12项增值税");
        assertThat(CHINESE.term("aggregated in EDN1")).isEqualTo("计入缴款书 EDN1");
        assertThat(CHINESE.term("nobody translated this")).isEqualTo("nobody translated this");
    }

    @Test
    void oneThingIsNotMany() {
        assertThat(ENGLISH.counted("document", 1)).isEqualTo("1 document");
        assertThat(ENGLISH.counted("document", 2_214)).isEqualTo("2,214 documents");
    }
}
