package org.liandong.engine;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The store cannot be read or written. What was not acknowledged has not happened.
///
/// Its message is for programs and in English. People are told the code's words in their language, with the arguments.
public final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What failed. Names are never reused for another meaning. Arguments are the name of the store, unless said
    /// otherwise.
    public enum Code {
        /// There is no store.
        MISSING,
        /// It cannot be opened.
        UNOPENED,
        /// Its tables are of another build.
        INCOMPATIBLE,
        /// Its database server does not answer.
        UNREACHABLE,
        /// Its database does not let this user in, or knows no such database.
        DENIED,
        /// Another process writes to it.
        IN_USE,
        /// It was filled under another key.
        OTHER_KEY,
        /// Its disk is full.
        FULL,
        /// It may only be read.
        READ_ONLY,
        /// What it holds is damaged.
        DAMAGED,
        /// Another program keeps it locked.
        BUSY,
        /// It cannot be read, for another reason.
        UNREADABLE,
        /// It cannot be written, for another reason.
        UNWRITABLE,
        /// A resource is gone. Arguments: its name, the service, the entry of the trail.
        LOST,
        /// The engine has stopped. No arguments.
        STOPPED
    }

    private final Code code;
    private final transient List<String> arguments;

    public StoreFailure(
            Code code, List<String> arguments, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.arguments = List.copyOf(arguments);
    }

    StoreFailure(Code code, String message, @Nullable Throwable cause) {
        this(code, List.of(), message, cause);
    }

    /// Nobody answers for the store any more.
    public StoreFailure(String message, @Nullable Throwable cause) {
        this(Code.STOPPED, message, cause);
    }

    /// Nobody answers for the store any more.
    public StoreFailure(String message) {
        this(message, null);
    }

    static StoreFailure inUse(String store) {
        return new StoreFailure(
                Code.IN_USE,
                List.of(store),
                "Another process writes to the store %s. Maybe wait until it has ended."
                        .formatted(store),
                null);
    }

    /// A failure that the database reports. What it says about the kind of trouble goes before the code.
    static StoreFailure of(Code otherwise, String store, String message, Throwable cause) {
        return new StoreFailure(code(cause, otherwise), List.of(store), message, cause);
    }

    private static Code code(Throwable failure, Code otherwise) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Code code =
                    switch (cause) {
                        case FlywayValidateException _ -> Code.INCOMPATIBLE;
                        case SQLiteException sqlite -> code(sqlite.getResultCode());
                        case SQLException sql when sql.getSQLState() != null ->
                                code(sql.getSQLState());
                        default -> null;
                    };
            if (code != null) {
                return code;
            }
        }
        return otherwise;
    }

    // An extended code of SQLite has the plain one in its last byte.
    private static @Nullable Code code(SQLiteErrorCode result) {
        int plain = result.code & 0xff;
        if (plain == SQLiteErrorCode.SQLITE_FULL.code) {
            return Code.FULL;
        }
        if (plain == SQLiteErrorCode.SQLITE_READONLY.code) {
            return Code.READ_ONLY;
        }
        if (plain == SQLiteErrorCode.SQLITE_CORRUPT.code
                || plain == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return Code.DAMAGED;
        }
        return plain == SQLiteErrorCode.SQLITE_BUSY.code ? Code.BUSY : null;
    }

    // Classes and codes of PostgreSQL, as its manual lists them in appendix A.
    private static @Nullable Code code(String state) {
        return switch (state) {
            case "28000", "28P01", "3D000", "42501" -> Code.DENIED;
            case "53100" -> Code.FULL;
            case "25006" -> Code.READ_ONLY;
            case "XX001", "XX002" -> Code.DAMAGED;
            case "55P03" -> Code.BUSY;
            case "57P03" -> Code.UNREACHABLE;
            default -> state.startsWith("08") ? Code.UNREACHABLE : null;
        };
    }

    public Code code() {
        return code;
    }

    /// What the code's words need.
    public List<String> arguments() {
        return arguments;
    }

    /// What the database or the system itself said, in its own words and on one line; null when it was not asked.
    public @Nullable String original() {
        Throwable cause = getCause();
        if (cause == null) {
            return null;
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        // Drivers write paragraphs with rulers; their first line says what failed.
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse("").strip();
    }
}
