package fi.rekisterihub.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.support.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class EntityStoreTest {

    private static final long NEW_ID = 4_711;

    private final DataSource source = FreshDatabase.dataSource();
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final EntityStore store = new EntityStore(
            source,
            new Feeds(jdbc, new JdbcTransactionManager(source)),
            new SubjectKeys("a key for tests, thirty-two byte".getBytes(StandardCharsets.UTF_8)));

    @Test
    @DisplayName("rule 1: a restriction that comes between reading and writing keeps the feed out")
    void aRestrictionBetweenReadingAndWritingWins() {
        StoredEntity person = loaded(added("phone", "+358505550101"));
        jdbc.sql("update person set restricted_at = now()").update();

        person.set("phone", "+358505550199", "crm-person");

        assertThatThrownBy(() -> store.update(EntityKind.PERSON, List.of(person)))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(jdbc.sql("select phone from person").query(String.class).single())
                .isEqualTo("+358505550101");
    }

    @Test
    @DisplayName("F2: what the person emptied is remembered as theirs, also in a field that only a profile knows")
    void remembersWhoEmptiedAFurtherField() {
        StoredEntity person = loaded(added("socialMedia", "@eeva"));
        person.set("socialMedia", null, "portal");
        store.update(EntityKind.PERSON, List.of(person));

        StoredEntity later = loaded(person.id());
        assertThat(later.value("socialMedia")).isNull();
        assertThat(later.feed("socialMedia")).isEqualTo("portal");
    }

    @Test
    void keepsTheKeysOfWhatDidNotChangeAndFindsAPersonByTheNewOnes() {
        StoredEntity person = loaded(added("email", "aino@a.example"));
        String before = key("select email_key from person");
        person.set("phone", "+358505550199", "crm-person");
        store.update(EntityKind.PERSON, List.of(person));
        assertThat(key("select email_key from person")).isEqualTo(before);
        assertThat(key("select subject_key from person_key where subject_key like 'phone:%'"))
                .isEqualTo(key("select phone_key from person"));

        StoredEntity later = loaded(person.id());
        later.set("email", "aino@b.example", "crm-person");
        store.update(EntityKind.PERSON, List.of(later));
        assertThat(key("select subject_keys[1] from former_keys")).isEqualTo(before);
        assertThat(key("select subject_key from person_key where subject_key like 'email:%' and subject_key <> '"
                        + before + "'"))
                .isEqualTo(key("select email_key from person"))
                .isNotEqualTo(before);

        store.remove(EntityKind.PERSON, person.id());
        assertThat(jdbc.sql("select count(*) from person_key").query(Long.class).single())
                .isZero();
    }

    @Test
    void anAddressThatComesBackIsTheirsAgain() {
        StoredEntity person = loaded(added("email", "aino@a.example"));
        for (String email : List.of("aino@b.example", "aino@a.example")) {
            person.set("email", email, "crm-person");
            store.update(EntityKind.PERSON, List.of(person));
            person = loaded(person.id());
        }
        assertThat(key("select subject_key from person_subject where subject_key like 'email:%' and until is null"))
                .isEqualTo(key("select email_key from person"));
    }

    @Test
    void eachOfAChunkKeepsWhatOnlyAnotherOneChanged() {
        StoredEntity moved = StoredEntity.fresh(NEW_ID, EntityKind.PERSON);
        StoredEntity renamed = StoredEntity.fresh(NEW_ID + 1, EntityKind.PERSON);
        for (StoredEntity person : List.of(moved, renamed)) {
            person.set("street", "Koulukatu 1", "crm-person");
            person.set("email", "a%d@a.example".formatted(person.id()), "crm-person");
            person.set("socialMedia", "@a", "crm-person");
        }
        store.insert("sofor-asiakasrekisteri", EntityKind.PERSON, List.of(moved, renamed));

        moved = loaded(NEW_ID);
        renamed = loaded(NEW_ID + 1);
        moved.set("street", "Koulukatu 2", "portal");
        renamed.set("email", "b@a.example", "crm-person");
        renamed.set("socialMedia", "@b", "portal");
        store.update(EntityKind.PERSON, List.of(moved, renamed));

        assertThat(told(loaded(NEW_ID), "street", "email", "socialMedia"))
                .containsExactly("Koulukatu 2 portal", "a4711@a.example crm-person", "@a crm-person");
        assertThat(told(loaded(NEW_ID + 1), "street", "email", "socialMedia"))
                .containsExactly("Koulukatu 1 crm-person", "b@a.example crm-person", "@b portal");
    }

    private static List<String> told(StoredEntity person, String... fields) {
        return Stream.of(fields)
                .map(field -> person.value(field) + " " + person.feed(field))
                .toList();
    }

    private String key(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    private long added(String field, String value) {
        StoredEntity person = StoredEntity.fresh(NEW_ID, EntityKind.PERSON);
        person.set(field, value, "crm-person");
        store.insert("sofor-asiakasrekisteri", EntityKind.PERSON, List.of(person));
        return person.id();
    }

    private StoredEntity loaded(long id) {
        return Objects.requireNonNull(store.load(EntityKind.PERSON, List.of(id)).get(id));
    }
}
