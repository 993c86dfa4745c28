package fi.rekisterihub.permission;

import static fi.rekisterihub.permission.PermissionBench.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.profile.ShippedProfiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ways out that the two registers promise their people. */
class PromisedWaysTest {

    private static final String TEMPORARY = "soprano-valiaikainen-markkinointirekisteri";

    private final PermissionBench bench = new PermissionBench();
    private final String email = People.freshEmail();

    @Test
    @DisplayName("SV3: each recipient's own signed link stops further mailings at a click, and nobody else's")
    void theLinkStopsFurtherMailings() {
        long person = bench.people.add(TEMPORARY, email, null);
        long other = bench.people.add(TEMPORARY, People.freshEmail(), null);
        LinkSubject subject = link(TEMPORARY, person);
        assertThat(bench.linkTokens.headers(subject)).containsKeys("List-Unsubscribe", "List-Unsubscribe-Post");
        assertThat(bench.linkTokens.token(subject)).isNotEqualTo(bench.linkTokens.token(link(TEMPORARY, other)));

        assertThat(bench.linkActs.optOut(bench.linkTokens.token(subject), null)).isTrue();

        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(bench.mayEmail(other)).isTrue();
    }

    @Test
    @DisplayName("SV3: a mail or a word to the controller stops them too")
    void aMailOrAWordStopsThemToo() {
        long writer = bench.people.add(TEMPORARY, email, null);
        long caller = bench.people.add(TEMPORARY, People.freshEmail(), "+358 9 555 0142");

        reply(email, "Poistakaa minut listalta.");
        bench.ledger.record(
                PermissionAct.emailOptOut("console:1", TEMPORARY, "console", Set.of(caller), null, Map.of(), MONDAY));

        assertThat(bench.mayEmail(writer)).isFalse();
        assertThat(bench.mayEmail(caller)).isFalse();
    }

    @Test
    @DisplayName(
            "F3: consent is withdrawn by link, mail or a word at any time, and what was lawful before stays on record")
    void consentIsWithdrawnAndItsHistoryKept() {
        String second = People.freshEmail();
        String third = People.freshEmail();
        long byLink = bench.people.add(email);
        long byMail = bench.people.add(second);
        long byWord = bench.people.add(third);
        assertThat(List.of(byLink, byMail, byWord)).noneMatch(bench::mayEmail);
        bench.ownGrant("form:1", email, MONDAY);
        bench.ownGrant("form:2", second, MONDAY);
        bench.ownGrant("form:3", third, MONDAY);
        assertThat(List.of(byLink, byMail, byWord)).allMatch(bench::mayEmail);

        bench.linkActs.optOut(bench.linkTokens.token(link(People.REGISTER, byLink)), null);
        reply(second, "Peruutan suostumukseni, en halua enää uutiskirjettä.");
        bench.ledger.record(PermissionAct.emailOptOut(
                "console:1", People.REGISTER, "console", Set.of(byWord), null, Map.of(), MONDAY.plusSeconds(60)));

        assertThat(List.of(byLink, byMail, byWord)).noneMatch(bench::mayEmail);
        assertThat(new PermissionReader(bench.jdbc, ShippedMappings.read(), ShippedProfiles.read(bench.jdbc))
                        .ofPerson(byLink, 10))
                .extracting(PermissionReader.Act::state)
                .containsExactly("prohibited", "granted");
    }

    private LinkSubject link(String register, long person) {
        return new LinkSubject(register, person, null, PermissionAct.EVERYTHING, "", MONDAY);
    }

    private void reply(String from, String text) {
        bench.inbox.accept(MailReplies.SOURCE, from, "message/rfc822", Map.of(), new byte[0]);
        bench.inbox
                .claim(MailReplies.SOURCE, 1)
                .forEach(item -> bench.replies.apply(
                        item,
                        MailBodies.read("From: %s\nTo: unsubscribe@example.fi\nSubject: Uutiskirje\n\n%s"
                                .formatted(from, text))));
    }
}
