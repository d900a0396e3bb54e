package org.liandong.engine;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Check;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Fact;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Format;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Step;
import org.liandong.kernel.Task;
import org.liandong.kernel.TypeName;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// A service of the tests: cloakrooms. A room has places; a visitor takes some, shows a ticket, and may wait.
///
/// Visitors whose name begins with `clumsy` make the service throw when a book answers, with `sleepy` when a clock runs
/// out; those that begin with `fickle` want no room any more once there is some. What follows an `@` in a name is the club that
/// the visitor belongs to.
final class Toy implements ServiceModule<Toy.Visit, Toy.ToyFact>, Service<Toy.Visit, Toy.ToyFact> {

    static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

    private final String name;

    Toy() {
        this("toy");
    }

    /// The same under another name, for an engine of several services.
    Toy(String name) {
        this.name = name;
    }

    sealed interface ToyFact {}

    /// A cloakroom offers more places.
    record Offered(String room, int places) implements ToyFact {}

    /// A visitor asks for places under a ticket.
    record Asked(String visit, String room, int places, String ticket) implements ToyFact {}

    /// A coat carries only its ticket.
    record Coat(String ticket, String colour) implements ToyFact {}

    /// The visitor leaves and frees the places.
    record Left(String visit, String room) implements ToyFact {}

    /// The service throws on it, after it has told a neighbour.
    record Burst(String visit) implements ToyFact {}

    /// The service throws while it says where the fact belongs.
    record Astray(String visit) implements ToyFact {}

    /// The visitor asks for nothing now and waits until any of these rooms has places.
    record Patient(String visit, List<String> rooms, int places) implements ToyFact {}

    /// The visitor does not wait for the room any more.
    record Impatient(String visit, String room) implements ToyFact {}

    /// The visitor turns round on the threshold: within one step, leaves the queue for a room and joins it again.
    record Undecided(String visit, String room, int places) implements ToyFact {}

    /// The visitor should have been reminded at a time that has passed.
    record Late(String visit, Instant due) implements ToyFact {}

    /// The visitor has lost a coat: the keeper is asked.
    record Lost(String visit) implements ToyFact {}

    /// One visitor greets another.
    record Greeted(String visit) implements ToyFact {}

    record Visit(String key, int places, int tries, List<String> seen) {
        Visit with(String what) {
            List<String> more = new ArrayList<>(seen);
            more.add(what);
            return new Visit(key, places, tries, more);
        }
    }

    static Engine.Settings settings(String store, InstantSource time) {
        return new Engine.Settings(
                store,
                List.of(new Toy()),
                Map.of(),
                _ ->
                        (rule, on, inputs) -> {
                            throw new IllegalStateException("The toy has no rules.");
                        },
                new byte[32],
                time,
                2);
    }

    /// One line of a document.
    static String line(String id, ToyFact fact) {
        return "{\"service\":\"toy\",\"type\":\"%s\",\"source\":\"test\",\"id\":\"%s\",\"body\":%s}\n"
                .formatted(TypeName.of(fact.getClass()), id, Json.text(fact));
    }

    static byte[] document(String... lines) {
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Linking linking(ToyFact fact) {
        return switch (fact) {
            case Offered offered -> Linking.to("room-" + offered.room());
            case Asked asked -> Linking.to(asked.visit());
            case Coat coat -> Linking.by(new Identifier("ticket", coat.ticket()));
            case Left left -> Linking.to(left.visit());
            case Burst burst -> Linking.to(burst.visit());
            case Astray astray -> throw new IllegalStateException("astray " + astray.visit());
            case Patient patient -> Linking.to(patient.visit());
            case Impatient impatient -> Linking.to(impatient.visit());
            case Undecided undecided -> Linking.to(undecided.visit());
            case Late late -> Linking.to(late.visit());
            case Lost lost -> Linking.to(lost.visit());
            case Greeted greeted -> Linking.to(greeted.visit());
        };
    }

    @Override
    public Visit open(CaseKey key) {
        return new Visit(key.value(), 0, 0, List.of());
    }

    @Override
    public Step<Visit> on(Visit visit, Fact<ToyFact> fact, Context context) {
        return switch (fact.body()) {
            case Offered(var room, var places) -> offered(visit, room, places, context);
            case Asked(var key, var room, var places, var ticket) -> {
                Visit asking = new Visit(key, places, 0, visit.seen());
                yield Step.of(
                        asking,
                        new Effect.Decide(admission(room, places, ticket)),
                        new Effect.Claim(new Identifier("ticket", ticket)),
                        new Effect.StartAt("reminder", context.at().plus(Duration.ofHours(2)), ""),
                        new Effect.Ask(hold(asking, room, context)));
            }
            case Coat(_, var colour) ->
                    Step.of(
                            visit.with("coat " + colour),
                            new Effect.Tell(Linking.to("hall"), new Greeted("hall")));
            case Left(var key, var room) ->
                    Step.of(
                            visit.with("left"),
                            new Effect.Stop("reminder"),
                            new Effect.Ask(
                                    new Command.Release(
                                            key + "-left-" + context.seq(),
                                            held(visit, room),
                                            null,
                                            reference(key))));
            case Burst burst -> throw new IllegalStateException("burst " + burst.visit());
            case Astray _ -> throw new IllegalStateException("It cannot have come here.");
            case Patient(_, var rooms, var places) ->
                    new Step<>(
                            new Visit(visit.key(), places, visit.tries(), visit.seen()),
                            rooms.stream().map(room -> await(room, places)).toList());
            case Impatient(_, var room) ->
                    Step.of(visit.with("impatient"), new Effect.Forgo(room + "/free"));
            case Undecided(_, var room, var places) ->
                    Step.of(
                            new Visit(visit.key(), places, visit.tries(), visit.seen()),
                            new Effect.Forgo(room + "/free"),
                            await(room, places),
                            new Effect.Forgo(room + "/free"),
                            await(room, places));
            case Late(_, var due) ->
                    Step.of(visit.with("late"), new Effect.StartAt("reminder", due, ""));
            case Lost _ ->
                    Step.of(
                            visit.with("lost"),
                            new Effect.Assign(
                                    new Task(
                                            "find",
                                            "keeper",
                                            "where",
                                            List.of(),
                                            List.of("found", "gone"))));
            case Greeted _ -> Step.of(visit.with("greeted"));
        };
    }

    /// Whether a visitor may ask, whatever the room has: one check that holds, one that nobody can make.
    static Decision admission(String room, int places, String ticket) {
        return new Decision(
                "admission",
                Outcome.ADMITTED,
                List.of(
                        new Check(
                                "H1",
                                Check.Result.PASSED,
                                new Check.Operand("asked.places", Integer.toString(places)),
                                new Check.Operand(room + ", at least", "1"),
                                ""),
                        new Check(
                                "H2",
                                Check.Result.UNDECIDED,
                                new Check.Operand("asked.ticket", ticket),
                                new Check.Operand("printer", null),
                                "T0")),
                List.of(),
                List.of(),
                List.of(
                        new Decision.Computation(
                                "fee",
                                "places × rate",
                                Map.of(
                                        "places",
                                        BigDecimal.valueOf(places),
                                        "rate",
                                        new BigDecimal("2.50")),
                                new BigDecimal("2.50").multiply(BigDecimal.valueOf(places)),
                                "house rule 3")),
                Map.of("asked", new FactId("visitor", ticket)),
                "house rule 1");
    }

    private static Step<Visit> offered(Visit visit, String room, int places, Context context) {
        return Step.of(
                visit.with("offered " + places),
                new Effect.Ask(Command.OpenAccount.of(room + "-open", room + "/free", "PLACE")),
                new Effect.Ask(Command.OpenAccount.of(room + "-used", room + "/used", "PLACE")),
                new Effect.Ask(Command.OpenAccount.boundary(room + "-all", room + "/all", "PLACE")),
                new Effect.Ask(
                        Command.Post.of(
                                room + "-offer-" + context.seq(),
                                context.today(),
                                reference(room),
                                new Leg(
                                        room + "/all",
                                        room + "/free",
                                        BigDecimal.valueOf(places)))));
    }

    private static Effect await(String room, int places) {
        return new Effect.Await(room + "/free", BigDecimal.valueOf(places));
    }

    private static String held(Visit visit, String room) {
        return visit.key() + "-" + room + "-" + visit.tries();
    }

    private static Command hold(Visit visit, String room, Context context) {
        String id = held(visit, room);
        return new Command.PlaceHold(
                id,
                id,
                new Leg(room + "/free", room + "/used", BigDecimal.valueOf(visit.places())),
                context.today(),
                null,
                reference(visit.key()));
    }

    private static Reference reference(String key) {
        return Reference.of(key, "test", "test");
    }

    @Override
    public Step<Visit> answered(Visit visit, Answer answer, Context context) {
        boolean room = answer instanceof Answer.Room;
        if (visit.key().startsWith("clumsy") && (room || answer instanceof Answer.FromBook)) {
            throw new IllegalStateException("clumsy");
        }
        if (visit.key().startsWith("fickle") && room) {
            return Step.of(visit.with("fickle"));
        }
        return switch (answer) {
            case Answer.FromBook(Command.PlaceHold command, var said) ->
                    switch (said) {
                        case org.liandong.kernel.ledger.Answer.Posted _ ->
                                Step.of(visit.with("placed"), sent(visit, "placed"));
                        case org.liandong.kernel.ledger.Answer.Refused _,
                                org.liandong.kernel.ledger.Answer.Rejected _ ->
                                Step.of(
                                        new Visit(
                                                visit.key(),
                                                visit.places(),
                                                visit.tries() + 1,
                                                visit.seen()),
                                        new Effect.Await(
                                                command.leg().from(), command.leg().amount()));
                    };
            case Answer.FromBook _ -> Step.of(visit);
            case Answer.Claimed _ -> Step.of(visit);
            case Answer.ClaimRefused(_, var holder) ->
                    Step.of(visit.with("ticket is held by " + holder));
            case Answer.Room(var account) ->
                    Step.of(
                            visit,
                            new Effect.Ask(
                                    hold(
                                            visit,
                                            account.substring(0, account.indexOf('/')),
                                            context)));
        };
    }

    private static Effect sent(Visit visit, String what) {
        return new Effect.Send(
                new Message("NOTE", "visitor", visit.key(), Map.of("says", what), List.of()));
    }

    @Override
    public Step<Visit> expired(Visit visit, String clock, Context context) {
        if (visit.key().startsWith("sleepy")) {
            throw new IllegalStateException("sleepy");
        }
        return Step.of(visit.with(clock), sent(visit, clock));
    }

    @Override
    public String status(Visit visit) {
        return visit.seen().isEmpty() ? "waiting" : visit.seen().getLast().split(" ", 2)[0];
    }

    @Override
    public String owner(Visit visit) {
        int at = visit.key().indexOf('@');
        return at < 0 || visit.seen().isEmpty() ? "" : visit.key().substring(at + 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<Visit> stateType() {
        return Visit.class;
    }

    @Override
    public Class<ToyFact> factType() {
        return ToyFact.class;
    }

    @Override
    public Class<? extends ToyFact> internalType() {
        return Greeted.class;
    }

    @Override
    public List<Asset> assets() {
        return List.of(new Asset("PLACE", 0, Asset.Kind.QUOTA, "place", LocalDate.EPOCH, null));
    }

    @Override
    public Map<String, byte[]> resources() {
        return Map.of("house-rules.txt", "No pets.".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Service<Visit, ToyFact> service(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        return this;
    }

    @Override
    public List<Format<ToyFact>> formats(
            Map<String, byte[]> resources, byte[] secret, InstantSource time) {
        return List.of();
    }

    @Override
    public byte[] write(Message message, long id, Instant at) {
        return Json.bytes(message);
    }
}
