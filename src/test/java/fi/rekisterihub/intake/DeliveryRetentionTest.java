package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries as evidence: kept for their time, and as long as somebody needs them. */
class DeliveryRetentionTest {

    private static final String ROW = "C-1;Esimerkki;Aino;;aino@a.example;;Katu 1;00100;Helsinki;FI;fi;;;\n";

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;
    private DeliveryRetention retention;

    @BeforeAll
    static void start() {
        hub = QuietHub.shared();
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void emptyRegister() {
        jdbc = hub.get(JdbcClient.class);
        retention = hub.get(DeliveryRetention.class);
        imports.emptyRegister();
    }

    @Test
    void theContentGoesWhenItsTimeIsUpAndTheEvidenceStays() throws IOException {
        long old = imports.file("crm-person", Imports.CRM_HEADER + ROW);
        imports.page("prh-company", "{\"totalResults\":0,\"companies\":[]}");
        long young = imports.file("crm-person", Imports.CRM_HEADER + ROW.replace("Katu 1", "Katu 2"));
        jdbc.sql("update delivery set completed_at = now() - interval '91 days' where id <> " + young)
                .update();

        assertThat(retention.purge()).isEqualTo(2);

        assertThat(texts("select id::text from delivery where purged_at is not null and size_bytes > 0"))
                .hasSize(2);
        assertThat(texts("select content_hash from delivery where id = " + old).get(0))
                .hasSize(64);
        assertThat(texts("select count(*)::text from delivery_page")).containsExactly("0");
        assertThat(files()).as("younger than an hour: it may be on its way in").hasSize(2);
        agedFiles();
        retention.purge();
        assertThat(files()).hasSize(1);
        assertThat(hub.get(DeliveryDownload.class).find(old)).isEmpty();
        assertThat(hub.get(DeliveryDownload.class).find(young)).isPresent();
        assertThat(hub.get(Reruns.class).possible(runOf(old))).isFalse();
    }

    @Test
    void oneFileOfTwoDeliveriesGoesWithTheLast() throws IOException {
        long first = imports.file("crm-person", Imports.CRM_HEADER + ROW.replace("Katu 1", "Katu 7"));
        long second = imports.file("crm-person", Imports.CRM_HEADER + ROW.replace("Katu 1", "Katu 7"));
        int before = files().size();
        agedFiles();
        jdbc.sql("update delivery set completed_at = now() - interval '91 days' where id = " + first)
                .update();

        retention.purge();
        assertThat(files()).hasSize(before);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DeliveryDownload downloads = hub.get(DeliveryDownload.class);
        downloads.write(downloads.find(second).orElseThrow(), content);
        assertThat(content.toString(StandardCharsets.UTF_8)).contains("Katu 7");

        jdbc.sql("update delivery set completed_at = now() - interval '91 days' where id = " + second)
                .update();
        retention.purge();
        assertThat(files()).hasSize(before - 1);
    }

    @Test
    void aParkedRowABrakedRunAndAReviewHoldTheirDelivery() {
        long parked = imports.file("crm-person", Imports.CRM_HEADER + "C-3;liian;lyhyt\n");
        long review = imports.file(
                "crm-person",
                Imports.CRM_HEADER + ROW + "C-2;Malli;Eero;;aino@a.example;;Katu 2;00100;Helsinki;FI;fi;;;\n");
        long braked = imports.file("crm-person", Imports.CRM_HEADER + ROW.replace("Katu 1", "Katu 9"));
        jdbc.sql("update run set status = 'braked' where delivery_id = " + braked)
                .update();
        jdbc.sql("update delivery set completed_at = now() - interval '200 days'")
                .update();

        assertThat(retention.purge()).isZero();
        assertThat(List.of(parked, review, braked)).allMatch(retention::held);

        hub.get(ParkedDesk.class).drop(new ParkedChoice(null, null, "crm-person", null), "test rows", "operator");
        assertThat(retention.purge()).isEqualTo(1);
        assertThat(texts("select id::text from delivery where purged_at is not null"))
                .containsExactly(String.valueOf(parked));
    }

    @Test
    void tellsTheDayOnWhichTheContentGoes() {
        Instant came = Instant.parse("2026-11-22T07:00:00Z");

        assertThat(retention.until("crm-person", came)).isEqualTo(came.plus(Duration.ofDays(90)));
    }

    private long runOf(long delivery) {
        return jdbc.sql("select max(id) from run where delivery_id = " + delivery)
                .query(Long.class)
                .single();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(hub.home().resolve("data/deliveries"))) {
            return all.toList();
        }
    }

    private static void agedFiles() throws IOException {
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
