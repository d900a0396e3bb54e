package org.liandong.app.server.access;

import org.liandong.engine.SideTable;

/// Where access begins.
public final class Access {

    /// The address of links that work once; the secret follows it.
    public static final String LINK = "/begin/";

    private static final String TABLES = "classpath:org/liandong/app/server/db";

    private Access() {}

    /// Makes or renews the server's own tables in a store.
    ///
    /// @param store a folder, or a JDBC URL
    public static void prepare(String store) {
        SideTable.migrate(store, "server", TABLES);
    }
}
