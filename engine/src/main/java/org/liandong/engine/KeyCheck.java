package org.liandong.engine;

import java.util.List;

/// Whether a store was filled under the key at hand.
///
/// Its documents tell, see [Vault#mayHaveSealed]. Under another key every person would be a stranger: a buyer's allowance
/// would begin anew, and the register's answers would find nobody.
final class KeyCheck {

    /// Documents that are asked, from either end: a few that were altered must not make the key look wrong.
    private static final int ASKED = 16;

    private KeyCheck() {}

    /// @throws StoreFailure when the store has documents, and none of them was sealed under this key
    static void require(SqlStore store, String name, Vault vault) {
        if (isOther(store, vault)) {
            throw new StoreFailure(
                    StoreFailure.Code.OTHER_KEY,
                    List.of(SqlStore.shown(name)),
                    "The store %s was filled under another identity key."
                            .formatted(SqlStore.shown(name)),
                    null);
        }
    }

    static boolean isOther(SqlStore store, Vault vault) {
        List<Boolean> first = asked(store, vault, "asc");
        return !first.isEmpty()
                && !first.contains(true)
                && !asked(store, vault, "desc").contains(true);
    }

    // The content may have megabytes, and its beginning says enough.
    private static List<Boolean> asked(SqlStore store, Vault vault, String order) {
        return store.rows(
                "select sha256, substr(content, 1, %d) from document order by id %s limit %d"
                        .formatted(Vault.BEFORE, order, ASKED),
                row -> vault.mayHaveSealed(Tables.bytes(row, 1), Tables.bytes(row, 2)));
    }
}
