package org.liandong.app.server.api;

import org.liandong.app.server.Reads;
import org.liandong.engine.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Tells those who follow the trail that it has grown: one question to the store for all of them.
final class Pulse implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private static final long EVERY_MILLIS = 200;

    private final Reads reads;
    private final Object grown = new Object();
    private volatile long last;
    private volatile boolean running;
    private volatile int waiting;

    Pulse(Reads reads) {
        this.reads = reads;
    }

    /// Waits until the trail is longer, the server ends, or time is up.
    ///
    /// @return whether the server goes on
    boolean await(long known, long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        synchronized (grown) {
            waiting++;
            try {
                while (running && last <= known) {
                    long left = (until - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        break;
                    }
                    grown.wait(left);
                }
            } finally {
                waiting--;
            }
        }
        return running;
    }

    private void beat() {
        try {
            while (running) {
                Thread.sleep(EVERY_MILLIS);
                if (waiting == 0) {
                    continue;
                }
                long now = look();
                if (now > last) {
                    synchronized (grown) {
                        last = now;
                        grown.notifyAll();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long look() {
        try {
            return reads.read(views -> views.lastEntry());
        } catch (StoreFailure | Reads.Busy e) {
            LOG.warn("The trail cannot be read; trying again.", e);
            return last;
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("pulse").start(this::beat);
    }

    /// Before the server waits for requests to end, since those that follow the trail do not end by themselves.
    @Override
    public void stop() {
        running = false;
        synchronized (grown) {
            grown.notifyAll();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
