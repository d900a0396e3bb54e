package org.liandong.engine;

import java.security.GeneralSecurityException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Documents as they came, for whoever may see what is in them.
public final class Originals {

    private final SqlStore store;
    private final Vault vault;

    Originals(SqlStore store, byte[] secret) {
        this.store = store;
        this.vault = new Vault(secret);
    }

    /// A document.
    ///
    /// @param content the bytes as they came
    public record Original(long id, Instant receivedAt, String name, String type, byte[] content) {}

    /// A document by its number, or null.
    ///
    /// @throws StoreFailure when it was sealed under another key, or was changed
    public @Nullable Original original(long id) {
        Rows.DocumentRow row = store.read(Tables.DOCUMENT, id);
        if (row == null) {
            return null;
        }
        try {
            return new Original(
                    row.id(), row.receivedAt(), row.name(), row.type(), vault.open(row.content()));
        } catch (GeneralSecurityException e) {
            throw new StoreFailure("The document %d cannot be opened.".formatted(id), e);
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
