package fi.rekisterihub.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hub's own commands in a process of their own with a small heap, as an operator would call them. */
final class HubImport {

    private static final Pattern PREVIEW_SECONDS = Pattern.compile("([\\d.]+) s, [\\d,]+ rows a second");
    private static final String LAST =
            "select status, rows_in, applied, unchanged, parked, extract(epoch from finished_at - started_at)"
                    + " from run order by id desc limit 1";
    private static final String LAST_ID = "select coalesce(max(id), 0) from run";
    private static final String ENDED =
            "select count(*) from run where id > %d and status in ('done', 'failed', 'braked', 'refused')";

    private final DurableServer server;
    private final Path home;

    HubImport(DurableServer server) throws IOException {
        this(server, HubHome.withRecipients());
    }

    HubImport(DurableServer server, Path home) {
        this.server = server;
        this.home = home;
    }

    /** @return what the run says of itself */
    Result of(Path csv, String heap) throws Exception {
        return of("crm-person", csv, heap);
    }

    Result of(String feed, Path file, String heap) throws Exception {
        command(feed, file, heap, "import");
        return resultOf(server, home.resolve("import.log"));
    }

    /** @param log told when the run has not ended well */
    static Result resultOf(DurableServer server, Path log) throws Exception {
        Result result = last(server);
        if (!"done".equals(result.status())) {
            throw new IllegalStateException(
                    "The import ended as %s: %s".formatted(result.status(), Files.readString(log)));
        }
        return result;
    }

    static long lastRun(DurableServer server) throws SQLException {
        return server.number(LAST_ID);
    }

    /** Whether a run after this one has ended. */
    static boolean ended(DurableServer server, long run) throws SQLException {
        return server.number(ENDED.formatted(run)) > 0;
    }

    /** @return seconds, as the preview says itself */
    double preview(Path csv, String heap) throws Exception {
        command("crm-person", csv, heap, "preview");
        Matcher seconds = PREVIEW_SECONDS.matcher(Files.readString(home.resolve("import.log")));
        if (!seconds.find()) {
            throw new IllegalStateException(
                    "The preview says no time: " + Files.readString(home.resolve("import.log")));
        }
        return Double.parseDouble(seconds.group(1));
    }

    /** Of the last command. */
    HeapLog heap() throws IOException {
        return new HeapLog(home.resolve("gc.log"));
    }

    private void command(String feed, Path file, String heap, String name) throws Exception {
        List<String> command = HubHome.command(heap, "-Xlog:gc:file=" + home.resolve("gc.log"));
        command.addAll(List.of(
                name,
                feed,
                "--file",
                file.toString(),
                "--hub.home=" + home,
                "--spring.datasource.url=" + server.url()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("import.log").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("The command did not end in an hour.");
        }
    }

    private static Result last(DurableServer server) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAST)) {
            row.next();
            return new Result(
                    row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getDouble(6));
        }
    }

    record Result(String status, long rows, long applied, long unchanged, long parked, double seconds) {}
}
