package org.liandong.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// Small tasks that threads do between two large ones: one that is busy with many large tasks still comes to the small ones
/// soon, and no further thread takes a processor from those whom all wait for.
final class SmallWork implements Executor {

    private final Executor threads;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean announced = new AtomicBoolean();

    /// @param threads run the large tasks, each of which begins with [#catchUp]
    SmallWork(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (announced.compareAndSet(false, true)) {
            threads.execute(() -> {
                announced.set(false);
                catchUp();
            });
        }
    }

    /// Does what waits.
    void catchUp() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }
}
