package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.permission.ErasedKeys.Told;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.PermissionState;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who was erased, and becomes a customer again by an act of their own. */
class ReturnsTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String AINO = "C-1;Esimerkki;Aino;;aino@a.example;0505550101;Katu 1;00100;Helsinki;FI;fi;;;\n";
    private static final String AINO_ANEW = AINO.replace("C-1;", "C-88;");
    private static final String MIKKO = "C-2;Muu;Mikko;;mikko@b.example;0501112223;Katu 9;00100;Helsinki;FI;fi;;;\n";
    private static final Told BY_EMAIL = new Told(null, null, " AINO@a.example", null, null, null, Set.of());
    private static final Told BY_ADDRESS = new Told("Esimerkki", "Aino", null, null, "Katu 1", "00100", Set.of());

    private static final Path HOME = TestHome.withTables();
    private static QuietHub hub;
    private static Imports imports;
    private static String database;
    private Returns returns;

    @BeforeAll
    static void start() {
        database = FreshDatabase.url();
        hub = QuietHub.start(HOME, database);
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void ainoIsErased() {
        returns = hub.get(Returns.class);
        imports.emptyRegister();
        crm(AINO);
        hub.get(Erasures.class).erase(aino(hub), "subject-request:7", "olli");
        crm(AINO_ANEW);
        assertThat(names(hub)).containsExactly("Mikko");
    }

    @Test
    @DisplayName("rule 2: only the person's own return lets an erased person in again, and then as somebody new")
    void comesInAgainAfterTheirOwnAct() {
        long before = number("select max(id) from person");
        assertThat(returns.away(SOFOR, BY_ADDRESS))
                .extracting(Returns.Away::cause)
                .containsExactly("subject-request:7");

        assertThat(returns.comeBack(SOFOR, BY_EMAIL, "contract:2026-118", "olli"))
                .hasSize(1);
        crm(AINO_ANEW);

        assertThat(names(hub)).containsExactly("Aino", "Mikko");
        assertThat(aino(hub)).isGreaterThan(before);
        assertThat(returns.away(SOFOR, BY_EMAIL)).isEmpty();
        assertThat(texts(hub, "select what || ' ' || cause || ' ' || who from erasure_event order by id"))
                .containsExactly("erased subject-request:7 olli", "returned contract:2026-118 olli");
        assertThat(texts(hub, "select detail::text from erasure_event"))
                .noneMatch(detail -> detail.contains("a.example") || detail.contains("Aino"));
    }

    @Test
    @DisplayName("rule 2: a phone number, which somebody else may have today, lets in nobody but whoever comes with it")
    void aNumberAloneLiftsNothingElse() {
        Told byPhone = new Told(null, null, null, "050 555 0101", null, null, Set.of());

        assertThat(returns.comeBack(SOFOR, byPhone, "contract:2026-118", "olli"))
                .hasSize(1);
        crm(AINO_ANEW);
        assertThat(names(hub)).as("her address stays away").containsExactly("Mikko");

        crm("C-90;Uusi;Eeva;;eeva@c.example;0505550101;Katu 5;00100;Helsinki;FI;fi;;;\n");
        assertThat(names(hub)).containsExactly("Eeva", "Mikko");
    }

    @Test
    @DisplayName("rule 2: the record by which the source knew the erased person stays away after a return")
    void theOldRecordStaysAway() {
        returns.comeBack(SOFOR, BY_EMAIL, "contract:2026-118", "olli");

        crm(AINO);

        assertThat(names(hub)).containsExactly("Mikko");
    }

    @Test
    @DisplayName("rule 2: who came back and is erased once more stays away once more")
    void isErasedOnceMore() {
        returns.comeBack(SOFOR, BY_EMAIL, "contract:2026-118", "olli");
        crm(AINO_ANEW);
        hub.get(Erasures.class).erase(aino(hub), "subject-request:8", "olli");

        crm(AINO_ANEW.replace("C-88;", "C-99;"));

        assertThat(names(hub)).containsExactly("Mikko");
    }

    @Test
    @DisplayName("rule 1: a return lifts no opt-out: who comes back is as silent as they were")
    void whatWasForbiddenStaysForbidden() {
        returns.comeBack(SOFOR, BY_EMAIL, "contract:2026-118", "olli");
        crm(AINO_ANEW);
        assertThat(saidOfMail().eventId()).as("she has never said anything").isNull();
        hub.get(PermissionLedger.class).record(optOut(aino(hub)));
        hub.get(Erasures.class).erase(aino(hub), "subject-request:8", "olli");

        returns.comeBack(SOFOR, BY_EMAIL, "contract:2026-119", "olli");
        crm(AINO_ANEW.replace("C-88;", "C-99;"));

        assertThat(saidOfMail().permission()).isEqualTo(Permission.PROHIBITED);
        assertThat(saidOfMail().eventId()).as("by what she has said herself").isNotNull();
    }

    @Test
    void nobodyElseIsLetIn() {
        assertThat(returns.comeBack(
                        SOFOR,
                        new Told("Esimerkki", "Aino", "toinen@c.example", null, null, null, Set.of()),
                        "contract:2026-118",
                        "olli"))
                .isEmpty();
        assertThat(returns.comeBack(
                        "soprano-valiaikainen-markkinointirekisteri", BY_EMAIL, "contract:2026-118", "olli"))
                .as("of another register")
                .isEmpty();
        assertThat(texts(hub, "select what from erasure_event")).containsExactly("erased");
    }

    @Test
    void aNameAloneIsTooLittleAndWordsAreNoCause() {
        assertThatThrownBy(
                        () -> returns.away(SOFOR, new Told("Esimerkki", "Aino", null, null, "Katu 1", null, Set.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("street and postal code");
        assertThatThrownBy(() -> returns.comeBack(SOFOR, BY_EMAIL, "Aino soitti", "olli"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be an id")
                .hasMessageNotContaining("Aino");
    }

    @Test
    @DisplayName("rule 2: on a restored backup an erasure is done again, and then the return that came after it")
    void isDoneAgainOnARestoredBackup() throws IOException {
        Files.deleteIfExists(HOME.resolve("data/erasures.journal"));
        hub.close();
        String backup = FreshDatabase.copyOf(database);
        hub = QuietHub.start(HOME, database);
        imports = new Imports(hub);
        hub.get(Returns.class).comeBack(SOFOR, BY_EMAIL, "contract:2026-118", "olli");
        hub.get(ErasureJournal.class).round();
        assertThat(Files.readString(HOME.resolve("data/erasures.journal")))
                .contains("\"what\":\"returned\"")
                .doesNotContain("a.example");

        try (QuietHub restored = QuietHub.start(HOME, backup)) {
            assertThat(restored.get(Returns.class).away(SOFOR, BY_EMAIL)).hasSize(1);
            restored.get(ErasureJournal.class).round();
            restored.get(ErasureJournal.class).round();

            assertThat(restored.get(Returns.class).away(SOFOR, BY_EMAIL)).isEmpty();
            assertThat(texts(restored, "select what from erasure_event order by id"))
                    .containsExactly("erased", "returned-again");
            new Imports(restored).file("crm-person", Imports.CRM_HEADER + MIKKO + AINO_ANEW + "\n");
            assertThat(names(restored)).containsExactly("Aino", "Mikko");
        }
    }

    @Test
    @DisplayName("rule 2: an erasure that is newer than a return of the journal stands on a restored backup")
    void aReturnOfTheJournalUndoesNoLaterErasure() {
        Set<String> keys = Set.copyOf(texts(hub, "select subject_key from suppression"));
        Instant erased = returns.away(SOFOR, BY_EMAIL).get(0).at();

        returns.again(returned(keys, erased.minusSeconds(60)));
        assertThat(returns.away(SOFOR, BY_EMAIL)).hasSize(1);

        hub.get(Erasures.class)
                .again(new ErasureJournal.Line(
                        UUID.randomUUID(),
                        ErasureEvents.ERASED,
                        SOFOR,
                        "subject-request:1",
                        "olli",
                        erased.minusSeconds(120),
                        List.of(1L),
                        keys));
        assertThat(returns.away(SOFOR, BY_EMAIL))
                .as("an older erasure that is done again takes nothing from the newer")
                .containsExactly(new Returns.Away(erased, "subject-request:7"));

        returns.again(returned(keys, erased.plusMillis(1)));
        assertThat(returns.away(SOFOR, BY_EMAIL)).isEmpty();
    }

    @Test
    void anErasureWhoseTimeIsAheadOfThisMachinesClockIsLiftedToo() {
        hub.get(JdbcClient.class)
                .sql("update suppression set at = now() + interval '1 hour'")
                .update();

        returns.comeBack(SOFOR, BY_EMAIL, "contract:2026-118", "olli");

        assertThat(returns.away(SOFOR, BY_EMAIL)).isEmpty();
    }

    private static ErasureJournal.Line returned(Set<String> keys, Instant at) {
        return new ErasureJournal.Line(
                UUID.randomUUID(), ErasureEvents.RETURNED, SOFOR, "contract:2026-118", "olli", at, List.of(), keys);
    }

    private static PermissionState saidOfMail() {
        return hub.get(PermissionStates.class)
                .of(aino(hub), PermissionAct.DIRECT_MARKETING, "email", PermissionAct.EVERYTHING);
    }

    private static PermissionAct optOut(long person) {
        return PermissionAct.emailOptOut(
                "link:1", null, "link", Set.of(person), "aino@a.example", Map.of(), Instant.now());
    }

    private static void crm(String row) {
        imports.file("crm-person", Imports.CRM_HEADER + MIKKO + row);
    }

    private static long aino(QuietHub hub) {
        return hub.get(JdbcClient.class)
                .sql("select id from person where given_name = 'Aino'")
                .query(Long.class)
                .single();
    }

    private static long number(String sql) {
        return hub.get(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static List<String> names(QuietHub hub) {
        return texts(hub, "select given_name from person order by 1");
    }

    private static List<String> texts(QuietHub hub, String sql) {
        return hub.get(JdbcClient.class).sql(sql).query(String.class).list();
    }
}
