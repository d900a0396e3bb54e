package org.liandong.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;
import org.liandong.engine.NodeResult;

/// Hands messages in, and insists that they are taken.
final class Sender {

    private Sender() {}

    /// Hands messages in as fast as the engine takes them, and waits for all answers.
    static void send(Engine engine, Iterable<byte[]> messages) throws Exception {
        List<CompletableFuture<DocumentResult>> answers = new ArrayList<>();
        for (byte[] message : messages) {
            answers.add(engine.submit("bench", message));
        }
        for (CompletableFuture<DocumentResult> answer : answers) {
            requireTaken(answer.get());
        }
    }

    /// @throws IllegalStateException when a message or a node of it was refused
    static void requireTaken(DocumentResult result) {
        if (!result.problems().isEmpty() || result.nodes().isEmpty()) {
            throw new IllegalStateException("A sound message was refused: " + result);
        }
        for (NodeResult node : result.nodes()) {
            if (node.result().refused()) {
                throw new IllegalStateException("A sound parcel was refused: " + node);
            }
        }
    }
}
