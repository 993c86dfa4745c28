package fi.rekisterihub.subject;

import static fi.rekisterihub.subject.RequestGround.WHO;
import static fi.rekisterihub.subject.RequestGround.objection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.permission.People;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.register.EntityLinks;
import fi.rekisterihub.subject.RefusedStep.Why;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objections and withdrawn consents. */
class ObjectionsTest {

    private static RequestGround ground;
    private static RequestDesk desk;

    @BeforeAll
    static void start() {
        ground = new RequestGround();
        desk = ground.desk;
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @Test
    @DisplayName("SK6 whoever objects to profiling names their particular situation")
    void profilingNeedsASituation() {
        long person = ground.person();
        long request = ground.requests
                .receive(objection(person, "profiling", null), WHO)
                .requestId();
        desk.verifyIdentity(request, "call-back", null, WHO);

        assertRefused(() -> desk.grant(request, Map.of(), null, WHO), Why.NO_SITUATION);
        assertRefused(() -> desk.refuse(request, "compelling-grounds", "Tarvitaan.", WHO), Why.NO_SITUATION);
        assertThat(said(person, "profiling")).isNotEqualTo("subject-request");

        desk.askDetails(request, null, WHO);
        desk.giveDetails(request, null, "Työskentelen oikeuslaitoksessa.", WHO);
        desk.grant(request, Map.of(), null, WHO);

        assertThat(ground.hub
                        .get(PermissionStates.class)
                        .of(person, "profiling", "email", "*")
                        .permission())
                .isEqualTo(Permission.PROHIBITED);
        assertThat(said(person, "profiling")).isEqualTo("subject-request");
        assertThat(ground.restricted(person)).isFalse();
    }

    @Test
    @DisplayName("SK6 whoever holds the data is told that the person objects to profiling")
    void tellsWhoHoldsTheData() {
        long person = ground.person();
        long request = granted(person, "profiling");

        assertThat(ground.jdbc
                        .sql("""
                                select d.payload ->> 'purpose' from notice n join notice_delivery d on d.notice_id = n.id
                                 where n.cause = ? and n.kind = 'objected'
                                """)
                        .param("subject-request:" + request)
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .containsOnly("profiling");
    }

    @Test
    @DisplayName("rule 1: an address that an objection names counts beside the person whom it is entered for")
    void theAddressItNamesCountsBesideThePerson() {
        long person = ground.person();
        String named = People.freshEmail();
        NewRequest asked = objection(person, "direct-marketing", null).from("Aino", named, "fi");

        ground.requests.receive(asked, WHO);
        long whoComesWithIt = ground.people().add(named);

        assertThat(said(person, "direct-marketing")).isEqualTo("subject-request");
        assertThat(said(whoComesWithIt, "direct-marketing")).isEqualTo("subject-request");
    }

    @Test
    @DisplayName("SK6 whoever holds the data hears of the objection for everybody found to be the same person")
    void tellsOfEveryPart() {
        long person = ground.person();
        long part = ground.person();
        ground.hub.get(EntityLinks.class).put(RequestGround.SOFOR, part, person);

        long request = granted(person, "profiling");

        assertThat(ground.jdbc
                        .sql("select entity_id from notice where cause = ? and kind = 'objected' order by 1")
                        .param("subject-request:" + request)
                        .query(Long.class)
                        .list())
                .containsExactly(person, part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"still-needed", "data-is-right", "rights-of-others", "because"})
    @DisplayName("SK6 an objection is refused on a statutory ground only")
    void hasAClosedListOfGrounds(String ground) {
        long request = known(ObjectionsTest.ground.person(), "profiling");

        assertRefused(() -> desk.refuse(request, ground, "Ei käy.", WHO), Why.NO_SUCH_GROUND);
    }

    @ParameterizedTest
    @EnumSource(RefusalGround.class)
    @DisplayName("SK6 no ground refuses an objection to direct marketing")
    void directMarketingCannotBeRefused(RefusalGround any) {
        long request = ground.requests
                .receive(objection(ground.person(), "direct-marketing", null), WHO)
                .requestId();

        assertThatThrownBy(() -> desk.refuse(request, any.word(), "Ei käy.", WHO))
                .isInstanceOf(RefusedStep.class);
        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Granted());
    }

    @Test
    @DisplayName("V6 an objection to direct marketing is in force at once, without knowing who asks")
    void directMarketingIsProhibitedAtOnce() {
        long person = ground.person();

        long request = ground.requests
                .receive(objection(person, "direct-marketing", null), WHO)
                .requestId();

        for (String channel : new String[] {"email", "phone", "sms", "post"}) {
            assertThat(ground.hub
                            .get(PermissionStates.class)
                            .of(person, "direct-marketing", channel, "*")
                            .permission())
                    .isEqualTo(Permission.PROHIBITED);
        }
        assertThat(ground.happened(request)).containsExactly("received", "person-found", "granted", "carried-out");
        assertThat(ground.restricted(person)).isFalse();
    }

    @Test
    void theAddressIsEnoughForDirectMarketing() {
        String email = People.freshEmail();
        long person = ground.people().add(email);
        NewRequest asked = objection(null, "direct-marketing", null).from("Eeva", email, "sv");

        long request = ground.requests.receive(asked, "form").requestId();

        assertThat(said(person, "direct-marketing")).isEqualTo("subject-request");
        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Granted());
        desk.findPerson(request, person, WHO);
        assertThat(ground.see(request).personId()).isEqualTo(person);
    }

    @Test
    void aLetterWithoutAnAddressIsInForceWhenThePersonIsFound() {
        long person = ground.person();
        long request = ground.requests
                .receive(objection(null, "direct-marketing", null), WHO)
                .requestId();
        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Received());

        desk.findPerson(request, person, WHO);

        assertThat(said(person, "direct-marketing")).isEqualTo("subject-request");
        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Granted());
    }

    @Test
    @DisplayName("M3 objecting to marketing or to research is possible at any time, without a situation")
    void researchIsLeftToTheWillWhereTheProfileAsksForIt() {
        long elsewhere = known(ground.person(), "research");
        assertRefused(() -> desk.grant(elsewhere, Map.of(), null, WHO), Why.NO_SITUATION);

        long person = ground.people().add("mipro-asiakas-ja-sidosryhmarekisteri", People.freshEmail(), null);
        long request = known(person, "research");
        desk.grant(request, Map.of(), null, WHO);

        assertThat(said(person, "research")).isEqualTo("subject-request");
    }

    @Test
    @DisplayName("V6 a consent is withdrawn at once, and what was lawful before stays so")
    void withdrawsAConsent() {
        long person = ground.person();
        long request = ground.asks(RequestKind.WITHDRAWAL, person);

        assertThat(said(person, "direct-marketing")).isEqualTo("subject-request");
        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Granted());
        assertRefused(() -> desk.reopen(request, "Virhe.", WHO), Why.NOT_NOW);
    }

    @Test
    void onlyThePersonLiftsIt() {
        long request = granted(ground.person(), "profiling");

        assertRefused(() -> desk.reopen(request, "Peruttu.", WHO), Why.NOT_NOW);
    }

    private static long known(long person, String purpose) {
        long request = ground.requests
                .receive(objection(person, purpose, purpose.equals("profiling") ? "Turvakielto." : null), WHO)
                .requestId();
        desk.verifyIdentity(request, "call-back", null, WHO);
        return request;
    }

    private static long granted(long person, String purpose) {
        long request = known(person, purpose);
        desk.grant(request, Map.of(), null, WHO);
        return request;
    }

    private static String said(long person, String purpose) {
        return ground.hub
                .get(PermissionStates.class)
                .of(person, purpose, "email", "*")
                .source();
    }

    private static void assertRefused(ThrowingCallable step, Why why) {
        assertThatThrownBy(step).isInstanceOfSatisfying(RefusedStep.class, refused -> assertThat(refused.why())
                .isEqualTo(why));
    }
}
