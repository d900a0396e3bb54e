package org.liandong.app.server.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.liandong.app.TaskAnswer;
import org.liandong.app.Texts;
import org.liandong.app.server.Problem;
import org.liandong.app.server.Reads;
import org.liandong.app.server.access.Caller;
import org.liandong.engine.Admission;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;
import org.liandong.engine.SideTable;
import org.liandong.engine.StoreFailure;
import org.liandong.engine.Views;
import org.liandong.engine.Views.OneCase;
import org.liandong.engine.Views.TaskLine;
import org.liandong.kernel.Reply;

/// Where officers take tasks, give them back and answer them.
///
/// Who takes a task has it for [#HOLD], and longer by taking it again; meanwhile nobody else answers it, so that no two do
/// the same work. A task may be answered without being taken. That somebody has a task is no fact of its case: it stands in
/// a table of the server's own.
public final class TaskDesk {

    /// How long a task stays with who has taken it: long enough to look at a case, short enough that a task which somebody
    /// has left lying waits for no shift to end.
    public static final Duration HOLD = Duration.ofMinutes(30);

    private static final SideTable TABLE =
            new SideTable(
                    "task_taken", 3, "service", "case_key", "task", "who", "shown", "until_at");

    private final Engine engine;
    private final Reads reads;
    private final InstantSource time;

    public TaskDesk(Engine engine, Reads reads, InstantSource time) {
        this.engine = engine;
        this.reads = reads;
        this.time = time;
    }

    /// Makes or renews the table.
    public static void prepare(String store) {
        SideTable.migrate(store, "tasks", "classpath:org/liandong/app/server/tasks/db");
    }

    /// Who has a task in hand; null when nobody has.
    public @Nullable Taken taken(Views views, String service, String key, String task) {
        SideTable.Row row = views.row(TABLE, service, key, task);
        if (row == null) {
            return null;
        }
        Instant until = Instant.ofEpochMilli(row.number("until_at"));
        return time.instant().isBefore(until)
                ? new Taken(row.text("who"), row.text("shown"), until)
                : null;
    }

    /// Takes a task, or keeps it for longer.
    ///
    /// @throws Problem when there is no such task for the caller, or somebody else has it
    public synchronized Taken take(Caller caller, String service, String key, String task)
            throws InterruptedException {
        free(caller, service, key, task);
        Instant until = Instant.ofEpochMilli(time.instant().plus(HOLD).toEpochMilli());
        change(TABLE.put(service, key, task, caller.who(), caller.shown(), until.toEpochMilli()));
        return new Taken(caller.who(), caller.shown(), until);
    }

    /// Gives a task back.
    ///
    /// @throws Problem when there is no such task for the caller, or somebody else has it
    public synchronized void giveBack(Caller caller, String service, String key, String task)
            throws InterruptedException {
        free(caller, service, key, task);
        change(TABLE.remove(service, key, task));
    }

    /// Answers a task; the answer becomes a fact of its case under the caller's name.
    ///
    /// @throws Problem when there is no such task for the caller, somebody else has it, or this is no answer to it
    public DocumentResult answer(
            Caller caller, String service, String key, String task, String answer, String reason)
            throws InterruptedException {
        TaskLine line = free(caller, service, key, task);
        if (!line.task().options().contains(answer)) {
            throw Problem.of(422, "http.task.option", String.join(", ", line.task().options()));
        }
        byte[] fact =
                TaskAnswer.fact(
                        service,
                        key,
                        new Reply(task, answer, reason, caller.who()),
                        time.instant());
        if (fact == null) {
            throw Problem.of(404);
        }
        // Nothing is left to ask: it is a task of this caller, and the fact was made here.
        DocumentResult result = join(engine.submit("answer", fact, Admission.ALL));
        if (!result.refused()) {
            change(TABLE.remove(service, key, task));
        }
        return result;
    }

    /// The task, if the caller may work on it now.
    private TaskLine free(Caller caller, String service, String key, String task) {
        record Known(String owner, @Nullable TaskLine line, @Nullable Taken taken) {}
        Known known =
                reads.read(views -> {
                    OneCase of =
                            caller.maySee(service, key, views::owner)
                                    ? views.one(service, key)
                                    : null;
                    return of == null
                            ? new Known("", null, null)
                            : new Known(
                                    of.line().owner(),
                                    line(of, task),
                                    taken(views, service, key, task));
                });
        TaskLine line = known.line();
        if (line == null) {
            throw Problem.of(404);
        }
        if (!caller.mayAnswer(service, line.task().role(), known.owner())) {
            throw Problem.of(403);
        }
        if (!line.state().equals("open")) {
            throw Problem.of(409, "http.task.closed");
        }
        Taken taken = known.taken();
        if (taken != null && !taken.by(caller)) {
            throw Problem.of(409, "http.task.taken", taken.shown(), Texts.time(taken.until()));
        }
        return line;
    }

    private static @Nullable TaskLine line(OneCase known, String task) {
        return known.tasks().stream()
                .filter(line -> line.task().id().equals(task))
                .findFirst()
                .orElse(null);
    }

    private void change(SideTable.Change change) throws InterruptedException {
        join(engine.change(List.of(change)));
    }

    private static <T extends @Nullable Object> T join(
            java.util.concurrent.CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailure failure ? failure : e;
        }
    }
}
