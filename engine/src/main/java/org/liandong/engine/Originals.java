package org.liandong.engine;

import java.security.GeneralSecurityException;
import java.time.Instant;

/// Documents as they came, for whoever may see what is in them.
public final class Originals {

    private final SqlStore store;
    private final Vault vault;

    Originals(SqlStore store, byte[] secret) {
        this.store = store;
        this.vault = new Vault(secret);
    }

    /// What became of the wish for a document.
    public sealed interface Original {

        /// The document as it came.
        ///
        /// @param name what it was called when it came
        /// @param type what it was taken for
        record Whole(Instant received, String name, String type, byte[] content)
                implements Original {}

        /// There is none of that number.
        record Unknown() implements Original {}

        /// It is not what was received any more.
        record Altered() implements Original {}

        /// The store was filled under another key.
        record OtherKey() implements Original {}
    }

    /// A document as it came.
    public Original original(long number) {
        Rows.DocumentRow row = store.read(Tables.DOCUMENT, number);
        if (row == null) {
            return new Original.Unknown();
        }
        try {
            byte[] content = vault.open(row.content());
            return Hash.sha256(content).equals(row.sha256())
                    ? new Original.Whole(row.receivedAt(), row.name(), row.type(), content)
                    : new Original.Altered();
        } catch (GeneralSecurityException e) {
            return KeyCheck.isOther(store, vault)
                    ? new Original.OtherKey()
                    : new Original.Altered();
        }
    }

    /// Whether a document has brought a fact of a case, now or while the fact waited for the case.
    public boolean broughtTo(String service, String caseKey, long document) {
        return !store.rows(
                        "select 1 from trail t where t.service = ? and t.case_key = ? and (t.document = ?"
                                + " or (t.kind = 'LINKED' and exists (select 1 from trail p"
                                + " where p.seq = cast(t.body as bigint) and p.document = ?))) limit 1",
                        row -> row.getInt(1),
                        service,
                        caseKey,
                        document,
                        document)
                .isEmpty();
    }

    /// Whether something of a document was set aside by a service.
    public boolean setAside(String service, long document) {
        return !store.rows(
                        "select 1 from set_aside where document = ? and service = ? limit 1",
                        row -> row.getInt(1),
                        document,
                        service)
                .isEmpty();
    }
}
