package fi.rekisterihub.benchmark;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.support.TestHome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The hub's own command in a process of its own with a small heap, as an operator would call it. */
final class HubImport {

    private final DurableServer server;
    private final Path home = TestHome.copyOfShipped();

    HubImport(DurableServer server) {
        this.server = server;
    }

    /** @return what the run says of itself */
    Result of(Path csv, String heap) throws Exception {
        return of(csv, heap, true);
    }

    /** @param release whether the blast-radius brake is let go when it stops the run */
    private Result of(Path csv, String heap, boolean release) throws Exception {
        if (server.connect().isClosed()) {
            throw new IllegalStateException("The database is gone.");
        }
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        // As in the Dockerfile and the README.
                        "-XX:+UseParallelGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RekisterihubApplication.class.getName(),
                        "import",
                        "crm-person",
                        "--file",
                        csv.toString(),
                        "--hub.home=" + home,
                        "--spring.datasource.url=" + server.url()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("import.log").toFile())
                .start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("The import did not end in fifteen minutes.");
        }
        Result result = last();
        if (!"done".equals(result.status()) && !("braked".equals(result.status()) && release)) {
            throw new IllegalStateException("The import ended as %s: %s"
                    .formatted(result.status(), java.nio.file.Files.readString(home.resolve("import.log"))));
        }
        return result;
    }

    private Result last() throws Exception {
        String sql = "select status, rows_in, applied, unchanged, parked, extract(epoch from finished_at - started_at)"
                + " from run order by id desc limit 1";
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Result(
                    row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getDouble(6));
        }
    }

    record Result(String status, long rows, long applied, long unchanged, long parked, double seconds) {}
}
