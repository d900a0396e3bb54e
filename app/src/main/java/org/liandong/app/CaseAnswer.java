package org.liandong.app;

import java.math.BigInteger;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Views.ClockLine;
import org.liandong.engine.Views.DecisionLine;
import org.liandong.engine.Views.OneCase;
import org.liandong.kernel.Check;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Quotas;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.ledger.BookedLeg;
import org.liandong.kernel.ledger.Transaction;

/// The first line about a case: where it stands, in words, from its decisions, postings and clocks.
public final class CaseAnswer {

    // Account names of retail import: guarantee/<enterprise>/billed/<bill>.
    private static final Pattern BILLED = Pattern.compile("guarantee/([^/]+)/billed/(.*)");

    // Decisions on the matter itself; others are about what accompanies it.
    private static final Set<String> MATTERS = Set.of("release", "forecast", "refund");

    private CaseAnswer() {}

    /// The last decision on the matter itself, which is what most readers ask for.
    public static @Nullable DecisionLine mainDecision(OneCase known) {
        DecisionLine found = null;
        for (DecisionLine line : known.decisions()) {
            String kind = line.decision().kind();
            if (MATTERS.contains(kind)
                    || found == null
                    // Without one, the last of the kind that the case began with.
                    || kind.equals(found.decision().kind())) {
                found = line;
            }
        }
        return found;
    }

    public static String of(OneCase known, Texts texts) {
        String status = known.line().status();
        DecisionLine main = mainDecision(known);
        String said =
                switch (status) {
                    case "released" -> released(known, texts);
                    case "billed" -> billed(known, texts);
                    case "waiting" -> waiting(known, main, texts);
                    case "refused" -> refused(known, main, texts);
                    case "referred" -> referred(known, main, texts);
                    default -> plain(known, texts);
                };
        return said;
    }

    private static String plain(OneCase known, Texts texts) {
        String status = known.line().status();
        ServiceModule<?, ?> module = Wiring.service(known.line().service());
        if (module != null) {
            // Each service says of its own cases where they stand.
            ResourceBundle words = texts.words(module);
            String stands = "stands." + status;
            if (words.containsKey(stands)) {
                return new MessageFormat(words.getString(stands), Locale.ROOT)
                        .format(new Object[0]);
            }
        }
        return texts.has("answer." + status)
                ? texts.get("answer." + status)
                : texts.get("answer.other", texts.word("status", status));
    }

    private static String released(OneCase known, Texts texts) {
        String owner = "";
        BigInteger standing = BigInteger.ZERO;
        for (Transaction transaction : known.transactions()) {
            for (BookedLeg leg : transaction.legs()) {
                String of = ownerOfUse(known, leg.to());
                if (of != null) {
                    owner = of;
                    standing = standing.add(leg.minor());
                } else if (ownerOfUse(known, leg.from()) != null) {
                    standing = standing.subtract(leg.minor());
                }
            }
        }
        String on = releasedOn(known);
        return standing.signum() > 0
                ? texts.get("answer.released.tax", on, yuan(standing), owner)
                : texts.get("answer.released.free", on);
    }

    private static @Nullable String ownerOfUse(OneCase known, String account) {
        ServiceModule<?, ?> module = Wiring.service(known.line().service());
        if (module != null) {
            for (Quotas quotas : module.quotas()) {
                String owner = quotas.ownerOfUse(account);
                if (owner != null) {
                    return owner;
                }
            }
        }
        return null;
    }

    private static String yuan(BigInteger minor) {
        return Money.text("CNY", minor);
    }

    // The return window runs from the day of release; without one the decision tells the day.
    private static String releasedOn(OneCase known) {
        for (ClockLine clock : known.clocks()) {
            if (clock.name().equals("return-window") && clock.from() != null) {
                return clock.from().toString();
            }
        }
        for (DecisionLine line : known.decisions().reversed()) {
            if (line.decision().outcome() == Outcome.ADMITTED) {
                return Texts.day(line.at()).toString();
            }
        }
        return Texts.day(known.line().changedAt()).toString();
    }

    private static String billed(OneCase known, Texts texts) {
        for (Transaction transaction : known.transactions().reversed()) {
            for (BookedLeg leg : transaction.legs()) {
                Matcher in = BILLED.matcher(leg.to());
                if (in.matches()) {
                    return texts.get(
                            "answer.billed.in",
                            releasedOn(known),
                            Money.text("CNY", leg.minor()),
                            in.group(2));
                }
            }
        }
        return plain(known, texts);
    }

    private static String waiting(OneCase known, @Nullable DecisionLine main, Texts texts) {
        List<String> missing = new ArrayList<>();
        if (main != null) {
            main.decision().missing().forEach(m -> missing.add(texts.word("missing", m)));
        }
        if (missing.isEmpty()) {
            known.waiting().forEach(w -> missing.add(texts.get("answer.room", w.account())));
        }
        return missing.isEmpty()
                ? plain(known, texts)
                : texts.get("answer.waiting.for", String.join(texts.get("and"), missing));
    }

    private static String refused(OneCase known, @Nullable DecisionLine main, Texts texts) {
        if (main == null || main.decision().failed().isEmpty()) {
            return plain(known, texts);
        }
        List<Check> failed = main.decision().failed();
        var module = Wiring.service(known.line().service());
        String first = new DecisionWords(texts, module).explain(failed.getFirst().rule());
        String day = Texts.day(main.at()).toString();
        return failed.size() == 1
                ? texts.get("answer.refused.one", day, first)
                : texts.get("answer.refused.many", day, Integer.toString(failed.size()), first);
    }

    private static String referred(OneCase known, @Nullable DecisionLine main, Texts texts) {
        return main == null
                ? plain(known, texts)
                : texts.get("answer.referred.since", Texts.time(main.at()));
    }
}
