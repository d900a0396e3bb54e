package org.liandong.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Views;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Simulation;
import org.liandong.kernel.Simulation.Plan;
import org.liandong.kernel.Simulation.Sink;

/// The simulated days of all services of this deployment as one: their documents in the order of arrival, those of the same
/// instant in the order of the services.
///
/// Each day is made in a thread of its own, a few documents ahead of what is taken, so that a day of millions needs no memory.
final class PortDay {

    private static final int AHEAD = 16;
    private static final int PAGE = 1_000;

    private record Part(ServiceModule<?, ?> module, Simulation simulation, Plan plan) {}

    private final List<Part> parts = new ArrayList<>();

    /// @param plan of the busiest service; the others have their share
    PortDay(Plan plan) {
        for (ServiceModule<?, ?> module : Wiring.services()) {
            Simulation simulation = module.simulation();
            if (simulation != null) {
                long cases = simulation.share(plan.cases());
                parts.add(
                        new Part(
                                module,
                                simulation,
                                new Plan(
                                        cases,
                                        plan.seed(),
                                        plan.errors(),
                                        plan.shuffle(),
                                        plan.day(),
                                        plan.hasty())));
            }
        }
    }

    /// The day.
    void run(Sink sink) {
        merge(
                parts.stream()
                        .<Consumer<Sink>>map(
                                part -> each -> part.simulation().run(part.plan(), each))
                        .toList(),
                sink);
    }

    /// What follows the day.
    ///
    /// @param store which holds what the services have said
    void afterwards(String store, Sink sink) {
        merge(parts.stream().<Consumer<Sink>>map(part -> follow(part, store)).toList(), sink);
    }

    private static Consumer<Sink> follow(Part part, String store) {
        String service = part.module().name();
        return each ->
                part.simulation().afterwards(part.plan(), () -> messages(store, service), each);
    }

    private static void merge(List<Consumer<Sink>> days, Sink sink) {
        List<Source> sources = days.stream().map(Source::new).toList();
        try {
            boolean single = false;
            for (Source next = earliest(sources); next != null; next = earliest(sources)) {
                Document document = next.take();
                if (document.single() != single) {
                    single = document.single();
                    sink.single(single);
                }
                sink.document(document.name(), document.at(), document.content());
            }
            if (single) {
                sink.single(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.outside("demo.interrupted");
        } finally {
            sources.forEach(source -> source.thread.interrupt());
        }
    }

    /// The first of those whose next document is the earliest; null when there is none any more.
    private static @Nullable Source earliest(List<Source> sources) throws InterruptedException {
        Source earliest = null;
        Instant at = Instant.MAX;
        for (Source source : sources) {
            Document next = source.next();
            if (next != null && next.at().isBefore(at)) {
                earliest = source;
                at = next.at();
            }
        }
        return earliest;
    }

    private record Document(String name, Instant at, byte[] content, boolean single) {}

    /// What comes out of a thread: documents, and at last how it ended.
    private sealed interface Item {
        record Of(Document document) implements Item {}

        record End(@Nullable RuntimeException failure) implements Item {}
    }

    /// Nobody waits for the rest of a day.
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned(InterruptedException cause) {
            super(cause);
        }
    }

    /// One day in its thread.
    private static final class Source implements Sink {

        private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(AHEAD);
        private final Thread thread;
        private boolean single;
        private @Nullable Document next;
        private boolean ended;

        Source(Consumer<Sink> day) {
            this.thread =
                    Thread.ofPlatform().daemon().name("simulation").unstarted(() -> make(day));
            thread.start();
        }

        private void make(Consumer<Sink> day) {
            RuntimeException failure = null;
            try {
                day.accept(this);
            } catch (Abandoned e) {
                return;
            } catch (RuntimeException e) {
                failure = e;
            }
            try {
                queue.put(new Item.End(failure));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void document(String name, Instant at, byte[] content) {
            try {
                queue.put(new Item.Of(new Document(name, at, content, single)));
            } catch (InterruptedException e) {
                throw new Abandoned(e);
            }
        }

        @Override
        public void single(boolean begins) {
            single = begins;
        }

        /// The document that comes next; null at the end.
        @Nullable Document next() throws InterruptedException {
            if (next == null && !ended) {
                switch (queue.take()) {
                    case Item.Of(Document document) -> next = document;
                    case Item.End(RuntimeException failure) -> {
                        ended = true;
                        if (failure != null) {
                            throw failure;
                        }
                    }
                }
            }
            return next;
        }

        Document take() throws InterruptedException {
            Document taken = Objects.requireNonNull(next());
            next = null;
            return taken;
        }
    }

    /// What a service has said so far, read page by page.
    private static Iterator<Simulation.Sent> messages(String store, String service) {
        return Stream.iterate(
                        page(store, 0),
                        page -> !page.isEmpty(),
                        page -> page(store, page.getLast().id()))
                .flatMap(List::stream)
                .filter(line -> line.service().equals(service) && line.caseKey() != null)
                .map(line ->
                        new Simulation.Sent(Objects.requireNonNull(line.caseKey()), line.message()))
                .iterator();
    }

    private static List<Views.MessageLine> page(String store, long after) {
        try (Views views = Views.open(store)) {
            return views.messages(after, PAGE);
        }
    }
}
