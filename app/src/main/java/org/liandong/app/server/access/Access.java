package org.liandong.app.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.liandong.engine.SideTable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Where access begins.
public final class Access {

    /// The address of links that work once; the secret follows it.
    public static final String LINK = "/begin/";

    private static final String TABLES = "classpath:org/liandong/app/server/db";

    private Access() {}

    /// The address of a link, as whoever asks for it reaches the server.
    public static URI link(HttpServletRequest request, String secret) {
        return ServletUriComponentsBuilder.fromContextPath(request)
                .path(LINK + "{secret}")
                .build(secret);
    }

    /// Makes or renews the server's own tables in a store.
    ///
    /// @param store a folder, or a JDBC URL
    public static void prepare(String store) {
        SideTable.migrate(store, "server", TABLES);
    }
}
