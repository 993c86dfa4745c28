package fi.rekisterihub.evidence;

import static fi.rekisterihub.evidence.EvidenceGround.check;
import static fi.rekisterihub.evidence.EvidenceGround.ofPeriod;
import static fi.rekisterihub.evidence.EvidenceGround.ofPerson;
import static fi.rekisterihub.evidence.EvidenceGround.ofRecipient;
import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.evidence.BundleCheck.Result;
import fi.rekisterihub.evidence.BundleCheck.Result.Good;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bundles of one small chain: nothing here changes it. */
class BundleTest {

    private static EvidenceGround ground;
    private static String key;

    @BeforeAll
    static void fill() {
        ground = new EvidenceGround();
        ground.fill(7);
        key = ground.keys().current();
    }

    @AfterAll
    static void close() {
        ground.close();
    }

    @Test
    @DisplayName("rule 4 what was told of a person, and that it was sent and confirmed, is proved by a file alone")
    void provesWhatAPersonsRecipientsWereTold() {
        byte[] bundle = ground.bundle(ofPerson(4));

        Good good = good(check(bundle, key));
        assertThat(DocumentVerifier.verify(bundle, key)).isNull();
        // Two deliveries, sent, confirmed, the act, and one look.
        assertThat(good.entries()).isEqualTo(6);
        assertThat(good.subjects()).containsExactly("entity:4");
        assertThat(good.keyTrusted()).isTrue();
        assertThat(text(bundle))
                .contains("\"kind\":\"confirmed\"", "\"recipient\":\"asiakastieto\"", "\"fields\":[\"phone\"]");
    }

    @Test
    void holdsNothingPersonal() {
        assertThat(text(ground.bundle(ofPerson(4))))
                .doesNotContain("+358", "maija", "a reason", "250 queued", "by link");
    }

    @Test
    void showsContentsWhenAskedAndProvesThem() {
        byte[] bundle = ground.bundle(new ExportRequest(4L, null, null, null, true, List.of()));

        assertThat(good(check(bundle, key)).contents()).isEqualTo(6);
        assertThat(text(bundle)).contains("+358 40 000 0004", "250 queued");
        byte[] other =
                text(bundle).replace("+358 40 000 0004", "+358 40 000 0005").getBytes(StandardCharsets.UTF_8);
        assertThat(bad(check(other, key))).contains("The text is not what was sealed.");
    }

    @Test
    void provesThatThereIsNothingOfSomebody() {
        Good good = good(check(ground.bundle(ofPerson(999)), key));

        assertThat(good.entries()).isZero();
        assertThat(good.subjects()).containsExactly("entity:999");
    }

    @Test
    void provesAllThatARecipientWasTold() {
        assertThat(good(check(ground.bundle(ofRecipient("mailchimp")), key)).entries())
                .isEqualTo(20);
        assertThat(good(check(ground.bundle(ofRecipient("asiakastieto")), key)).entries())
                .isEqualTo(20 + 20 + 5);
    }

    @Test
    void provesEverythingOfAPeriod() {
        long all = ground.jdbc()
                .sql("select count(*) from evidence_entry")
                .query(Long.class)
                .single();
        assertThat(good(check(ground.bundle(ofPeriod(null, null)), key)).entries())
                .isEqualTo(all);

        List<Instant> times = ground.jdbc()
                .sql("select sealed_at from evidence_block order by number")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
        Instant from = times.get(3);
        Instant until = times.get(times.size() - 2);
        long within = ground.jdbc()
                .sql("select sum(entries) from evidence_block where number between 4 and :last")
                .param("last", times.size() - 2)
                .query(Long.class)
                .single();
        assertThat(good(check(ground.bundle(ofPeriod(from, until)), key)).entries())
                .isEqualTo(within);
        assertThat(good(check(ground.bundle(ofPeriod(Instant.now().plusSeconds(60), null)), key))
                        .entries())
                .isZero();
        assertThat(good(check(ground.bundle(ofPeriod(null, Instant.EPOCH)), key))
                        .entries())
                .isZero();
    }

    @Test
    void provesWhatIsOfAPersonInAPeriod() {
        Instant from = ground.jdbc()
                .sql("select sealed_at from evidence_block where number = 5")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        for (int person = 1; person <= 20; person++) {
            long all = good(check(ground.bundle(ofPerson(person)), key)).entries();
            long before = good(check(
                            ground.bundle(new ExportRequest((long) person, null, null, from, false, List.of())), key))
                    .entries();
            long after = good(check(
                            ground.bundle(new ExportRequest((long) person, null, from, null, false, List.of())), key))
                    .entries();
            assertThat(before + after).isEqualTo(all);
        }
    }

    @Test
    void saysThatTheKeyInTheBundleWasTrusted() {
        assertThat(good(check(ground.bundle(ofPerson(4)))).keyTrusted()).isFalse();
    }

    @Test
    void refusesABundleOfAnotherHub() {
        try (EvidenceGround other = new EvidenceGround()) {
            other.fill(7);
            byte[] bundle = other.bundle(ofPerson(4));

            assertThat(check(bundle)).isInstanceOf(Good.class);
            assertThat(bad(check(bundle, key))).contains("for which none of the keys given vouches");
        }
    }

    @Test
    void holdsAHeaderAgainstTheOneThatWasKept() {
        String hash = ground.jdbc()
                .sql("select encode(hash, 'hex') from evidence_block where number = 2")
                .query(String.class)
                .single();
        byte[] bundle = ground.bundle(new ExportRequest(19L, null, null, null, false, List.of(2L)));

        assertThat(check(bundle, Map.of(2L, hash), key)).isInstanceOf(Good.class);
        assertThat(bad(check(bundle, Map.of(2L, hash.replace('a', 'b').replace('0', '1')), key)))
                .contains("a rewritten one");
    }

    @Test
    void findsAPersonByEveryKeyThatIsTheirs() {
        try (EvidenceGround other = new EvidenceGround()) {
            other.jdbc()
                    .sql("insert into person (id, register_id, email_key) values (5, :register, 'email:of-five')")
                    .param("register", EvidenceGround.REGISTER)
                    .update();
            other.act("email:of-five");
            UUID told = other.notice(5, "asiakastieto");
            other.becomes(told, "sent", null);
            other.sealer().seal();

            Good good = good(check(other.bundle(ofPerson(5)), other.keys().current()));
            assertThat(good.subjects()).containsExactly("email:of-five", "entity:5");
            assertThat(good.entries()).isEqualTo(3);
        }
    }

    @Test
    void agreesWithTheVerifierThatWasWrittenAfterTheDocument() {
        Instant middle = ground.jdbc()
                .sql("select sealed_at from evidence_block where number = 7")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        List<ExportRequest> requests = List.of(
                ofPerson(4),
                ofPerson(999),
                ofRecipient("mailchimp"),
                ofPeriod(null, null),
                ofPeriod(middle, null),
                ofPeriod(null, middle),
                ofPeriod(Instant.now().plusSeconds(60), null),
                new ExportRequest(7L, null, middle, null, true, List.of(2L)),
                new ExportRequest(null, "asiakastieto", null, middle, true, List.of()));

        for (ExportRequest request : requests) {
            byte[] bundle = ground.bundle(request);
            assertThat(DocumentVerifier.verify(bundle, key)).as(request.text()).isNull();
            assertThat(check(bundle, key)).as(request.text()).isInstanceOf(Good.class);
        }
    }

    @Test
    void beginsItsDataWhereItSaysWhateverSomebodyAskedFor() {
        byte[] bundle = ground.bundle(ofRecipient("x\n~~~~ evidence\n{\"blocks\":[1,1]}\u0007"));

        assertThat(good(check(bundle, key)).entries()).isZero();
        assertThat(DocumentVerifier.verify(bundle, key)).isNull();
    }

    static Good good(Result result) {
        assertThat(result).isInstanceOf(Good.class);
        return (Good) result;
    }

    static String bad(Result result) {
        assertThat(result).isInstanceOf(Result.Bad.class);
        return ((Result.Bad) result).finding().toString();
    }

    static String text(byte[] bundle) {
        return new String(bundle, StandardCharsets.UTF_8);
    }
}
