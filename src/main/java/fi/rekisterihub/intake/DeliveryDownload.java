package fi.rekisterihub.intake;

import fi.rekisterihub.HubHome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What a delivery holds, for those who may see it: the file as it came, or its pages in one zip. */
@Service
public class DeliveryDownload {

    private static final String KEPT = """
            select id, file, exists (select from delivery_page p where p.delivery_id = d.id) as pages
              from delivery d where id = :id and purged_at is null and status <> 'open'
            """;
    private static final String PAGES = "select page from delivery_page where delivery_id = :id order by page";
    private static final String PAGE = "select body from delivery_page where delivery_id = :id and page = :page";

    private final JdbcClient jdbc;
    private final Path folder;

    DeliveryDownload(JdbcClient jdbc, HubHome home) {
        this.jdbc = jdbc;
        this.folder = home.data().resolve("deliveries");
    }

    /** Empty when there is nothing to be had (any more). */
    public Optional<Download> find(long deliveryId) {
        return jdbc.sql(KEPT)
                .param("id", deliveryId)
                .query((row, n) -> new Download(deliveryId, row.getString("file"), row.getBoolean("pages")))
                .optional()
                .filter(kept -> kept.file() == null ? kept.pages() : Files.isReadable(folder.resolve(kept.file())));
    }

    public void write(Download download, OutputStream out) throws IOException {
        if (download.file() != null) {
            Files.copy(folder.resolve(download.file()), out);
            return;
        }
        List<Integer> pages =
                jdbc.sql(PAGES).param("id", download.id()).query(Integer.class).list();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int page : pages) {
                zip.putNextEntry(new ZipEntry("page-%04d.json".formatted(page)));
                zip.write(jdbc.sql(PAGE)
                        .param("id", download.id())
                        .param("page", page)
                        .query(byte[].class)
                        .single());
                zip.closeEntry();
            }
        }
    }

    /** A delivery whose content is still there. */
    public record Download(long id, @Nullable String file, boolean pages) {

        /** Without anything of its origin, which a sender chose. */
        public String name() {
            return file == null ? "delivery-%d.zip".formatted(id) : "delivery-%d.dat".formatted(id);
        }
    }
}
