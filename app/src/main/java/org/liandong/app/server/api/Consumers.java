package org.liandong.app.server.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.liandong.app.server.Problem;
import org.liandong.app.server.Reads;
import org.liandong.engine.Engine;
import org.liandong.engine.SideTable;
import org.liandong.engine.StoreFailure;

/// How far each consumer of the outbox has come, kept in the store.
final class Consumers {

    private static final int NAME_MAX = 100;

    private static final SideTable TABLE = new SideTable("consumer", 1, "name", "position", "at");

    private final Engine engine;
    private final Reads reads;
    private final InstantSource time;

    /// A consumer.
    ///
    /// @param position number of the last message that it has acknowledged; 0 before the first
    record Consumer(String consumer, long position, Instant at) {}

    Consumers(Engine engine, Reads reads, InstantSource time) {
        this.engine = engine;
        this.reads = reads;
        this.time = time;
    }

    static void prepare(String store) {
        SideTable.migrate(store, "queues", "classpath:org/liandong/app/server/api/db");
    }

    /// How far a consumer has come.
    long position(String owner, String name) {
        SideTable.Row row = reads.read(views -> views.row(TABLE, key(owner, name)));
        return row == null ? 0 : row.number("position");
    }

    /// Keeps that a consumer has all messages up to one. It may go back, to get them again.
    Consumer acknowledge(String owner, String name, long position) throws InterruptedException {
        if (position < 0 || position > reads.read(views -> views.lastMessage())) {
            throw Problem.of(422, "http.position", Long.toString(position));
        }
        Instant now = time.instant();
        try {
            engine.change(List.of(TABLE.put(key(owner, name), position, now.toEpochMilli())))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailure failure ? failure : e;
        }
        return new Consumer(name, position, now);
    }

    // Nobody moves the place of somebody else.
    private static String key(String owner, String name) {
        if (!name.matches("[\\w.-]{1," + NAME_MAX + "}")) {
            throw Problem.of(400, "http.consumer");
        }
        return owner + " " + name;
    }
}
