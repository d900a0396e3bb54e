package org.liandong.app.server.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Addresses of pages. They are readable and stay: people link, print and fetch them.
public final class Links {

    private Links() {}

    public static String ofCase(String service, String key) {
        return "/cases/" + path(service) + "/" + path(key);
    }

    public static String ofAccount(String name) {
        return "/books/" + path(name);
    }

    /// A name whose slashes are part of the address.
    static String path(String name) {
        StringBuilder path = new StringBuilder();
        for (String part : name.split("/", -1)) {
            if (!path.isEmpty()) {
                path.append('/');
            }
            path.append(
                    switch (part) {
                        // A browser would walk with them.
                        case "." -> "%2E";
                        case ".." -> "%2E%2E";
                        default -> query(part).replace("+", "%20").replace("%3A", ":");
                    });
        }
        return path.toString();
    }

    /// A value in a query.
    public static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
