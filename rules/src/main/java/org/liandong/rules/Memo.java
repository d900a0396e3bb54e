package org.liandong.rules;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Answers already given, as many as two generations hold.
///
/// When the young generation is full it becomes the old one and what was old is forgotten; an answer found among the old
/// joins the young. That keeps what is asked again and again without a list of uses to maintain. Safe for many threads; an
/// answer that is forgotten too early is only worked out once more.
final class Memo<K, V> {

    private final int generationMax;
    private volatile Map<K, V> young = new ConcurrentHashMap<>();
    private volatile Map<K, V> old = Map.of();

    Memo(int generationMax) {
        this.generationMax = generationMax;
    }

    @Nullable V find(K key) {
        var answer = young.get(key);
        if (answer == null) {
            answer = old.get(key);
            if (answer != null) {
                keep(key, answer);
            }
        }
        return answer;
    }

    void keep(K key, V answer) {
        if (young.size() >= generationMax) {
            retire();
        }
        young.put(key, answer);
    }

    int size() {
        return young.size() + old.size();
    }

    private synchronized void retire() {
        if (young.size() >= generationMax) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }
}
