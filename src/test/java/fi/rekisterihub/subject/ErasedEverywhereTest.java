package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.evidence.Sealer;
import fi.rekisterihub.evidence.SelfCheck;
import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mail.NoMail;
import fi.rekisterihub.permission.ProviderEvents;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The heart of the promise: after an erasure no column of no table, and no kept file, holds anything by which the person could be
 * told. The columns come from the database, so that a table that is added later is searched too.
 */
class ErasedEverywhereTest {

    private static QuietHub hub;
    private static Imports imports;
    private static KnownPerson unelma;
    private static WholeDatabase database;
    private static List<String> before;
    private static ErasurePlan plan;
    private static Erased erased;
    private static long person;

    @BeforeAll
    static void eraseWhoeverIsKnownEverywhere() throws NoMail {
        hub = QuietHub.start();
        imports = new Imports(hub);
        unelma = new KnownPerson(hub, imports);
        database = new WholeDatabase(hub.get(JdbcClient.class), hub.home());
        person = unelma.becomesKnown();
        before = database.placesWith(KnownPerson.WORDS);
        hub.get(Sealer.class).seal();
        plan = hub.get(Erasures.class).plan(person, "subject-request:1");
        erased = hub.get(Erasures.class).erase(person, "subject-request:1", "olli");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    @DisplayName("SA4 rule 2: no column of any table and no file holds anything of an erased person")
    void nothingOfThePersonIsLeftAnywhere() throws IOException {
        assertThat(before)
                .as("where she stood before")
                .contains(
                        "person.family_name",
                        "change_set.new_values",
                        "change_set.old_values",
                        "source_record.raw",
                        "source_record.key",
                        "parked.raw",
                        "review.observation",
                        "notice_delivery.payload",
                        "inbox.body",
                        "inbox.headers",
                        "delivery_page.body",
                        "audit.detail",
                        "permission_event.evidence",
                        "identity_decision.reason",
                        "field_override.reason",
                        "company.phone");
        assertThat(before).anyMatch(place -> place.startsWith("data/deliveries/"));
        settleWhatWasOnItsWay();

        hub.get(Sealer.class).seal();
        assertThat(database.placesWith(KnownPerson.WORDS)).isEmpty();
        assertThat(hub.get(SelfCheck.class).check())
                .as("what was sealed before is still proved")
                .isEmpty();
    }

    @Test
    @DisplayName("SA4: the dry run names every place from which something then went")
    void theDryRunSaidIt() {
        assertThat(erased).isInstanceOf(Erased.Done.class);
        assertThat(plan.places())
                .extracting(ErasurePlan.Place::id)
                .contains("company-contacts", "corrections", "identity-numbers", "roles")
                .containsExactlyElementsOf(((Erased.Done) erased).places().keySet());
        assertThat(plan.toString()).doesNotContain(KnownPerson.WORDS);
        assertThat(erased.toString()).doesNotContain(KnownPerson.WORDS);
    }

    /** What waited for a provider, a worker or the age of a file. */
    private static void settleWhatWasOnItsWay() throws IOException {
        JdbcClient requests = hub.get(JdbcClient.class);
        requests.sql("select id from subject_request where state <> 'closed'")
                .query(Long.class)
                .list()
                .forEach(id -> hub.get(RequestDesk.class).withdraw(id, "Answered by the erasure", "olli"));
        InboxItem late = hub.get(Inbox.class).claim("brevo", "hook-3").orElseThrow();
        hub.get(ProviderEvents.class).apply(late, "brevo-event");
        JdbcClient jdbc = hub.get(JdbcClient.class);
        jdbc.sql("update notice_delivery set status = 'sent', sent_at = now() where status = 'new'")
                .update();
        jdbc.sql("update notice_delivery set status = 'confirmed' where status = 'sent' and check_at is not null")
                .update();
        // Twice: what is written anew leaves its old file.
        for (int round = 0; round < 3; round++) {
            try (Stream<Path> files = Files.list(hub.home().resolve("data/deliveries"))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
                }
            }
            jdbc.sql("update erasure_rest set next_at = now()").update();
            hub.get(ErasedRest.class).round();
        }
        assertThat(jdbc.sql("select what || ' ' || ref from erasure_rest where done_at is null")
                        .query(String.class)
                        .list())
                .isEmpty();
    }
}
