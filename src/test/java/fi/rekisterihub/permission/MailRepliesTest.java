package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a mail to plus-addresses speaks for, and what becomes of one of which only the beginning was kept. */
class MailRepliesTest {

    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";

    private final PermissionBench bench = new PermissionBench();
    private final String email = People.freshEmail();
    private final long person = bench.people.add(REGISTER, email, null);

    private String plusAddress(long personId, String address) {
        return bench.linkTokens
                .headers(new LinkSubject(REGISTER, personId, address, "*", "", Instant.EPOCH))
                .get("List-Unsubscribe")
                .replaceAll(".*mailto:([^>]*)>", "$1");
    }

    private List<String> arrive(String to, String fields, String body, Map<String, String> headers) {
        String mail = "From: other@elsewhere.example\nTo: %s\n%s\nContent-Type: text/plain; charset=utf-8\n\n%s"
                .formatted(to, fields, body);
        bench.inbox.accept(MailReplies.SOURCE, Hashes.hex(mail), "message/rfc822", headers, new byte[] {1});
        bench.inbox.claim(MailReplies.SOURCE, 1).forEach(item -> bench.replies.apply(item, MailBodies.read(mail)));
        return bench.outcomes();
    }

    @Test
    void entersTheOptOutOfEverybodyWhosePlusAddressIsWrittenTo() {
        String second = People.freshEmail();
        long other = bench.people.add(REGISTER, second, null);
        String third = People.freshEmail();
        long inCopy = bench.people.add(REGISTER, third, null);
        long bystander = bench.people.add(REGISTER, People.freshEmail(), null);

        assertThat(arrive(
                        plusAddress(person, email) + ", " + plusAddress(other, second),
                        "Cc: " + plusAddress(inCopy, third) + "\nSubject: unsubscribe",
                        "",
                        Map.of()))
                .singleElement()
                .asString()
                .startsWith("done: opt-out recorded");

        assertThat(List.of(person, other, inCopy)).noneMatch(bench::mayEmail);
        assertThat(bench.mayEmail(bystander)).isTrue();
    }

    @Test
    void entersTheOptOutThatAMailProgramWritesByItself() {
        arrive(plusAddress(person, email), "Auto-Submitted: auto-generated\nSubject: unsubscribe", "", Map.of());
        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void entersNothingForWhomeverIsAway() {
        assertThat(arrive(
                        plusAddress(person, email),
                        "Auto-Submitted: auto-replied\nSubject: Re: Uutiskirje",
                        "Olen lomalla.",
                        Map.of()))
                .containsExactly("done: ignored: automatic-reply");
        assertThat(bench.mayEmail(person)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject: Re: Uutiskirje", "Subject: Automaattinen vastaus: Uutiskirje"})
    void leavesAMailOfWhichOnlyTheBeginningIsKeptToAPerson(String subject) {
        String ordinary = "Kiitos uutiskirjeestä! Lasku 1234 on maksettu eilen ja paketti tuli perille.";

        assertThat(arrive("unsubscribe@example.fi", subject, ordinary, MailReplies.headers(false)))
                .singleElement()
                .asString()
                .startsWith("done: ignored");
        assertThat(arrive("unsubscribe@example.fi", subject, ordinary + " ", MailReplies.headers(true)))
                .last()
                .isEqualTo("review: The mail is longer than what was read of it.");
    }

    @Test
    void entersAnOptOutAlsoFromTheBeginningOfAMail() {
        assertThat(arrive(
                        plusAddress(person, email),
                        "Subject: Re: Uutiskirje",
                        "Poistakaa minut listalta.",
                        MailReplies.headers(true)))
                .singleElement()
                .asString()
                .startsWith("done: opt-out recorded");
    }
}
