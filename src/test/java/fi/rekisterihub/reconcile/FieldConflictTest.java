package fi.rekisterihub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fi.rekisterihub.FeedCommands;
import fi.rekisterihub.FeedReport;
import fi.rekisterihub.Finland;
import fi.rekisterihub.reconcile.ConflictDesk.Outcome;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A source contradicts what somebody has said of a field: the field stays, and a steward is asked. */
class FieldConflictTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final LocalDate TODAY = Finland.today();
    private static ThreeSources sources;
    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;

    @BeforeAll
    static void start() {
        sources = new ThreeSources();
        hub = sources.hub;
        imports = sources.imports;
    }

    @AfterAll
    static void stop() {
        sources.close();
    }

    @BeforeEach
    void aino() {
        jdbc = hub.get(JdbcClient.class);
        imports.emptyRegister();
        sources.crm("", "0505550101");
    }

    @Test
    void asksWhenASourceSaysOtherwiseThanASteward() {
        override("0505550190", null);
        assertThat(open()).as("the steward knew what the source said").isEmpty();

        sources.crm("", "0505550102");

        assertThat(phone()).isEqualTo("+358505550190");
        assertThat(open()).singleElement().satisfies(one -> {
            assertThat(one.field()).isEqualTo("phone");
            assertThat(one.stands()).isEqualTo("+358505550190");
            assertThat(one.standsFeed()).isEqualTo("steward");
            assertThat(one.says()).isEqualTo("+358505550102");
            assertThat(one.saysFeed()).isEqualTo("crm-person");
            assertThat(one.entityId()).isEqualTo(entity().id());
        });
        assertThat(texts("select effects ->> 'conflict' from run order by id desc limit 1"))
                .containsExactly("1");
    }

    @Test
    void asksWhenASourceSaysOtherwiseThanThePerson() {
        sources.portal("0505550177");
        sources.crm("", "0505550102");

        assertThat(phone()).isEqualTo("+358505550177");
        assertThat(open())
                .extracting(FieldConflict::standsFeed, FieldConflict::says)
                .containsExactly(tuple("portal", "+358505550102"));
    }

    @Test
    void sourcesThatDifferAmongThemselvesAreNoQuestion() {
        sources.fonecta("0505550103");
        sources.crm("", "0505550102");

        assertThat(texts("select status from field_conflict")).isEmpty();
    }

    @Test
    void whatWasKeptAsksAgainOnlyWhenSomethingNewIsSaid() {
        FieldConflict asked = asked();
        assertThat(desk().keep(asked.id(), "Soitin.", "steward")).isEqualTo(Outcome.DONE);
        assertThat(open()).isEmpty();
        assertThat(desk().keep(asked.id(), "Soitin.", "steward")).isEqualTo(Outcome.NOT_OPEN);

        imports.file("crm-person", ThreeSources.crmRows("", "0505550102").replace("Katu 1", "Katu 2"));
        assertThat(open()).as("the same again").isEmpty();
        assertThat(phone()).isEqualTo("+358505550190");

        sources.crm("", "0505550104");
        assertThat(open()).extracting(FieldConflict::says).containsExactly("+358505550104");
    }

    @Test
    void whatIsTakenIsTheSourcesOwnWordFromThenOn() {
        FieldConflict asked = asked();
        jdbc.sql("truncate notice, notice_delivery").update();

        assertThat(desk().take(asked.id(), "Numero on vaihtunut.", "other")).isEqualTo(Outcome.DONE);

        assertThat(phone()).isEqualTo("+358505550102");
        assertThat(texts("select concat_ws(' ', field, old_value, new_value, feed, rule, actor) from change"
                        + " order by change_set_id desc limit 1"))
                .containsExactly("phone +358505550190 +358505550102 crm-person conflict-taken other");
        assertThat(
                        texts(
                                "select payload #>> '{fields,phone}' from notice_delivery where recipient = 'licence-registry'"))
                .as("those who hold it are told")
                .containsExactly("+358505550102");
        assertThat(texts("select payload::text from notice_delivery"))
                .as("nobody outside hears the reason")
                .noneMatch(payload -> payload.contains("vaihtunut"));
        assertThat(texts("select ended_because from field_override")).containsExactly("lifted");

        sources.crm("", "0505550104");
        assertThat(phone()).isEqualTo("+358505550104");
        assertThat(open()).isEmpty();
    }

    @Test
    void undoSetsWhatStoodBeforeAndAsksAgain() {
        FieldConflict asked = asked();
        desk().take(asked.id(), "Numero on vaihtunut.", "other");

        assertThat(desk().undo(asked.id(), "other")).isEqualTo(Outcome.DONE);

        assertThat(phone()).isEqualTo("+358505550190");
        assertThat(hub.get(FieldOverrides.class).holding(entity()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.reason()).isEqualTo("Soitin vaihteeseen.");
                    assertThat(one.until()).isEqualTo(TODAY);
                });
        assertThat(open()).extracting(FieldConflict::id).containsExactly(asked.id());
        assertThat(desk().undo(asked.id(), "other")).isEqualTo(Outcome.NOT_OPEN);

        desk().keep(asked.id(), "Sittenkin.", "other");
        assertThat(desk().undo(asked.id(), "other")).isEqualTo(Outcome.DONE);
        assertThat(open()).hasSize(1);
    }

    @Test
    void undoAsksAgainWhatOtherSourcesSaid() {
        FieldConflict asked = asked();
        sources.fonecta("0505550103");
        assertThat(open()).extracting(FieldConflict::saysFeed).containsExactly("crm-person", "fonecta-contact");

        desk().take(asked.id(), "Numero on vaihtunut.", "other");
        assertThat(open()).isEmpty();
        desk().undo(asked.id(), "other");

        assertThat(open()).extracting(FieldConflict::saysFeed).containsExactly("crm-person", "fonecta-contact");
    }

    @Test
    void whatWasKeptIsNotAskedAgainWhenSomethingElseStands() {
        FieldConflict asked = asked();
        desk().keep(asked.id(), "Soitin.", "steward");
        override("0505550191", null);

        assertThat(desk().undo(asked.id(), "other")).isEqualTo(Outcome.MOVED_ON);
        assertThat(open()).isEmpty();
    }

    @Test
    void whatIsNotThereAnyMoreIsNotOpen() {
        FieldConflict asked = asked();
        jdbc.sql("delete from person").update();

        assertThat(desk().take(asked.id(), "Numero on vaihtunut.", "other")).isEqualTo(Outcome.NOT_OPEN);
    }

    @Test
    void whatHasChangedSinceIsNotUndone() {
        FieldConflict asked = asked();
        desk().take(asked.id(), "Numero on vaihtunut.", "other");
        sources.crm("", "0505550104");

        assertThat(desk().undo(asked.id(), "other")).isEqualTo(Outcome.MOVED_ON);
        assertThat(phone()).isEqualTo("+358505550104");
    }

    @Test
    void fallsAwayWhenTheSourceAgrees() {
        asked();

        sources.crm("", "0505550190");

        assertThat(open()).isEmpty();
        assertThat(phone()).isEqualTo("+358505550190");
    }

    @Test
    void fallsAwayWhenSomethingElseIsSaid() {
        asked();
        override("0505550191", null);
        assertThat(open()).isEmpty();

        sources.crm("", "0505550105");
        assertThat(open()).hasSize(1);
        hub.get(OverrideLifting.class).lift(SOFOR, entity().id(), "phone", "other");
        assertThat(open()).isEmpty();
        assertThat(phone()).isEqualTo("+358505550105");
    }

    @Test
    void canBePutOff() {
        FieldConflict asked = asked();

        assertThat(desk().later(asked.id(), Instant.now().plus(3, ChronoUnit.DAYS)))
                .isEqualTo(Outcome.DONE);

        assertThat(open()).isEmpty();
        assertThat(reader().list(SOFOR, "later", null, 10)).hasSize(1);
        jdbc.sql("update field_conflict set later_until = now()").update();
        assertThat(open()).hasSize(1);
    }

    @Test
    void whatIsRestrictedStaysAsItIs() {
        FieldConflict asked = asked();
        jdbc.sql("update person set restricted_at = now()").update();

        assertThat(desk().take(asked.id(), "Numero on vaihtunut.", "other")).isEqualTo(Outcome.RESTRICTED);
        assertThat(phone()).isEqualTo("+358505550190");
        assertThat(reader().find(asked.id()).orElseThrow().open()).isTrue();
    }

    @Test
    void aValueOfSomebodyErasedDoesNotComeBackThisWay() {
        FieldConflict asked = asked();
        jdbc.sql("""
                insert into suppression (register_id, subject_key, reason)
                values ('sofor-asiakasrekisteri', :key, 'erased')
                """)
                .param("key", hub.get(SubjectKeys.class).phone("+358505550102"))
                .update();

        assertThat(desk().take(asked.id(), "Numero on vaihtunut.", "other")).isEqualTo(Outcome.MUST_STAY_AWAY);
        assertThat(phone()).isEqualTo("+358505550190");
    }

    @Test
    void aPreviewCountsButAsksNothing(@TempDir Path folder) throws IOException {
        override("0505550190", TODAY);
        Path file = Files.writeString(folder.resolve("crm.csv"), ThreeSources.crmRows("", "0505550102"));

        FeedReport report = hub.get(FeedCommands.class).preview("crm-person", Optional.of(file), 0);

        assertThat(report.lines()).anyMatch(line -> line.contains("otherwise than somebody has said"));
        assertThat(texts("select status from field_conflict")).isEmpty();
    }

    @Test
    void nothingIsLeftOfItWhenThePersonIsGone() {
        asked();

        jdbc.sql("delete from person").update();

        assertThat(texts("select says from field_conflict")).isEmpty();
    }

    private FieldConflict asked() {
        override("0505550190", TODAY);
        sources.crm("", "0505550102");
        return open().get(0);
    }

    private void override(String phone, LocalDate until) {
        hub.get(Corrections.class)
                .correct(
                        entity(),
                        "steward",
                        Map.of("phone", phone),
                        new Because("Soitin vaihteeseen.", until),
                        "steward");
    }

    private ConflictDesk desk() {
        return hub.get(ConflictDesk.class);
    }

    private ConflictReader reader() {
        return hub.get(ConflictReader.class);
    }

    private List<FieldConflict> open() {
        return reader().list(SOFOR, "open", null, 10);
    }

    private EntityView entity() {
        long id = jdbc.sql("select id from person").query(Long.class).single();
        return hub.get(RegisterReader.class).person(id).orElseThrow();
    }

    private String phone() {
        return entity().value("phone").orElse("none");
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
