package org.liandong.kernel.ledger;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes commands and transactions in one unambiguous text and hashes it.
///
/// A text is its length in UTF-16 units, a colon and the text; a number is its digits and a semicolon; what is absent
/// is `-;`. No two different sequences of fields give the same text, whatever the fields contain. Not for several
/// threads: the buffer and the digest are used again and again.
final class Canonical {

    private final StringBuilder text = new StringBuilder(512);
    private final MessageDigest sha256;

    Canonical() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "Every Java platform has SHA-256, but this one has not.", e);
        }
    }

    /// The hash of a transaction over all fields but `hash`.
    String hashOf(Transaction t) {
        text.setLength(0);
        text(t.prevHash()).number(t.seq()).text(t.key()).text(t.kind().name()).day(t.effective());
        instant(t.bookedAt()).textOrNone(t.hold()).number(t.reverses()).number(t.corrects());
        reference(t.reference()).number(t.legs().size());
        for (int i = 0; i < t.legs().size(); i++) {
            BookedLeg leg = t.legs().get(i);
            text(leg.from()).text(leg.to()).text(leg.minor().toString());
        }
        return digest();
    }

    /// The hash of the body of a command, key included.
    String hashOf(Command command) {
        text.setLength(0);
        command(command);
        return digest();
    }

    private void command(Command command) {
        switch (command) {
            case Command.OpenAccount c -> {
                text("openAccount").text(c.key()).text(c.name()).text(c.asset());
                amount(c.floor()).amount(c.ceiling()).text(c.asOf().name());
            }
            case Command.Post c -> {
                text("post").text(c.key()).number(c.legs().size());
                for (int i = 0; i < c.legs().size(); i++) {
                    leg(c.legs().get(i));
                }
                day(c.effective()).reference(c.reference()).number(c.corrects());
                number(c.expectedVersions().size());
                if (!c.expectedVersions().isEmpty()) {
                    for (Map.Entry<String, Long> expected : c.expectedVersions().entrySet()) {
                        text(expected.getKey()).number(expected.getValue());
                    }
                }
            }
            case Command.PlaceHold c -> {
                text("hold").text(c.key()).text(c.id()).leg(c.leg()).day(c.effective());
                Instant expiresAt = c.expiresAt();
                (expiresAt == null ? none() : instant(expiresAt)).reference(c.reference());
            }
            case Command.Capture c ->
                    text("capture")
                            .text(c.key())
                            .text(c.hold())
                            .amount(c.amount())
                            .day(c.effective())
                            .reference(c.reference());
            case Command.Release c ->
                    text("release")
                            .text(c.key())
                            .text(c.hold())
                            .amount(c.amount())
                            .reference(c.reference());
            case Command.Reverse c ->
                    text("reverse")
                            .text(c.key())
                            .number(c.seq())
                            .day(c.effective())
                            .reference(c.reference());
            case Command.Freeze c ->
                    text("freeze").text(c.key()).text(c.account()).text(c.authority());
            case Command.Unfreeze c ->
                    text("unfreeze").text(c.key()).text(c.account()).text(c.authority());
            case Command.ChangeBounds c ->
                    text("changeBounds")
                            .text(c.key())
                            .text(c.account())
                            .amount(c.floor())
                            .amount(c.ceiling());
            case Command.Close c -> text("close").text(c.key()).text(c.account());
            case Command.LockPeriod c -> text("lockPeriod").text(c.key()).day(c.through());
            case Command.Batch c -> {
                text("batch").text(c.key()).text(c.mode().name()).number(c.members().size());
                for (Command member : c.members()) {
                    command(member);
                }
            }
        }
    }

    private Canonical text(String value) {
        text.append(value.length()).append(':').append(value);
        return this;
    }

    private Canonical none() {
        text.append("-;");
        return this;
    }

    private Canonical textOrNone(@Nullable String value) {
        return value == null ? none() : text(value);
    }

    private Canonical number(long value) {
        text.append(value).append(';');
        return this;
    }

    private Canonical day(LocalDate value) {
        return number(value.toEpochDay());
    }

    private Canonical instant(Instant value) {
        return number(value.getEpochSecond()).number(value.getNano());
    }

    // 10.0 and 10.00 are the same amount, so the same body.
    private Canonical amount(@Nullable BigDecimal value) {
        if (value == null) {
            return none();
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return text(stripped.unscaledValue().toString()).number(stripped.scale());
    }

    private Canonical leg(Leg leg) {
        return text(leg.from()).text(leg.to()).amount(leg.amount());
    }

    private Canonical reference(Reference value) {
        return text(value.caseId())
                .text(value.decision())
                .text(value.reason())
                .textOrNone(value.rule());
    }

    private String digest() {
        return HexFormat.of()
                .formatHex(sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
