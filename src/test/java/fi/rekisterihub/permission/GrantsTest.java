package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.permission.LinkPreferences.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Allowing again by a link: only whoever reads the person's mail can, and only once. */
class GrantsTest {

    private static final String TEMPORARY = "soprano-valiaikainen-markkinointirekisteri";
    private static final Wish EMAIL = new Wish("direct-marketing", "email", "*");
    private static final Wish PHONE = new Wish("direct-marketing", "phone", "*");

    private final PermissionBench bench = new PermissionBench();
    private final String email = People.freshEmail();
    private final long person = bench.people.add(TEMPORARY, email, "+358 40 123 9876");
    private final String link =
            bench.linkTokens.token(new LinkSubject(TEMPORARY, person, email, "*", "issue-7", Instant.EPOCH));

    @BeforeEach
    void nothingAnyMore() {
        bench.linkPreferences.nothingAnyMore(link, null);
        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    @DisplayName("rule 1: a tick lifts nothing; the button behind the mail to the person does")
    void onlyTheButtonBehindTheMailAllows() {
        assertThat(tick(EMAIL)).isEqualTo(Outcome.MAIL_COMES);
        assertThat(bench.mayEmail(person)).isFalse();
        GrantLetter letter = letter();
        assertThat(letter.to()).isEqualTo(email);
        assertThat(letter.language()).isEqualTo("sv");
        String token = token(letter);
        assertThat(bench.grants.state(token)).isEqualTo(GrantState.OPEN);
        assertThat(bench.mayEmail(person)).as("a look changes nothing").isFalse();

        assertThat(bench.grants.confirm(token)).isEqualTo(GrantState.USED);

        assertThat(bench.mayEmail(person)).isTrue();
        assertThat(bench.states.mayContact(person, PermissionAct.DIRECT_MARKETING, "phone"))
                .isFalse();
        assertThat(bench.jdbc
                        .sql("select evidence ->> 'way' from permission_event where state = 'granted'")
                        .query(String.class)
                        .list())
                .containsExactly("confirmed-mail");
    }

    @Test
    @DisplayName("rule 1: who has said no since is not brought back by an old mail")
    void anOldMailBringsNobodyBack() {
        tick(EMAIL);
        String token = token(letter());
        bench.grants.confirm(token);
        bench.linkActs.optOut(link, LinkWay.ONE_CLICK, null);
        assertThat(bench.mayEmail(person)).isFalse();

        assertThat(bench.grants.confirm(token)).isEqualTo(GrantState.USED);

        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void switchesOffAtOnceWhatIsSwitchedOffBesideATick() {
        tick(EMAIL);
        bench.grants.confirm(token(letter()));

        Outcome outcome = bench.linkPreferences.change(link, Set.of(EMAIL), Set.of(PHONE), "fi", null);

        assertThat(outcome).isEqualTo(Outcome.MAIL_COMES);
        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void sendsNoMoreThanThreeMailsADayByOneLink() {
        assertThat(tick(EMAIL)).isEqualTo(Outcome.MAIL_COMES);
        assertThat(tick(PHONE)).isEqualTo(Outcome.MAIL_COMES);
        assertThat(tick(EMAIL, PHONE)).isEqualTo(Outcome.MAIL_COMES);

        assertThat(tick(EMAIL)).isEqualTo(Outcome.NO_MORE_MAIL);

        assertThat(bench.inbox.claim(Grants.SOURCE, 10)).hasSize(3);
    }

    @Test
    void asksNobodyButThePersonAtTheAddressOfToday() {
        tick(EMAIL);
        String token = token(letter());
        moveTo(People.freshEmail());

        assertThat(bench.grants.confirm(token)).isEqualTo(GrantState.EXPIRED);

        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(tick(EMAIL)).as("an old address offers no tick").isEqualTo(Outcome.KEPT);
    }

    @Test
    void sendsNothingToAnAddressThatIsNotThePersonsAnyMore() {
        tick(EMAIL);
        moveTo(People.freshEmail());

        assertThat(bench.grants.letter(claimed())).isEmpty();
    }

    @Test
    @DisplayName("rule 2: nothing can be allowed for one who is erased")
    void allowsNothingForOneWhoIsErased() {
        tick(EMAIL);
        String token = token(letter());
        bench.jdbc.sql("delete from person where id = ?").param(person).update();

        assertThat(bench.grants.confirm(token)).isEqualTo(GrantState.EXPIRED);

        assertThat(bench.mayEmail(bench.people.add(TEMPORARY, email, null))).isFalse();
    }

    @Test
    void worksForAWeekAndNotAfter() {
        GrantTokens tokens = new GrantTokens(List.of("a key for links".getBytes(StandardCharsets.UTF_8)));
        Instant now = Instant.now();
        String old =
                tokens.token(new Grant(TEMPORARY, person, email, "", List.of(EMAIL), now.minus(Duration.ofDays(8))));

        assertThat(bench.grants.confirm(old)).isEqualTo(GrantState.EXPIRED);
        assertThat(bench.mayEmail(person)).isFalse();

        assertThat(bench.grants.confirm(tokens.token(
                        new Grant(TEMPORARY, person, email, "", List.of(EMAIL), now.minus(Duration.ofDays(6))))))
                .isEqualTo(GrantState.USED);
        assertThat(bench.mayEmail(person)).isTrue();
    }

    @Test
    void readsNothingThatWasAlteredOrIsAnotherKindOfLink() {
        tick(EMAIL);
        String token = token(letter());
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(bench.grants.confirm(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("character %d", i)
                    .isEqualTo(GrantState.UNKNOWN);
        }
        assertThat(bench.grants.confirm(link)).isEqualTo(GrantState.UNKNOWN);
        assertThat(bench.linkActs.optOut(token, LinkWay.PAGE, null)).isFalse();
        assertThat(bench.mayEmail(person)).isFalse();
    }

    private Outcome tick(Wish... wishes) {
        return bench.linkPreferences.change(link, Set.of(), Set.of(wishes), "sv", null);
    }

    private InboxItem claimed() {
        return bench.inbox.claim(Grants.SOURCE, 1).get(0);
    }

    private GrantLetter letter() {
        InboxItem item = claimed();
        GrantLetter letter = bench.grants.letter(item).orElseThrow();
        bench.inbox.done(item, "asked");
        return letter;
    }

    private static String token(GrantLetter letter) {
        String path = letter.url().substring("https://hub.example.fi/u/".length());
        return path.substring(0, path.indexOf('/'));
    }

    private void moveTo(String newer) {
        bench.jdbc
                .sql("update person set email = ?, email_key = ? where id = ?")
                .params(newer, bench.keys.email(newer), person)
                .update();
    }
}
