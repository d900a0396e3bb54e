package org.liandong.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/// The process that [KillTest] kills: takes documents in from a place on, and says of each that it is durable.
final class KilledWriter {

    private static final int UNDER_WAY = 16;

    private KilledWriter() {}

    public static void main(String[] arguments) throws Exception {
        int from = Integer.parseInt(arguments[1]);
        int to = Integer.parseInt(arguments[2]);
        try (Engine engine = Engine.open(Toy.settings(arguments[0], () -> Toy.START))) {
            Deque<CompletableFuture<DocumentResult>> answers = new ArrayDeque<>();
            int answered = from;
            for (int place = from; place < to; place++) {
                answers.add(engine.submit("document", ToyDay.document(place)));
                while (answers.size() >= UNDER_WAY || (place == to - 1 && !answers.isEmpty())) {
                    answers.removeFirst().get();
                    System.out.println(answered++);
                    System.out.flush();
                }
            }
        }
        System.out.println("done");
    }
}
