package fi.rekisterihub.permission;

import static fi.rekisterihub.permission.PermissionBench.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is in the list of those who may be contacted, with what, and when there is none. */
class ExtractTest {

    private static final String TEMPORARY = "soprano-valiaikainen-markkinointirekisteri";

    private final PermissionBench bench = new PermissionBench();
    private final String email = People.freshEmail();

    @Test
    @DisplayName("SV3: no row of an extract without the link that stops further messages")
    void everyRowHasItsLink() {
        long person = bench.people.add(TEMPORARY, email, null);
        bench.people.add(TEMPORARY, People.freshEmail(), null);

        List<ExtractRow> rows = rows(request(TEMPORARY, "email", "*"));

        assertThat(rows).hasSize(2).allSatisfy(row -> {
            assertThat(row.url()).startsWith("https://hub.example.fi/u/");
            assertThat(row.headers()).containsKeys("List-Unsubscribe", "List-Unsubscribe-Post");
        });
        String token = rows.get(0).url().substring("https://hub.example.fi/u/".length());
        assertThat(bench.linkTokens.read(token)).hasValueSatisfying(subject -> {
            assertThat(subject.personId()).isEqualTo(person);
            assertThat(subject.messageId()).isEqualTo("extract-7");
            assertThat(subject.email()).isEqualTo(email);
        });
        bench.linkActs.optOut(token, LinkWay.ONE_CLICK, null);
        assertThat(persons(request(TEMPORARY, "email", "*"))).doesNotContain(person);
    }

    @Test
    void aLinkForAnotherChannelStopsThatChannel() {
        long person = bench.people.add(TEMPORARY, email, "+358 40 123 4567");
        String url = rows(request(TEMPORARY, "phone", "*")).get(0).url();

        bench.linkActs.optOut(url.substring(url.lastIndexOf('/') + 1), LinkWay.PAGE, null);

        assertThat(persons(request(TEMPORARY, "phone", "*"))).isEmpty();
        assertThat(persons(request(TEMPORARY, "email", "*"))).containsExactly(person);
    }

    @Test
    @DisplayName("F3: where the profile asks for consent, only those are in who have given it")
    void onlyGrantedWhereConsentIsNeeded() {
        long silent = bench.people.add(People.freshEmail());
        long willing = bench.people.add(email);
        bench.ownGrant("form:1", email, MONDAY);

        assertThat(persons(request(People.REGISTER, "email", "*")))
                .containsExactly(willing)
                .doesNotContain(silent);
    }

    @Test
    @DisplayName("M2: who has left one newsletter is in the list of another")
    void topicsStandByThemselves() {
        long reader = bench.people.add(email);
        bench.ownGrant("form:1", email, MONDAY);
        bench.linkActs.optOut(
                bench.linkTokens.token(
                        new LinkSubject(People.REGISTER, reader, email, "newsletter:events", "", Instant.EPOCH)),
                LinkWay.PAGE,
                null);

        assertThat(persons(request(People.REGISTER, "email", "newsletter:events")))
                .isEmpty();
        assertThat(persons(request(People.REGISTER, "email", "newsletter:customer-letter")))
                .containsExactly(reader);
    }

    @Test
    void leavesOutTheDeadTheRestrictedTheErasedAndWhoCannotBeReached() {
        long dead = bench.people.add(TEMPORARY, People.freshEmail(), null);
        long disputed = bench.people.add(TEMPORARY, People.freshEmail(), null);
        bench.people.add(TEMPORARY, null, "+358 40 123 4568");
        bench.people.add("nobody", People.freshEmail(), null);
        long erasedBefore = bench.people.add(TEMPORARY, email, null);
        long fine = bench.people.add(TEMPORARY, People.freshEmail(), null);
        set("deceased_at = now()", dead);
        set("restricted_at = now()", disputed);
        new Suppressions(bench.jdbc).suppress(TEMPORARY, Set.of(bench.keys.email(email)), "erased");

        assertThat(persons(request(TEMPORARY, "email", "*")))
                .containsExactly(fine)
                .doesNotContain(erasedBefore);
    }

    @Test
    @DisplayName("rule 6: who is on a list that binds the register is out of its channel, and of no other")
    void leavesOutWhoIsOnAList() {
        long listed = bench.people.add(TEMPORARY, email, "+358 40 123 4569");
        bench.lists.apply("dma-optout", 1, List.of(phoneOnList("+358 40 123 4569")), List.of());

        assertThat(persons(request(TEMPORARY, "phone", "*"))).isEmpty();
        assertThat(persons(request(TEMPORARY, "email", "*"))).containsExactly(listed);
    }

    @Test
    void leavesOutAnAddressThatMessagesDoNotReachAndKeepsTheOthers() {
        bench.people.add(TEMPORARY, email, null);
        String fullOnce = People.freshEmail();
        long reached = bench.people.add(TEMPORARY, fullOnce, null);
        Bounces bounces = new Bounces(bench.jdbc, bench.keys);
        bounces.record("mailbox", "1", email, true, "user-unknown", Instant.now());
        bounces.record("mailbox", "2", fullOnce, false, "mailbox-full", Instant.now());

        assertThat(persons(request(TEMPORARY, "email", "*"))).containsExactly(reached);
    }

    @Test
    void takesOneOfThoseWhoAreOneAndNoneWhenOneOfThemMayNotBe() {
        long head = bench.people.add(TEMPORARY, email, null);
        long part = bench.people.add(TEMPORARY, People.freshEmail(), null);
        link(head, part);
        assertThat(persons(request(TEMPORARY, "email", "*"))).containsExactly(head);

        set("restricted_at = now()", part);

        assertThat(persons(request(TEMPORARY, "email", "*"))).isEmpty();
    }

    @Test
    void isRefusedWhileSomethingIsTooOld() {
        bench.people.add(TEMPORARY, email, null);
        bench.stale.add(new Stale(Stale.Kind.LIST_OLD, "dma-optout", 40, 32));

        assertThat(bench.extracts.prepare(request(TEMPORARY, "email", "*")))
                .isInstanceOfSatisfying(PreparedExtract.TooOld.class, old -> assertThat(old.stale())
                        .extracting(Stale::sentence)
                        .containsExactly("The opt-out list dma-optout is 40 days old and may be used for 32."
                                + " Fetch or import today's list on the page Sources."));
    }

    @Test
    @DisplayName("SM2: nobody may be contacted by a list that is too old to say so")
    void nobodyMayBeContactedWhileSomethingIsTooOld() {
        long person = bench.people.add(TEMPORARY, email, null);
        assertThat(bench.mayEmail(person)).isTrue();

        bench.stale.add(new Stale(Stale.Kind.LIST_AWAITED, "dma-optout", 0, 32));

        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(bench.states.contact(person, PermissionAct.DIRECT_MARKETING, "email", "*"))
                .isEqualTo(new Contact.Unsure(bench.stale));
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        assertThat(bench.states.contact(person, PermissionAct.DIRECT_MARKETING, "email", "*"))
                .isEqualTo(new Contact.No());
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, direct-marketing, email, *, '', No profile is in force",
        "soprano-valiaikainen-markkinointirekisteri, research, email, *, '', asks nobody's permission",
        "soprano-valiaikainen-markkinointirekisteri, service, email, *, '', asks nobody's permission",
        "soprano-valiaikainen-markkinointirekisteri, direct-marketing, post, *, '', contacts nobody by",
        "soprano-valiaikainen-markkinointirekisteri, direct-marketing, pigeon, *, '', contacts nobody by",
        "sofor-asiakasrekisteri, direct-marketing, email, newsletter:none, '', has no topic",
        "soprano-valiaikainen-markkinointirekisteri, direct-marketing, email, *, birthYear, lets it have no field",
        "soprano-valiaikainen-markkinointirekisteri, direct-marketing, email, *, 'x''y', lets it have no field"
    })
    void refusesWhatTheProfileDoesNotAllow(
            String register, String purpose, String channel, String scope, String field, String sentence) {
        List<String> fields = field.isEmpty() ? List.of() : List.of(field);
        assertThat(bench.extracts.prepare(new ExtractRequest(register, purpose, channel, scope, fields)))
                .isInstanceOfSatisfying(PreparedExtract.Refused.class, refused -> assertThat(refused.sentence())
                        .contains(sentence));
    }

    @Test
    void countsWhatItWouldHave() {
        bench.people.add(TEMPORARY, email, null);
        bench.people.add(TEMPORARY, null, "+358 40 123 4570");

        assertThat(bench.extracts.count(request(TEMPORARY, "email", "*"))).isEqualTo(new Extracts.Count(2, 1));
    }

    // ------------------------------------------------------------------ files

    @Test
    void writesACsvFileAndRemembersWhoTookIt() throws Exception {
        long person = bench.people.add(TEMPORARY, email, null);
        bench.jdbc
                .sql("update person set given_name = '=1+1' where id = ?")
                .param(person)
                .update();

        byte[] file = write(request(TEMPORARY, "email", "*"), ExtractFormat.CSV);

        List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
        assertThat(lines)
                .hasSize(2)
                .first()
                .isEqualTo("person,familyName,givenName,email,unsubscribe,List-Unsubscribe,List-Unsubscribe-Post");
        assertThat(lines.get(1))
                .startsWith("%d,Esimerkki,'=1+1,%s,https://hub.example.fi/u/".formatted(person, email))
                .endsWith(",List-Unsubscribe=One-Click");
        assertThat(bench.extractFiles.latest(TEMPORARY, null, 5))
                .singleElement()
                .satisfies(taken -> {
                    assertThat(taken.takenBy()).isEqualTo("officer");
                    assertThat(taken.rows()).isEqualTo(1);
                    assertThat(taken.sha256()).isEqualTo(sha256(file));
                });
    }

    @Test
    void writesJsonThatSaysAtItsEndHowManyItHas() throws Exception {
        long person = bench.people.add(TEMPORARY, email, null);

        JsonNode json = new ObjectMapper().readTree(write(request(TEMPORARY, "email", "*"), ExtractFormat.JSON));

        assertThat(json.at("/persons/0/person").asLong()).isEqualTo(person);
        assertThat(json.at("/persons/0/email").asText()).isEqualTo(email);
        assertThat(json.at("/persons/0/headers/List-Unsubscribe-Post").asText())
                .isEqualTo("List-Unsubscribe=One-Click");
        assertThat(json.get("count").asLong()).isEqualTo(1);
    }

    @Test
    void remembersOneThatBrokeOff() {
        bench.people.add(TEMPORARY, email, null);
        PreparedExtract.Ready ready = ready(request(TEMPORARY, "email", "*"));
        long id = bench.extractFiles.begin(ready, ExtractFormat.JSON, "officer");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("The other end has gone.");
            }
        };

        assertThatThrownBy(() -> bench.extractFiles.write(id, ready, ExtractFormat.JSON, broken))
                .isInstanceOf(java.io.UncheckedIOException.class);

        assertThat(bench.extractFiles.latest(TEMPORARY, null, 5))
                .singleElement()
                .satisfies(taken -> {
                    assertThat(taken.rows()).isNotNull();
                    assertThat(taken.sha256()).isNull();
                });
    }

    private byte[] write(ExtractRequest request, ExtractFormat format) {
        PreparedExtract.Ready ready = ready(request);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long id = bench.extractFiles.begin(ready, format, "officer");
        bench.extractFiles.write(id, ready, format, out);
        return out.toByteArray();
    }

    private static ExtractRequest request(String register, String channel, String scope) {
        return new ExtractRequest(register, PermissionAct.DIRECT_MARKETING, channel, scope, List.of());
    }

    private PreparedExtract.Ready ready(ExtractRequest request) {
        PreparedExtract prepared = bench.extracts.prepare(request);
        assertThat(prepared).isInstanceOf(PreparedExtract.Ready.class);
        return (PreparedExtract.Ready) prepared;
    }

    private List<ExtractRow> rows(ExtractRequest request) {
        List<ExtractRow> rows = new ArrayList<>();
        bench.extracts.each(ready(request), "extract-7", rows::add);
        return rows;
    }

    private List<Long> persons(ExtractRequest request) {
        return rows(request).stream().map(ExtractRow::personId).toList();
    }

    private void link(long head, long part) {
        bench.jdbc
                .sql("insert into entity_link (part_id, head_id, register_id) values (:part, :head, :register)")
                .param("part", part)
                .param("head", head)
                .param("register", TEMPORARY)
                .update();
    }

    private void set(String what, long person) {
        bench.jdbc
                .sql("update person set " + what + " where id = :id")
                .param("id", person)
                .update();
    }

    private static OptOutRow phoneOnList(String phone) {
        return new OptOutRow("row", "phone", false, phone, null, null, null, null, null, null, null);
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Hashes.sha256(bytes));
    }
}
