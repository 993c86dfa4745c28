package fi.rekisterihub.subject;

import static fi.rekisterihub.subject.RequestGround.WHO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.subject.Disclosures.Act;
import fi.rekisterihub.subject.Disclosures.What;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Research and authorities. */
class DisclosuresTest {

    private static RequestGround ground;
    private static Disclosures disclosures;

    @BeforeAll
    static void start() {
        ground = new RequestGround();
        disclosures = ground.hub.get(Disclosures.class);
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @Test
    @DisplayName("SO6 a disclosure to an authority is recorded and stopped by no prohibition or restriction")
    void nothingThePersonSaysStopsTheLaw() {
        long person = ground.person();
        ground.requests.receive(RequestGround.objection(person, "direct-marketing", null), WHO);
        ground.asks(RequestKind.RESTRICTION, person);

        Map<String, List<String>> content = disclosures.record(act("so6", What.AUTHORITY), person, WHO);

        assertThat(content).containsEntry("familyName", List.of("Esimerkki"));
        assertThat(disclosures.ofPerson(person)).singleElement().satisfies(one -> {
            assertThat(one.what()).isEqualTo(What.AUTHORITY);
            assertThat(one.recipient()).isEqualTo("Poliisi");
            assertThat(one.ground()).isEqualTo("Poliisilaki 4 luku 3 §");
            assertThat(one.fields()).containsExactly("email", "familyName", "phone");
            assertThat(one.who()).isEqualTo(WHO);
        });
    }

    @Test
    @DisplayName("SA5 research disclosures are recorded with ground and content")
    void theContentIsProvedAndCannotBeRead() {
        long person = ground.person();
        Map<String, List<String>> content = disclosures.record(act("sa5", What.RESEARCH), person, WHO);
        Disclosures.Recorded kept = disclosures.ofPerson(person).get(0);

        assertThat(disclosures.proves(kept, content)).isTrue();
        assertThat(disclosures.proves(kept, Map.of("familyName", List.of("Toinen"))))
                .isFalse();
        assertThat(ground.jdbc
                        .sql("select row_to_json(d)::text from disclosure d where person_id = ?")
                        .param(person)
                        .query(String.class)
                        .single())
                .doesNotContain("Esimerkki", "@example.fi");
    }

    @Test
    void theSameActTwiceIsOneAndIsNeverTakenBack() {
        long person = ground.person();
        disclosures.record(act("one", What.AUTHORITY), person, WHO);
        disclosures.record(act("one", What.AUTHORITY), person, WHO);
        assertThat(disclosures.ofPerson(person)).hasSize(1);

        ground.jdbc
                .sql("update person set family_name = 'Uusi' where id = ?")
                .param(person)
                .update();
        assertThatThrownBy(() -> disclosures.record(act("one", What.AUTHORITY), person, WHO))
                .hasMessageContaining("has changed");
        assertThatThrownBy(() -> ground.jdbc.sql("delete from disclosure").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void aGroundARecipientAndKnownFieldsAreNeeded() {
        long person = ground.person();
        assertThatThrownBy(() -> new Act("k", What.AUTHORITY, "Poliisi", " ", List.of("phone")))
                .hasMessageContaining("ground");
        assertThatThrownBy(() -> new Act("k", What.AUTHORITY, "Poliisi", "Laki", List.of()))
                .hasMessageContaining("fields");
        assertThatThrownBy(() -> disclosures.record(
                        new Act("k", What.AUTHORITY, "Poliisi", "Laki", List.of("shoeSize")), person, WHO))
                .hasMessageContaining("shoeSize");
        assertThatThrownBy(() -> disclosures.record(act("k", What.AUTHORITY), 123_456_789L, WHO))
                .hasMessageContaining("123456789");
        assertThat(disclosures.ofPerson(person)).isEmpty();
    }

    private static Act act(String key, What what) {
        return new Act(key, what, "Poliisi", "Poliisilaki 4 luku 3 §", List.of("phone", "email", "familyName"));
    }
}
