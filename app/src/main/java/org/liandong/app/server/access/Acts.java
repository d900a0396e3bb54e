package org.liandong.app.server.access;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.liandong.engine.Engine;
import org.liandong.engine.Note;
import org.liandong.engine.SideTable;
import org.liandong.engine.StoreFailure;

/// Writes down what people do, and waits until it is durable.
public final class Acts {

    private final Engine engine;

    public Acts(Engine engine) {
        this.engine = engine;
    }

    /// Writes a note.
    ///
    /// @return the number of its entry in the trail
    /// @throws StoreFailure when it cannot become durable
    public long note(Note note, SideTable.Change... changes) {
        return await(() -> engine.note(note, List.of(changes)));
    }

    /// An act that is about no case.
    long note(String who, String what, Map<String, Object> body, SideTable.Change... changes) {
        return note(Note.of(who, what, body), changes);
    }

    /// Changes rows without a note.
    public void change(SideTable.Change... changes) {
        await(() -> engine.change(List.of(changes)).thenApply(_ -> Boolean.TRUE));
    }

    private interface Call<T> {
        CompletableFuture<T> make() throws InterruptedException;
    }

    private static <T> T await(Call<T> call) {
        try {
            return call.make().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure("Interrupted before the store had answered.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreFailure failure
                    ? failure
                    : new StoreFailure("The store did not answer: " + e.getCause(), e);
        }
    }
}
