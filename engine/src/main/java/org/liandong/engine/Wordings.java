package org.liandong.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.liandong.engine.Rows.Wording;
import org.liandong.kernel.Decision;

/// The names in decisions, each kept once under a number.
///
/// Numbers are given in the order in which the trail needs them, so that who replays it gives the same ones.
final class Wordings {

    /// Names hold numbers of lines, and who sends long lists makes many. Beyond these, names stand in the decision itself.
    private static final int MAX = 20_000;

    private final Work work;
    private final Map<List<String>, Long> numbers = new HashMap<>();
    private final List<List<String>> ofStep = new ArrayList<>();

    Wordings(Work work, List<Wording> known) {
        this.work = work;
        known.forEach(wording -> numbers.put(wording.words(), wording.id()));
    }

    /// How the decision is written.
    ///
    /// @param added takes the words that had no number yet, as they are written
    DecisionText written(Decision decision, Consumer<String> added) {
        return DecisionText.of(decision, words -> numberOf(words, added));
    }

    private Object numberOf(List<String> words, Consumer<String> added) {
        Long known = numbers.get(words);
        if (known != null) {
            return known;
        }
        if (numbers.size() >= MAX) {
            return words;
        }
        long number = numbers.size() + 1L;
        numbers.put(words, number);
        ofStep.add(words);
        work.add(Tables.WORDING, new Wording(number, words));
        added.accept(Json.text(words));
        return number;
    }

    /// The step has succeeded.
    void keep() {
        ofStep.clear();
    }

    /// The step has failed: the numbers that it gave are free.
    void drop() {
        ofStep.forEach(numbers::remove);
        ofStep.clear();
    }

    /// Words that stand in the decision itself.
    static List<String> words(Object written) {
        return ((List<?>) written).stream().map(String.class::cast).toList();
    }

    /// Reads decisions of a store.
    static final class Reader {

        private final Store store;
        private final Map<Long, List<String>> words = new ConcurrentHashMap<>();

        Reader(Store store) {
            this.store = store;
        }

        Decision decision(JsonText body) {
            return body.read(DecisionText.class).decision(this::wordsOf);
        }

        private List<String> wordsOf(Object written) {
            if (written instanceof List<?>) {
                return words(written);
            }
            return words.computeIfAbsent(
                    ((Number) written).longValue(),
                    number ->
                            Objects.requireNonNull(
                                            store.read(Tables.WORDING, number),
                                            () -> "The store has lost wording " + number + ".")
                                    .words());
        }
    }
}
