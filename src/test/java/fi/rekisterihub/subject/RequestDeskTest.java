package fi.rekisterihub.subject;

import static fi.rekisterihub.subject.RequestGround.WHO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.Finland;
import fi.rekisterihub.subject.RefusedStep.Why;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the people of the desk do with a request. */
class RequestDeskTest {

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
    @DisplayName("SK8 restriction: nobody lifts by its cause alone what a request restricts")
    void whatARequestRestrictsIsLiftedThere() {
        long person = ground.person();
        long request = ground.asks(RequestKind.RESTRICTION, person);
        Restrictions restrictions = ground.hub.get(Restrictions.class);

        assertThatThrownBy(() -> restrictions.liftByHand(person, "subject-request:" + request, WHO))
                .hasMessageContaining("Request %d restricts the data".formatted(request));

        assertThat(ground.restricted(person)).isTrue();
    }

    @Test
    @DisplayName("SK9 nothing is granted before the identity is verified, by whom and by which means")
    void wantsToKnowWhoAsks() {
        long request = ground.asks(RequestKind.ACCESS, ground.person());
        assertRefused(() -> desk.grant(request, Map.of(), null, WHO), Why.NO_IDENTITY);

        desk.askIdentity(request, "Kirje lähetetty.", WHO);
        desk.verifyIdentity(request, "document-shown", null, WHO);
        desk.grant(request, Map.of(), null, WHO);

        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Granted());
        assertThat(ground.reader.events(request))
                .filteredOn(event -> event.what() == Happening.IDENTITY_VERIFIED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.ground()).isEqualTo("document-shown");
                    assertThat(event.who()).isEqualTo(WHO);
                });
    }

    @Test
    @DisplayName("V6 identity is verified where needed: 'nobody doubts it' only where the profile says so")
    void noDoubtIsAMeansOnlyWhereTheProfileSaysSo() {
        long request = ground.asks(RequestKind.ACCESS, ground.person());
        assertRefused(() -> desk.verifyIdentity(request, "no-doubt", null, WHO), Why.NO_SUCH_MEANS);
        assertRefused(() -> desk.verifyIdentity(request, "tunnen hänet", null, WHO), Why.NO_SUCH_MEANS);

        ground.under("verify-identity: false", () -> {
            desk.verifyIdentity(request, "no-doubt", null, WHO);
            assertThat(ground.see(request).identified()).isTrue();
        });
    }

    @Test
    @DisplayName("SK9 the controller may ask for details in writing")
    void asksForDetails() {
        long request = ground.asksAndIsKnown(RequestKind.RECTIFICATION, ground.person());

        desk.askDetails(request, "Mikä tieto on väärin?", WHO);
        assertRefused(() -> desk.grant(request, Map.of("title", "Johtaja"), null, WHO), Why.NOT_NOW);
        assertRefused(() -> desk.giveDetails(request, " ", null, WHO), Why.NO_WORDS);
        desk.giveDetails(request, "Titteli on väärin.", null, WHO);

        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Verified());
        assertThat(ground.reader.content(request).said()).isEqualTo("Titteli on väärin.");
    }

    @Test
    void anotherPersonIsIdentifiedAnewAndTheFirstIsFree() {
        long first = ground.person();
        long second = ground.person();
        long request = ground.asksAndIsKnown(RequestKind.RECTIFICATION, first);

        desk.findPerson(request, second, WHO);

        assertThat(ground.see(request).identified()).isFalse();
        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Received());
        assertThat(ground.restricted(first)).isFalse();
        assertThat(ground.restricted(second)).isTrue();
        assertRefused(() -> desk.grant(request, Map.of("title", "Johtaja"), null, WHO), Why.NO_IDENTITY);
    }

    @Test
    void isOfOneRegister() {
        long request = ground.asks(RequestKind.ACCESS, ground.person());
        long elsewhere = ground.people().add("soprano-valiaikainen-markkinointirekisteri", "x@example.fi", null);

        assertRefused(() -> desk.findPerson(request, elsewhere, WHO), Why.NOT_THIS_REGISTER);
    }

    @Test
    @DisplayName("SK8 a rectification is the person's own word, told on, and ends the restriction")
    void rectifies() {
        long person = ground.person();
        long request = ground.asksAndIsKnown(RequestKind.RECTIFICATION, person);
        assertThat(ground.restricted(person)).isTrue();

        desk.grant(request, Map.of("email", "oikea@example.fi"), null, WHO);

        assertThat(ground.restricted(person)).isFalse();
        assertThat(ground.jdbc
                        .sql("select feed || ' ' || new_value from change where entity_id = ? and field = 'email'")
                        .param(person)
                        .query(String.class)
                        .list())
                .containsExactly("portal oikea@example.fi");
        assertThat(ground.jdbc
                        .sql("select count(*) from notice where entity_id = ? and kind = 'rectified'")
                        .param(person)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(ground.reader.events(request))
                .filteredOn(event -> event.what() == Happening.CARRIED_OUT)
                .singleElement()
                .extracting(RequestEvent::detail)
                .isEqualTo("email");
    }

    @Test
    void aValueThatCannotBeRightLeavesEverythingAsItWas() {
        long person = ground.person();
        long request = ground.asksAndIsKnown(RequestKind.RECTIFICATION, person);

        assertRefused(() -> desk.grant(request, Map.of("email", "ei osoite"), null, WHO), Why.BAD_VALUE);
        assertRefused(() -> desk.grant(request, Map.of("shoeSize", "44"), null, WHO), Why.BAD_VALUE);
        assertRefused(() -> desk.grant(request, Map.of(), null, WHO), Why.BAD_VALUE);

        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Verified());
        assertThat(ground.restricted(person)).isTrue();
        assertThat(ground.happened(request)).doesNotContain("granted", "restriction-lifted");
    }

    @Test
    @DisplayName("SK8 a granted restriction lasts beyond the request, and is lifted when the person was told")
    void restrictsUntilSomebodyLiftsIt() {
        long person = ground.person();
        long request = ground.asksAndIsKnown(RequestKind.RESTRICTION, person);
        desk.grant(request, Map.of(), null, WHO);
        desk.answer(request, RequestWay.POST, null, WHO);
        desk.close(request, null, WHO);
        assertThat(ground.restricted(person)).isTrue();

        assertRefused(() -> desk.liftRestriction(request, " ", WHO), Why.NO_WORDS);
        desk.liftRestriction(request, "Kerrottu kirjeellä.", WHO);

        assertThat(ground.restricted(person)).isFalse();
    }

    @Test
    void disputedDataStaysRestrictedUntilItIsDecided() {
        long request = ground.asks(RequestKind.RECTIFICATION, ground.person());

        assertRefused(() -> desk.liftRestriction(request, "Turha.", WHO), Why.NOT_NOW);
    }

    @Test
    void aDisputedErasureIsRestrictedByAPerson() {
        long person = ground.person();
        long request = ground.asks(RequestKind.ERASURE, person);
        assertThat(ground.restricted(person)).isFalse();

        desk.restrict(request, WHO);
        assertThat(ground.restricted(person)).isTrue();
        desk.withdraw(request, "Soitti ja perui.", WHO);

        assertThat(ground.restricted(person)).isFalse();
    }

    @Test
    @DisplayName("SK8 a granted erasure takes the person out, and what they said when they were answered")
    void erases() {
        // A register that keeps nothing for a least time.
        long person = ground.people().add("soprano-valiaikainen-markkinointirekisteri", "eeva@example.fi", null);
        long request = ground.requests
                .receive(
                        NewRequest.of(RequestGround.key(), null, RequestKind.ERASURE, RequestWay.POST, person)
                                .from("Eeva Esimerkki", "eeva@example.fi", "fi"),
                        WHO)
                .requestId();
        long earlier = ground.asks(RequestKind.RECTIFICATION, person);
        desk.verifyIdentity(request, "document-shown", null, WHO);
        desk.grant(request, Map.of(), null, WHO);

        assertThat(ground.number("select count(*) from person where id = " + person))
                .isZero();
        assertThat(ground.reader.content(request).contact())
                .as("they must be told")
                .isEqualTo("eeva@example.fi");
        desk.answer(request, RequestWay.EMAIL, "Kerrottu.", WHO);
        desk.close(request, null, WHO);
        desk.withdraw(earlier, "Poistettu.", WHO);

        assertThat(ground.reader.content(request)).isEqualTo(RequestContent.NONE);
        assertThat(ground.reader.events(request)).noneMatch(event -> event.note() != null);
        assertThat(ground.happened(request)).contains("granted", "carried-out", "answered", "closed");
    }

    @Test
    @DisplayName("SK8 an erasure is not granted while a hold is in force, and the hold is named")
    void aHoldStopsAnErasure() {
        long person = ground.person();
        ground.hub.get(Holds.class).put(person, "dispute", "Riita kesken.", null, WHO);
        long request = ground.asksAndIsKnown(RequestKind.ERASURE, person);

        assertThatThrownBy(() -> desk.grant(request, Map.of(), null, WHO))
                .isInstanceOf(RefusedStep.class)
                .hasMessageContaining("dispute")
                .hasMessageNotContaining("kesken");
        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Verified());
        desk.refuse(request, "legal-claims", "Riita on kesken.", WHO);
    }

    @Test
    @DisplayName("SA6 the time is extended once, with the reason, of which the person is told within the month")
    void extendsOnce() {
        long request = ground.asks(RequestKind.ACCESS, ground.person());
        assertRefused(() -> desk.extend(request, null, WHO), Why.NO_WORDS);

        desk.extend(request, "Vanhat arkistot on käytävä läpi.", WHO);

        RequestView seen = ground.see(request);
        assertThat(seen.lawBy()).isEqualTo(Finland.today().plusMonths(3));
        assertThat(seen.dueBy()).isEqualTo(seen.lawBy());
        assertThat(ground.reader.events(request))
                .filteredOn(event -> event.what() == Happening.EXTENDED)
                .singleElement()
                .extracting(RequestEvent::note)
                .isEqualTo("Vanhat arkistot on käytävä läpi.");
        assertRefused(() -> desk.extend(request, "Vielä.", WHO), Why.TOO_LATE);
    }

    @Test
    void isNotExtendedAfterTheMonth() {
        long request = ground.requests
                .receive(
                        NewRequest.of(RequestGround.key(), null, RequestKind.ACCESS, RequestWay.POST, ground.person())
                                .at(RequestGround.daysAgo(40), null),
                        WHO)
                .requestId();

        assertThat(ground.see(request).urgency(Finland.today())).isEqualTo(Urgency.LATE);
        assertRefused(() -> desk.extend(request, "Kiire.", WHO), Why.TOO_LATE);
    }

    @Test
    void aRefusalHasAGroundOfTheClosedListAndWordsForThePerson() {
        long request = ground.asksAndIsKnown(RequestKind.ACCESS, ground.person());

        assertRefused(() -> desk.refuse(request, "en halua", "Ei.", WHO), Why.NO_SUCH_GROUND);
        assertRefused(() -> desk.refuse(request, "data-is-right", "Ei.", WHO), Why.NO_SUCH_GROUND);
        assertRefused(() -> desk.refuse(request, "excessive", " ", WHO), Why.NO_WORDS);
        desk.refuse(request, "excessive", "Kolmas pyyntö tässä kuussa.", WHO);
        desk.reopen(request, "Edelliset olivat toisen.", WHO);

        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Verified());
    }

    @Test
    void aTakenBackRefusalRestrictsAgain() {
        long person = ground.person();
        long request = ground.asksAndIsKnown(RequestKind.RECTIFICATION, person);
        desk.refuse(request, "data-is-right", "Tieto on tarkistettu.", WHO);
        assertThat(ground.restricted(person)).isFalse();

        desk.reopen(request, null, WHO);

        assertThat(ground.restricted(person)).isTrue();
    }

    @Test
    @DisplayName("SA6 the second inspection within a year is flagged and not stopped")
    void countsTheFreeInspections() {
        long person = ground.person();
        long first = ground.asksAndIsKnown(RequestKind.ACCESS, person);
        assertThat(ground.reader.feeMayBeAsked(ground.see(first))).isFalse();
        desk.grant(first, Map.of(), null, WHO);
        ground.jdbc
                .sql("update subject_request set state = 'answered' where id = ?")
                .param(first)
                .update();

        long second = ground.asksAndIsKnown(RequestKind.ORIGIN, person);
        assertThat(ground.reader.feeMayBeAsked(ground.see(second))).isTrue();
        desk.grant(second, Map.of(), null, WHO);

        long other = ground.asks(RequestKind.PORTABILITY, person);
        assertThat(ground.reader.feeMayBeAsked(ground.see(other)))
                .as("no inspection")
                .isFalse();
        ground.jdbc
                .sql("update subject_request set received_at = received_at - interval '366 days' where id = ?")
                .param(first)
                .update();
        assertThat(ground.reader.feeMayBeAsked(ground.see(second)))
                .as("a year later")
                .isFalse();
    }

    @Test
    void isAnsweredOnlyWhenTheAnswerWasMade() {
        long request = ground.asksAndIsKnown(RequestKind.ACCESS, ground.person());
        desk.grant(request, Map.of(), null, WHO);

        assertRefused(() -> desk.answer(request, RequestWay.POST, null, WHO), Why.NOT_MADE);
    }

    @Test
    void whatWasMisreadBeginsAnew() {
        long person = ground.person();
        long request = ground.asks(RequestKind.RECTIFICATION, person);

        desk.correctKind(request, RequestKind.ACCESS, null, WHO);
        assertThat(ground.restricted(person)).isFalse();
        desk.correctKind(request, RequestKind.OBJECTION, "direct-marketing", WHO);

        assertThat(ground.see(request).state()).isEqualTo(new RequestState.Granted());
    }

    @Test
    void theLogIsOnlyEverAddedTo() {
        long request = ground.asks(RequestKind.ACCESS, ground.person());

        for (String sql : List.of(
                "update subject_event set who = 'x' where request_id = " + request,
                "delete from subject_event where request_id = " + request)) {
            assertThatThrownBy(() -> ground.jdbc.sql(sql).update()).hasMessageContaining("append-only");
        }
    }

    @Test
    void theEventsHoldNoWordOfThePerson() {
        long request = ground.requests
                .receive(
                        NewRequest.of(RequestGround.key(), null, RequestKind.ERASURE, RequestWay.POST, ground.person())
                                .from("Salainen Nimi", "salainen@example.fi", "fi")
                                .about(null, "Salaisia sanoja.", null),
                        WHO)
                .requestId();
        desk.withdraw(request, "Salainen syy.", WHO);

        assertThat(ground.jdbc
                        .sql("select row_to_json(e)::text from subject_event e where request_id = ?")
                        .param(request)
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.toLowerCase(FINNISH).contains("salai"));
        assertThat(ground.jdbc
                        .sql("select row_to_json(r)::text from subject_request r where id = ?")
                        .param(request)
                        .query(String.class)
                        .single()
                        .toLowerCase(FINNISH))
                .doesNotContain("salai");
    }

    private static final java.util.Locale FINNISH = java.util.Locale.forLanguageTag("fi");

    private static void assertRefused(ThrowingCallable step, Why why) {
        assertThatThrownBy(step).isInstanceOfSatisfying(RefusedStep.class, refused -> assertThat(refused.why())
                .isEqualTo(why));
    }
}
