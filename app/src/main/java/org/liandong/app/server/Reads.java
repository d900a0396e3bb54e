package org.liandong.app.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.StoreFailure;
import org.liandong.engine.Views;

/// Views of the store for requests: opening one costs more than most questions, so a few are kept and lent.
public final class Reads implements AutoCloseable {

    /// Questions at a time. More would only wait for each other in the store.
    private static final int VIEWS_MAX = 8;

    /// How long a request waits for a view before it is told that the server is busy.
    private static final long WAIT_SECONDS = 10;

    private final String store;
    private final Semaphore places = new Semaphore(VIEWS_MAX, true);
    private final Deque<Views> idle = new ArrayDeque<>();
    private boolean closed;

    /// Too many questions at a time.
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("Too many questions at a time.", null, false, false);
        }
    }

    public Reads(String store) {
        this.store = store;
    }

    /// Asks a question.
    ///
    /// @throws Busy         when too many others ask
    /// @throws StoreFailure when the store cannot be read
    public <T extends @Nullable Object> T read(Function<Views, T> question) {
        try {
            if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        @Nullable Views views = null;
        boolean sound = false;
        try {
            views = take();
            T answer = question.apply(views);
            sound = true;
            return answer;
        } catch (StoreFailure e) {
            throw e;
        } catch (RuntimeException e) {
            // The question was wrong, not the view.
            sound = true;
            throw e;
        } finally {
            if (views != null) {
                giveBack(views, sound);
            }
            places.release();
        }
    }

    private Views take() {
        synchronized (idle) {
            if (closed) {
                throw new StoreFailure("The server is closed.");
            }
            Views known = idle.poll();
            if (known != null) {
                return known;
            }
        }
        return Views.open(store);
    }

    // A view whose store failed may be broken, such as a connection that was cut; the next request
    // opens another.
    private void giveBack(Views views, boolean sound) {
        synchronized (idle) {
            if (sound && !closed) {
                idle.push(views);
                return;
            }
        }
        views.close();
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(Views::close);
            idle.clear();
        }
    }
}
