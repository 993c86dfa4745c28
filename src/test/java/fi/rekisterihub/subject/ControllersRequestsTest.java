package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.IntakeSettings;
import fi.rekisterihub.intake.RecordLinks;
import fi.rekisterihub.notice.IncomingRequests;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.OpenDsrMessage;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.notice.ReceivedRequests;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.signing.OpenDsrSettings;
import fi.rekisterihub.permission.People;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

class ControllersRequestsTest {

    private static final String CONTROLLER = "toinen-hub";
    private static final String SAYS = "controller:" + CONTROLLER;

    private static final RequestGround GROUND = new RequestGround();

    private final ReceivedRequests received = GROUND.hub.get(ReceivedRequests.class);
    private final ControllersRequests controllers = new ControllersRequests(
            GROUND.hub.get(IncomingRequests.class),
            GROUND.requests,
            GROUND.reader,
            GROUND.desk,
            GROUND.hub.get(RequestRows.class),
            GROUND.hub.get(AddressOwners.class),
            GROUND.hub.get(RecordLinks.class),
            GROUND.hub.get(RequestLaw.class),
            new OpenDsrSettings(
                    null,
                    null,
                    null,
                    DataSize.ofKilobytes(8),
                    Duration.ofDays(30),
                    Map.of(
                            CONTROLLER,
                            new OpenDsrSettings.Controller(
                                    "hub.example.fi", "x.pem", Set.of(RequestGround.SOFOR), "crm-person"))),
            GROUND.jdbc,
            GROUND.hub.get(TransactionTemplate.class),
            GROUND.hub.get(IntakeSettings.class));

    @AfterAll
    static void stop() {
        GROUND.close();
    }

    @Test
    void becomesARequestOfTheOneWhoseAddressItIs() {
        String email = People.freshEmail();
        long person = GROUND.people().add(email);

        RequestView ours = open(asked("rectification", email, "\"fields\": {\"title\": \"Johtaja\", \"phone\": null}"));

        assertThat(ours.personId()).isEqualTo(person);
        assertThat(ours.kind()).isEqualTo(RequestKind.RECTIFICATION);
        assertThat(ours.identified()).as("the controller answers for it").isTrue();
        assertThat(GROUND.restricted(person)).as("while it is decided").isTrue();
        assertThat(GROUND.reader.content(ours.id()).said())
                .isEqualTo("controller_customer_id: 4711\nemail: %s\n\ntitle = Johtaja\nphone".formatted(email));
        assertThat(GROUND.reader.events(ours.id()))
                .allMatch(event -> event.who().equals(SAYS));
    }

    @Test
    @DisplayName("rule 4: a notice of another hub, which names the person by the controller's own id alone, finds them")
    void findsWhomTheControllersOwnIdNames() {
        long person = GROUND.person();
        String id = "C-" + person;
        GROUND.jdbc.sql("""
                        with s as (insert into stream (feed, register_id) values ('crm-person', ?)
                                   on conflict (feed, register_id) do update set feed = excluded.feed returning id)
                        insert into source_record (stream_id, key, hash, entity_id, outcome, run_id, raw)
                        select id, ?, gen_random_uuid(), ?, 'a', 1, '' from s
                        """).params(RequestGround.SOFOR, id, person).update();
        Notices notices = new Notices(
                GROUND.hub.get(DataSource.class),
                register -> List.of(Recipient.processor("hub", "processor-hub-two", Set.of(), Set.of("phone"))));
        notices.state(RequestGround.SOFOR, NoticeKind.RESTRICTED, person, "restriction:" + person);
        String sent = OpenDsrMessage.json(GROUND.hub
                        .get(Outbox.class)
                        .claim("processor-hub-two", 1)
                        .get(0))
                .replaceAll("(identity_value\" ?: ?\")\\d+", "$1" + id);
        assertThat(sent).contains(id).doesNotContain("@");

        RequestView ours = open(keep("restriction", sent));

        assertThat(ours.personId()).isEqualTo(person);
        assertThat(GROUND.restricted(person)).isTrue();
    }

    @Test
    void tellsTheControllerThatItIsDoneAndForgetsWhatItSaid() {
        String email = People.freshEmail();
        GROUND.people().add(email);
        long asked = asked("erasure", email, "\"fields\": {\"email\": null}");
        RequestView ours = open(asked);

        assertThat(status(asked)).isEqualTo(IncomingRequests.Status.IN_PROGRESS);
        GROUND.desk.grant(ours.id(), Map.of(), null, RequestGround.WHO);
        controllers.round();

        assertThat(status(asked)).isEqualTo(IncomingRequests.Status.COMPLETED);
        assertThat(received.find(asked).orElseThrow().body()).isEmpty();
        assertThat(GROUND.jdbc
                        .sql("select digest from opendsr_request where id = ?")
                        .param(asked)
                        .query(String.class)
                        .single())
                .isEqualTo("digest");
    }

    @Test
    void anAnswerIsDoneWhenItHasBeenGiven() {
        String email = People.freshEmail();
        GROUND.people().add(email);
        long asked = asked("access", email, "");
        RequestView ours = open(asked);

        GROUND.desk.grant(ours.id(), Map.of(), null, RequestGround.WHO);
        controllers.round();
        assertThat(status(asked)).isEqualTo(IncomingRequests.Status.IN_PROGRESS);

        GROUND.hub.get(Answers.class).make(ours.id(), Answers.Text.ACCESS_HTML, RequestGround.WHO);
        GROUND.desk.answer(ours.id(), RequestWay.API, null, RequestGround.WHO);
        controllers.round();
        assertThat(status(asked)).isEqualTo(IncomingRequests.Status.COMPLETED);
    }

    @Test
    void tellsTheGroundOfARefusalAndNoWordOfIt() {
        String email = People.freshEmail();
        GROUND.people().add(email);
        long asked = asked("erasure", email, "");
        RequestView ours = open(asked);

        GROUND.desk.refuse(ours.id(), "legal-obligation", "Kirjanpitolaki, Aino.", RequestGround.WHO);
        GROUND.desk.answer(ours.id(), RequestWay.API, null, RequestGround.WHO);
        controllers.round();

        assertThat(status(asked)).isEqualTo(IncomingRequests.Status.CANCELLED);
        assertThat(received.reason(asked)).isEqualTo("It was refused; the ground is legal-obligation.");
    }

    @Test
    void aRestrictionEndsWhenTheControllerSaysSoAndNobodyElsesDoes() {
        String email = People.freshEmail();
        long person = GROUND.people().add(email);
        long other = GROUND.person();
        GROUND.asks(RequestKind.RESTRICTION, other);
        RequestView ours = open(asked("restriction", email, "\"fields\": {\"email\": null}"));
        GROUND.desk.grant(ours.id(), Map.of(), null, RequestGround.WHO);
        assertThat(GROUND.restricted(person)).isTrue();

        long lifted = asked("restriction-lifted", email, "\"fields\": {\"email\": null}");
        controllers.round();

        assertThat(status(lifted)).isEqualTo(IncomingRequests.Status.COMPLETED);
        assertThat(GROUND.restricted(person)).isFalse();
        assertThat(GROUND.restricted(other)).isTrue();
    }

    @Test
    void aRestrictionThatNobodyHasDecidedYetIsTakenBack() {
        String email = People.freshEmail();
        long person = GROUND.people().add(email);
        RequestView ours = open(asked("restriction", email, ""));

        controllers.round();
        long lifted = asked("restriction-lifted", email, "");
        controllers.round();

        assertThat(status(lifted)).isEqualTo(IncomingRequests.Status.COMPLETED);
        assertThat(GROUND.restricted(person)).isFalse();
        assertThat(GROUND.see(ours.id()).state()).isEqualTo(new RequestState.Closed());
    }

    @Test
    @DisplayName("rule 1: a restriction that is over takes no other request of the controller with it")
    void theEndOfARestrictionLeavesOtherRequestsAsTheyAre() {
        String email = People.freshEmail();
        long person = GROUND.people().add(email);
        RequestView objection = open(asked("objection", email, "\"purpose\": \"profiling\""));
        RequestView rectification = open(asked("rectification", email, "\"fields\": {\"title\": \"Johtaja\"}"));
        RequestView restriction = open(asked("restriction", email, ""));

        long lifted = asked("restriction-lifted", email, "");
        controllers.round();

        assertThat(status(lifted)).isEqualTo(IncomingRequests.Status.COMPLETED);
        assertThat(GROUND.see(restriction.id()).state()).isEqualTo(new RequestState.Closed());
        assertThat(GROUND.see(objection.id()).state().undecided()).isTrue();
        assertThat(GROUND.see(rectification.id()).state().undecided()).isTrue();
        assertThat(GROUND.restricted(person)).as("while these are decided").isTrue();
    }

    @Test
    @DisplayName("SA7 a controller reaches nobody in a register that is not kept for it")
    void reachesNobodyInAnothersRegister() {
        String email = People.freshEmail();
        long person = GROUND.people().add(RequestGround.A_WEEK, email, null);

        RequestView ours = open(asked("restriction", email, ""));

        assertThat(ours.personId()).isNull();
        assertThat(ours.identified()).isFalse();
        assertThat(GROUND.restricted(person)).isFalse();
    }

    @Test
    void saysWhenThereIsNoRestrictionToEnd() {
        long lifted = asked("restriction-lifted", People.freshEmail(), "");

        controllers.round();

        assertThat(status(lifted)).isEqualTo(IncomingRequests.Status.CANCELLED);
        assertThat(received.reason(lifted)).contains("No restriction");
    }

    @Test
    void aProhibitionIsInForceForItsChannelAtOnce() {
        String email = People.freshEmail();
        GROUND.people().add(email);
        long asked = asked("objection", email, "\"purpose\": \"direct-marketing\", \"channel\": \"email\"");

        controllers.round();
        controllers.round();

        assertThat(status(asked)).isEqualTo(IncomingRequests.Status.COMPLETED);
        assertThat(GROUND.jdbc
                        .sql("select channel || ' ' || state from permission_event order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("email prohibited");
    }

    @Test
    void saysWhatIsWrongWithARequestThatCannotBeTakenAndTriesItNoMore() {
        long asked = asked("objection", People.freshEmail(), "\"purpose\": \"direct-marketing\", \"channel\": \"fax\"");

        controllers.round();

        assertThat(status(asked)).isEqualTo(IncomingRequests.Status.CANCELLED);
        assertThat(received.reason(asked))
                .isEqualTo("It cannot be taken here: The channel is one of email, phone, sms, post, *.");
    }

    @Test
    void whoseAddressIsNobodysOrOfSeveralIsForAPerson() {
        String shared = People.freshEmail();
        long one = GROUND.people().add(shared);
        GROUND.people().add(shared);

        RequestView ours = open(asked("access", shared, ""));
        assertThat(ours.personId()).isNull();
        assertThat(ours.identified()).isFalse();
        assertThat(open(asked("access", People.freshEmail(), "")).personId()).isNull();

        GROUND.desk.findPerson(ours.id(), one, RequestGround.WHO);
        controllers.round();
        assertThat(GROUND.see(ours.id()).identified())
                .as("the controller answers for it")
                .isTrue();
    }

    private IncomingRequests.Status status(long asked) {
        return received.find(asked).orElseThrow().status();
    }

    private RequestView open(long asked) {
        controllers.round();
        return GROUND.see(GROUND.jdbc
                .sql("select id from subject_request where request_key = 'opendsr:' || ?")
                .param(asked)
                .query(Long.class)
                .single());
    }

    private long asked(String type, String email, String extension) {
        String body = """
                {"subject_identities": [
                   {"identity_type": "controller_customer_id", "identity_value": "4711", "identity_format": "raw"},
                   {"identity_type": "email", "identity_value": "%s", "identity_format": "raw"}],
                 "extensions": {"rekisterihub": {%s}}}
                """.formatted(email, extension);
        return keep(type, body);
    }

    private long keep(String type, String body) {
        UUID id = UUID.randomUUID();
        return received.keep(
                        new ReceivedRequests.Signed(
                                CONTROLLER,
                                id,
                                "gdpr",
                                type,
                                Instant.now(),
                                List.of(),
                                body.getBytes(StandardCharsets.UTF_8),
                                "digest",
                                "signature"),
                        Duration.ofDays(30))
                .id();
    }
}
