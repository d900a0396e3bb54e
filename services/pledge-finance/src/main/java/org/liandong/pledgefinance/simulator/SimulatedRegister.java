package org.liandong.pledgefinance.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liandong.kernel.Message;
import org.liandong.pledgefinance.PledgeFact;
import org.liandong.pledgefinance.PledgeFact.PledgeRegistered;
import org.liandong.pledgefinance.PledgeFact.RegisterSearched;
import org.liandong.pledgefinance.PledgeFact.RegistrationCancelled;
import org.liandong.pledgefinance.PledgeFact.Right;

/// The unified register of movable property, simulated: messages of the service go in, facts come out. A port to the real register does the
/// same and takes its place.
///
/// It enters what it is told and examines nothing, as the real one does. The same message again has no second answer.
public final class SimulatedRegister {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private record Entry(String registrationNo, String receiptNo, String pledgee, Instant since) {}

    /// Entries by pledgor, so that a search does not look through all.
    private final Map<String, List<Entry>> entries = new HashMap<>();

    /// The pledgor of each number.
    private final Map<String, String> pledgors = new HashMap<>();

    private final Set<String> answered = new HashSet<>();

    /// Whether a message is for the register.
    public static boolean isFor(Message message) {
        return message.to().equals("register");
    }

    /// The number under which a contract, or an exchange of goods, is entered.
    public static String number(String aboutNo) {
        return "REG-" + aboutNo;
    }

    /// What the register says to a message; nothing when it has answered it before.
    public List<PledgeFact> answer(Message message, Instant at) {
        if (!answered.add(message.type() + "\n" + message.subject())) {
            return List.of();
        }
        return switch (message.type()) {
            case "REGISTER-SEARCH" -> List.of(search(message, at));
            case "PLEDGE-REGISTRATION" -> enter(message, at);
            case "REGISTRATION-CANCELLATION" -> List.of(cancel(message, at));
            default ->
                    throw new IllegalArgumentException(
                            "The register knows no message %s.".formatted(message.type()));
        };
    }

    private PledgeFact search(Message message, Instant at) {
        String searcher = field(message, "searchedBy");
        List<Right> rights =
                entries.getOrDefault(field(message, "debtor"), List.of()).stream()
                        .filter(entry -> !entry.pledgee().equals(searcher))
                        .map(entry ->
                                new Right(entry.receiptNo(), entry.registrationNo(), entry.since()))
                        .toList();
        return new RegisterSearched(
                field(message, "contractNo"),
                field(message, "searchNo"),
                rights,
                at.atZone(ZONE).toLocalDate());
    }

    /// An entry of several receipts comes as one message for each, and has one number.
    private List<PledgeFact> enter(Message message, Instant at) {
        String aboutNo = field(message, "aboutNo");
        String number = number(aboutNo);
        String pledgor = field(message, "pledgor");
        boolean first = pledgors.putIfAbsent(number, pledgor) == null;
        entries.computeIfAbsent(pledgor, _ -> new ArrayList<>())
                .add(new Entry(number, field(message, "receiptNo"), field(message, "pledgee"), at));
        return first
                ? List.of(new PledgeRegistered(field(message, "contractNo"), aboutNo, number, at))
                : List.of();
    }

    private PledgeFact cancel(Message message, Instant at) {
        String number = number(field(message, "aboutNo"));
        String pledgor = pledgors.get(number);
        if (pledgor != null) {
            entries.getOrDefault(pledgor, new ArrayList<>())
                    .removeIf(entry -> entry.registrationNo().equals(number));
        }
        return new RegistrationCancelled(
                field(message, "contractNo"), number, at.atZone(ZONE).toLocalDate());
    }

    private static String field(Message message, String name) {
        String value = message.head().get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The message %s to the register has no %s.".formatted(message.type(), name));
        }
        return value;
    }
}
