package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What the threads that decode do besides, and that they let others go first.
class DecoderThreadsTest {

    private final Queue<Runnable> large = new ArrayDeque<>();
    private final SmallWork small = new SmallWork(large::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void smallWorkIsDoneWhenNothingElseIs() {
        small.execute(() -> done.add("first"));
        small.execute(() -> done.add("second"));
        // One announcement for both.
        assertThat(large).hasSize(1);
        large.remove().run();
        assertThat(done).containsExactly("first", "second");
        small.execute(() -> done.add("third"));
        large.remove().run();
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void whoIsBusyComesToItBetweenTwoLargeTasks() {
        large.add(() -> {
            small.catchUp();
            done.add("large");
        });
        small.execute(() -> done.add("small"));
        while (!large.isEmpty()) {
            large.remove().run();
        }
        assertThat(done).containsExactly("small", "large");
    }

    @Test
    void whatComesInMeanwhileIsNotForgotten() {
        small.execute(() -> small.execute(() -> done.add("inner")));
        while (!large.isEmpty()) {
            large.remove().run();
        }
        assertThat(done).containsExactly("inner");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aCourteousThreadStandsBackAndOthersDoNot() throws Exception {
        int before = niceness();
        FutureTask<Integer> task = new FutureTask<>(DecoderThreadsTest::niceness);
        Thread.ofPlatform().start(Courtesy.of(task));
        assertThat(task.get()).isEqualTo(Math.min(before + 5, 19));
        assertThat(niceness()).isEqualTo(before);
    }

    /// As proc(5) has it: the 19th value, of which the second is a name in brackets.
    private static int niceness() throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Integer.parseInt(afterName[16]);
    }
}
