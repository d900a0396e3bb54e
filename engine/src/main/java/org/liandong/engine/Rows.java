package org.liandong.engine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Message;
import org.liandong.kernel.clock.TimeLimit;

/// The values that stand in the tables.
final class Rows {

    private Rows() {}

    record CaseId(String service, CaseKey key) {}

    /// A case: its state is what its facts have led to.
    ///
    /// @param owner whose business it is; empty for nobody's
    record CaseRow(
            CaseId id,
            String status,
            String owner,
            Instant openedAt,
            Instant changedAt,
            long seq,
            String stateType,
            JsonText state) {}

    record StandingId(String service, String status) {}

    /// How many cases of a service stand at a status; there is none of no cases.
    record Standing(StandingId id, long cases) {}

    record ClaimId(String service, Identifier identifier) {}

    record Claimed(ClaimId id, CaseKey holder, @Nullable LocalDate until) {
        boolean holdsOn(LocalDate day) {
            return until == null || !day.isAfter(until);
        }
    }

    /// Facts that wait for a case to claim one of their identifiers.
    record Parked(ClaimId id, List<ParkedFact> facts) {}

    /// @param fact what the body says, while it is in memory
    record ParkedFact(
            long seq,
            String source,
            String factId,
            Instant at,
            String type,
            String body,
            List<Identifier> identifiers,
            @JsonIgnore @Nullable Object fact) {}

    record ClockId(CaseId caseId, String name) {}

    record ClockRow(
            ClockId id,
            String state,
            Instant dueAt,
            Instant startedAt,
            @Nullable LocalDate from,
            @Nullable TimeLimit limit,
            boolean provisional,
            String clause) {

        static final String RUNNING = "running";
        static final String EXPIRED = "expired";
        static final String STOPPED = "stopped";
    }

    record TaskId(CaseId caseId, String id) {}

    record TaskRow(
            TaskId id,
            String state,
            String role,
            Instant openedAt,
            @Nullable Instant closedAt,
            JsonText body) {
        static final String OPEN = "open";
        static final String CLOSED = "closed";
    }

    record WaitingId(String account, long place) {}

    record Waiting(WaitingId id, CaseId caseId, java.math.BigDecimal amount) {}

    record DecisionId(long seq, int n) {}

    /// Names that recur in decisions.
    record Wording(long id, List<String> words) {}

    record DecisionRow(
            DecisionId id, Instant at, CaseId caseId, String kind, String outcome, JsonText body) {}

    /// A message to send.
    ///
    /// @param body a [MessageBody]: what its columns do not say
    record MessageRow(
            long id,
            Instant at,
            long seq,
            String service,
            @Nullable String caseKey,
            String type,
            String recipient,
            String subject,
            JsonText body) {

        Message message() {
            MessageBody read = body.read(MessageBody.class);
            return new Message(type, recipient, subject, read.head(), read.lines());
        }
    }

    record MessageBody(
            Map<String, String> head,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<Map<String, String>> lines) {
        MessageBody {
            lines = lines == null ? List.of() : lines;
        }

        @Override
        public List<Map<String, String>> lines() {
            return java.util.Objects.requireNonNull(lines);
        }
    }

    /// A document as it came.
    ///
    /// @param sha256  hash of its content
    /// @param hash    hash that ties it to the document before
    /// @param content the content as [Vault] sealed it
    record DocumentRow(
            long id,
            Instant receivedAt,
            String name,
            String type,
            Hash sha256,
            Hash hash,
            byte[] content) {

        /// The document that follows one with the hash `previous`.
        static DocumentRow link(
                Hash previous,
                long id,
                Instant receivedAt,
                String name,
                String type,
                Vault.Kept kept) {
            return new DocumentRow(
                    id,
                    receivedAt,
                    name,
                    type,
                    kept.sha256(),
                    hash(previous, id, receivedAt, name, type, kept.sha256()),
                    kept.sealed());
        }

        /// Whether it carries the hash that it must have after `previous`.
        boolean follows(Hash previous) {
            return hash.equals(hash(previous, id, receivedAt, name, type, sha256));
        }

        private static Hash hash(
                Hash previous, long id, Instant receivedAt, String name, String type, Hash sha256) {
            MessageDigest digest = Hash.digest();
            digest.update(previous.bytes());
            Hash.feed(digest, Long.toString(id));
            Hash.feed(digest, Long.toString(receivedAt.toEpochMilli()));
            Hash.feed(digest, name);
            Hash.feed(digest, type);
            digest.update(sha256.bytes());
            return Hash.of(digest.digest());
        }
    }

    record SetAside(
            long id,
            Instant at,
            @Nullable Long document,
            String service,
            int node,
            String type,
            @Nullable String source,
            @Nullable String factId,
            String kind,
            JsonText problems) {

        /// Could not be decoded.
        static final String UNREADABLE = "unreadable";

        /// Another body under an identity that is known.
        static final String CONFLICT = "conflict";

        /// The service threw.
        static final String POISON = "poison";

        /// Not taken from whoever sent it.
        static final String FORBIDDEN = "forbidden";

        /// No room to park it.
        static final String OVERFLOW = "overflow";
    }

    record FactKey(String service, String source, String factId) {}

    /// A fact that is known.
    record Identity(FactKey key, Hash body, long seq) {}

    record ResourceRow(Hash sha256, byte[] content) {}
}
