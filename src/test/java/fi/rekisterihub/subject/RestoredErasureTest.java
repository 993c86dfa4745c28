package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A backup that is older than an erasure, restored beside a journal that is not. */
class RestoredErasureTest {

    private static final String AINO = "C-1;Esimerkki;Aino;;aino@a.example;0505550101;Katu 1;00100;Helsinki;FI;fi;;;\n";
    private static final String MIKKO = "C-2;Muu;Mikko;;mikko@b.example;0501112223;Katu 9;00100;Helsinki;FI;fi;;;\n";

    private final Path home = TestHome.withTables();
    private final Path journal = home.resolve("data/erasures.journal");

    @Test
    @DisplayName(
            "rule 2: an erasure is done again on a restored backup, before and after a feed has told of the person once more")
    void erasuresAreDoneAgain() throws IOException {
        String database = FreshDatabase.url();
        try (QuietHub hub = QuietHub.start(home, database)) {
            new Imports(hub).file("crm-person", Imports.CRM_HEADER + AINO + MIKKO);
        }
        String backup = FreshDatabase.copyOf(database);
        String laterBackup = FreshDatabase.copyOf(database);
        try (QuietHub hub = QuietHub.start(home, database)) {
            long aino = id(hub, "Aino");
            hub.get(Erasures.class).erase(aino, "subject-request:1", "olli");
            hub.get(ErasureJournal.class).round();
            hub.get(ErasureJournal.class).round();
        }
        assertThat(Files.readString(journal)).contains("subject-request:1").doesNotContain("a.example", "Aino");
        assertThat(Files.readAllLines(journal))
                .filteredOn(line -> !line.isBlank())
                .hasSize(1);
        // As a process leaves it that is killed while it writes.
        Files.writeString(journal, "{\"token\":\"half", StandardOpenOption.APPEND);

        try (QuietHub hub = QuietHub.start(home, backup)) {
            assertThat(names(hub)).containsExactly("Aino", "Mikko");
            hub.get(ErasureJournal.class).round();
            hub.get(ErasureJournal.class).round();

            assertThat(names(hub)).containsExactly("Mikko");
            assertThat(texts(hub, "select what from erasure_event")).containsExactly("erased-again");
            new Imports(hub).file("crm-person", Imports.CRM_HEADER + AINO + MIKKO + "\n");
            assertThat(names(hub)).as("and the feed brings nobody back").containsExactly("Mikko");
        }
        try (QuietHub hub = QuietHub.start(home, laterBackup)) {
            hub.get(JdbcClient.class)
                    .sql("delete from person where given_name = 'Aino'")
                    .update();
            hub.get(JdbcClient.class).sql("delete from source_record").update();
            new Imports(hub).file("crm-person", Imports.CRM_HEADER + MIKKO + AINO);
            assertThat(names(hub)).as("under another number").containsExactly("Aino", "Mikko");
            hub.get(ErasureJournal.class).round();

            assertThat(names(hub)).containsExactly("Mikko");
        }
    }

    @Test
    @DisplayName("rule 1: a restriction is put again on a restored backup, and one that was lifted since is lifted")
    void restrictionsArePutAgain() throws IOException {
        String database = FreshDatabase.url();
        try (QuietHub hub = QuietHub.start(home, database)) {
            new Imports(hub).file("crm-person", Imports.CRM_HEADER + AINO + MIKKO);
            hub.get(Restrictions.class).restrict(id(hub, "Mikko"), "subject-request:1", "olli");
        }
        String backup = FreshDatabase.copyOf(database);
        try (QuietHub hub = QuietHub.start(home, database)) {
            hub.get(Restrictions.class).restrict(id(hub, "Aino"), "subject-request:2", "olli");
            hub.get(Restrictions.class).lift(id(hub, "Mikko"), "subject-request:1", "olli");
            hub.get(ErasureJournal.class).round();
        }
        assertThat(Files.readString(journal)).contains("subject-request:2").doesNotContain("a.example", "Aino");

        try (QuietHub hub = QuietHub.start(home, backup)) {
            hub.get(ErasureJournal.class).round();
            hub.get(ErasureJournal.class).round();

            assertThat(texts(hub, "select given_name from person where restricted_at is not null"))
                    .containsExactly("Aino");
            assertThat(texts(hub, "select what from erasure_event order by id"))
                    .containsExactly("restricted", "restricted-again", "restriction-lifted-again");
            assertThat(texts(hub, "select kind from notice where kind like 'restrict%' order by created_at, kind"))
                    .as("processors hear of both")
                    .contains("restricted", "restriction-lifted");
        }
    }

    private static long id(QuietHub hub, String given) {
        return hub.get(JdbcClient.class)
                .sql("select id from person where given_name = :given")
                .param("given", given)
                .query(Long.class)
                .single();
    }

    private static List<String> names(QuietHub hub) {
        return texts(hub, "select given_name from person order by 1");
    }

    private static List<String> texts(QuietHub hub, String sql) {
        return hub.get(JdbcClient.class).sql(sql).query(String.class).list();
    }
}
