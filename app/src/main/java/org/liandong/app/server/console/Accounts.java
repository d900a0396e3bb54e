package org.liandong.app.server.console;

/// Names of accounts as people see them.
final class Accounts {

    private Accounts() {}

    /// The hash of a person in a name says nothing to a reader beyond its beginning, and is not shown further.
    static String shown(String name) {
        return name.replaceAll("\\b([0-9a-f]{8})[0-9a-f]{24,}\\b", "$1…");
    }
}
