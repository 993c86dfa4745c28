package fi.rekisterihub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.FieldView;
import fi.rekisterihub.support.QuietHub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which value stands of those who are one, and why; the profile is the shipped one of Sofor. */
class GoldenRecordTest {

    private static final Instant OLD = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant NEW = Instant.parse("2026-01-01T00:00:00Z");

    private static Profile profile;

    @BeforeAll
    static void readProfile() {
        try (QuietHub hub = QuietHub.shared()) {
            profile = hub.get(Profiles.class).get(Sames.REGISTER);
        }
    }

    @Test
    void whatASourceWithholdsOfOneIsWithheldOfAll() {
        GoldenField street = golden(withheld(1), told(2, "Rantatie 5", "portal", NEW));

        assertThat(street.standing()).isNull();
        assertThat(street.rule()).isEqualTo("withheld");
        assertThat(street.others()).isEmpty();
    }

    @Test
    void thePersonsOwnWordStandsAboveAnyNewerSource() {
        assertRule(
                "own-word", "Omatie 1", told(1, "Rantatie 5", "crm-person", NEW), told(2, "Omatie 1", "portal", OLD));
    }

    @Test
    void aStewardsWordStandsAboveTheSources() {
        assertRule(
                "steward", "Omatie 1", told(1, "Rantatie 5", "crm-person", NEW), told(2, "Omatie 1", "steward", OLD));
    }

    @Test
    void theStrongerSourceStandsAboveANewerOne() {
        assertRule(
                "source-rank",
                "Omatie 1",
                told(1, "Rantatie 5", "fonecta-contact", NEW),
                told(2, "Omatie 1", "crm-person", OLD));
    }

    @Test
    void ofOneSourceTheNewestStandsAndThenTheOldestEntity() {
        assertRule(
                "newest", "Omatie 1", told(1, "Rantatie 5", "crm-person", OLD), told(2, "Omatie 1", "crm-person", NEW));
        assertRule(
                "oldest-entity",
                "Rantatie 5",
                told(1, "Rantatie 5", "crm-person", OLD),
                told(2, "Omatie 1", "crm-person", OLD));
    }

    @Test
    void whoIsSilentSaysNothingAgainstAValue() {
        assertRule("only-one", "Rantatie 5", told(1, "Rantatie 5", "crm-person", OLD), told(2, null, null, null));
        assertThat(golden(told(1, null, null, null), told(2, null, null, null)).rule())
                .isEqualTo("nobody-told");
    }

    @Test
    void namesTheValuesThatDoNotStand() {
        GoldenField street = golden(told(1, "Rantatie 5", "crm-person", OLD), told(2, "Omatie 1", "portal", OLD));

        assertThat(street.disagrees()).isTrue();
        assertThat(street.others()).extracting(GoldenField.Told::value).containsExactly("Rantatie 5");
    }

    @Property(tries = 200)
    void theOrderOfThePartsChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<EntityView> parts = new ArrayList<>();
        for (int id = 1; id <= 5; id++) {
            parts.add(told(
                    id,
                    random.nextBoolean() ? "Rantatie " + random.nextInt(3) : null,
                    List.of("portal", "steward", "crm-person", "fonecta-contact", "unknown")
                            .get(random.nextInt(5)),
                    OLD.plusSeconds(random.nextInt(3))));
        }
        List<GoldenField> before = new GoldenRecord(profile).of(parts);
        Collections.shuffle(parts, random);

        assertThat(new GoldenRecord(profile).of(parts)).isEqualTo(before);
    }

    private static void assertRule(String rule, String value, EntityView... parts) {
        GoldenField street = golden(parts);
        assertThat(street.rule()).isEqualTo(rule);
        assertThat(street.standing())
                .isNotNull()
                .extracting(GoldenField.Told::value)
                .isEqualTo(value);
    }

    private static GoldenField golden(EntityView... parts) {
        return new GoldenRecord(profile).of(List.of(parts)).get(0);
    }

    private static EntityView told(long id, @Nullable String value, @Nullable String feed, @Nullable Instant at) {
        return entity(id, new FieldView("street", value, feed, at, null, null, false));
    }

    private static EntityView withheld(long id) {
        return entity(id, new FieldView("street", null, null, null, null, null, true));
    }

    private static EntityView entity(long id, FieldView field) {
        return new EntityView(id, EntityKind.PERSON, Sames.REGISTER, List.of(field), null, null, OLD, OLD);
    }
}
