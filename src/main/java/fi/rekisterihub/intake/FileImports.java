package fi.rekisterihub.intake;

import fi.rekisterihub.FeedCommands;
import fi.rekisterihub.FeedReport;
import fi.rekisterihub.mapping.Mappings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The commands {@code import} and {@code preview}. */
@Service
class FileImports implements FeedCommands {

    private static final String RUNS_OF = """
            select id from run where delivery_id = :delivery order by id
            """;
    private static final String LAST_DELIVERY = """
            select id, file, coalesce(file_name, '') as name from delivery where feed = :feed and status = 'complete' order by id desc limit 1
            """;

    private final Deliveries deliveries;
    private final Mappings mappings;
    private final RunWorker worker;
    private final RunReports reports;
    private final Previews previews;
    private final DeliveryContent content;
    private final JdbcClient jdbc;

    FileImports(
            Deliveries deliveries,
            Mappings mappings,
            RunWorker worker,
            RunReports reports,
            Previews previews,
            DeliveryContent content,
            JdbcClient jdbc) {
        this.deliveries = deliveries;
        this.mappings = mappings;
        this.worker = worker;
        this.reports = reports;
        this.previews = previews;
        this.content = content;
        this.jdbc = jdbc;
    }

    @Override
    public FeedReport importFile(String feed, Path file) {
        mappings.get(feed);
        long delivery = keep(feed, file);
        List<Long> runs =
                jdbc.sql(RUNS_OF).param("delivery", delivery).query(Long.class).list();
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(
                    "No register takes the feed '%s'; list it under sources of a profile.".formatted(feed));
        }
        // A run that a server beside us has claimed is waited for; one that waits is executed here.
        runs.forEach(this::executeOrWait);
        return reports.of(runs);
    }

    @Override
    public FeedReport preview(String feed, Optional<Path> file, int limit) {
        var mapping = mappings.get(feed);
        if (file.isPresent()) {
            mustBeReadable(file.get());
            String name = String.valueOf(file.get().getFileName());
            return previews.of(mapping, content.ofFile(file.get(), mapping), name, limit);
        }
        record Last(long id, String file, String name) {}
        Last last = jdbc.sql(LAST_DELIVERY)
                .param("feed", feed)
                .query((row, n) -> new Last(row.getLong("id"), row.getString("file"), row.getString("name")))
                .optional()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Nothing of the feed '%s' has been fetched yet; give a file with --file.".formatted(feed)));
        return previews.of(mapping, content.open(last.id(), last.file(), mapping), last.name(), limit);
    }

    private long keep(String feed, Path file) {
        mustBeReadable(file);
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            String name = String.valueOf(file.getFileName());
            return deliveries.fromFile(feed, name, name, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(file), e);
        }
    }

    private void executeOrWait(long runId) {
        while (!worker.executeNow(runId) && !reports.ended(runId)) {
            try {
                java.util.concurrent.TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void mustBeReadable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("There is no readable file %s.".formatted(file));
        }
    }
}
