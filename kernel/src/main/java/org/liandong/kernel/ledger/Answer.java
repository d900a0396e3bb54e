package org.liandong.kernel.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the ledger says to a command. Section 5 of the ledger model: the class decides what a caller may do next.
public sealed interface Answer {

    /// Key of the command.
    String key();

    /// Whether this is the stored answer of an earlier sending of the same command.
    boolean replayed();

    /// Answers of the members of a batch, in their order; empty for other commands.
    List<Answer> members();

    /// The same answer, marked as replayed. A rejection is never stored, so never replayed.
    Answer asReplayed();

    /// Done. The key is used up: a repeat is harmless and gets this answer again.
    ///
    /// @param key       of the command
    /// @param seq       of the transaction booked; 0 when the command books none
    /// @param bookedAt  instant of booking
    /// @param amount    what was held, captured or released; null for other commands
    /// @param members   for a batch the answers of its members
    /// @param replayed  whether it was given before
    record Posted(
            String key,
            long seq,
            Instant bookedAt,
            @Nullable BigDecimal amount,
            List<Answer> members,
            boolean replayed)
            implements Answer {

        /// Keeps its own copy of the members' answers.
        public Posted {
            members = List.copyOf(members);
        }

        @Override
        public Posted asReplayed() {
            return replayed ? this : new Posted(key, seq, bookedAt, amount, again(members), true);
        }
    }

    /// A business outcome. Nothing changed, but the key is used up: trying again needs a new one.
    ///
    /// @param key       of the command
    /// @param code      of class REFUSED
    /// @param detail    particulars of the code
    /// @param members   for a batch the answers of its members
    /// @param replayed  whether it was given before
    record Refused(String key, Code code, Detail detail, List<Answer> members, boolean replayed)
            implements Answer {

        /// @throws IllegalArgumentException when the code is of class REJECTED
        public Refused {
            if (!code.isRefusal()) {
                throw new IllegalArgumentException("%s rejects and cannot refuse.".formatted(code));
            }
            members = List.copyOf(members);
        }

        @Override
        public Refused asReplayed() {
            return replayed ? this : new Refused(key, code, detail, again(members), true);
        }
    }

    /// The request itself is wrong or early. Nothing changed and the key is free: correct it and use the same key.
    ///
    /// @param key      of the command
    /// @param code     of class REJECTED
    /// @param detail   particulars of the code
    /// @param members  for a batch the answers of its members
    record Rejected(String key, Code code, Detail detail, List<Answer> members) implements Answer {

        /// @throws IllegalArgumentException when the code is of class REFUSED
        public Rejected {
            if (code.isRefusal()) {
                throw new IllegalArgumentException("%s refuses and cannot reject.".formatted(code));
            }
            members = List.copyOf(members);
        }

        @Override
        public boolean replayed() {
            return false;
        }

        @Override
        public Rejected asReplayed() {
            return this;
        }
    }

    /// An answer without success: refused or rejected as the code says.
    static Answer failed(String key, Code code, Detail detail, List<Answer> members) {
        return code.isRefusal()
                ? new Refused(key, code, detail, members, false)
                : new Rejected(key, code, detail, members);
    }

    private static List<Answer> again(List<Answer> members) {
        if (members.isEmpty()) {
            return members;
        }
        var marked = new ArrayList<Answer>(members.size());
        for (Answer member : members) {
            marked.add(member.asReplayed());
        }
        return marked;
    }
}
