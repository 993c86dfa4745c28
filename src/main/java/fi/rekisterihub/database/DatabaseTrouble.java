package fi.rekisterihub.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an operator must do for the database, where that is why something failed. */
public final class DatabaseTrouble {

    private static final String DISK_FULL = "53100";
    /** Where the server makes a table's file longer; its message is in the server's own language. */
    private static final Set<String> EXTENDS = Set.of("mdextend", "mdzeroextend");

    private DatabaseTrouble() {}

    /** One sentence without data; empty when the database is not to blame. */
    public static Optional<String> say(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return say(sql);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> say(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals(DISK_FULL) || EXTENDS.contains(routine(failure))) {
            return Optional.of("The database has no room left on its disk; make room there.");
        }
        if (state.startsWith("53")) {
            return Optional.of("The database has run out of memory or connections (%s).".formatted(state));
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Optional.of("The database was stopped or cannot be reached (%s).".formatted(state));
        }
        return Optional.empty();
    }

    private static String routine(SQLException failure) {
        ServerErrorMessage said = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        @Nullable String routine = said == null ? null : said.getRoutine();
        return routine == null ? "" : routine;
    }
}
