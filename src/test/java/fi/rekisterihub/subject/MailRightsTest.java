package fi.rekisterihub.subject;

import static fi.rekisterihub.subject.RequestGround.SOFOR;
import static fi.rekisterihub.subject.RequestGround.WHO;
import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.intake.InboxReader;
import fi.rekisterihub.mail.MailReader;
import fi.rekisterihub.mail.NoMail;
import fi.rekisterihub.permission.MailReplies;
import fi.rekisterihub.permission.People;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails in which somebody uses a right. */
class MailRightsTest {

    private static RequestGround ground;

    @BeforeAll
    static void start() {
        ground = new RequestGround();
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mitä tietoja minusta on rekisterissänne?         | access",
                "Mistä olette saaneet tietoni?                    | access",
                "Var har ni fått mina uppgifter ifrån?            | access",
                "Poistakaa kaikki tietoni rekisteristänne.        | erasure",
                "Please erase all personal data you hold on me.   | erasure"
            })
    @DisplayName("SK9 a mail that uses a right is a request with its days, and waits with its original")
    void opensARequest(String text, String kind) throws NoMail {
        String email = People.freshEmail();
        long person = ground.people().add(email);

        InboxItem mail = arrives(email, text);

        List<Long> opened = ground.reader.byMail(mail.id());
        assertThat(opened).hasSize(1);
        RequestView request = ground.see(opened.get(0));
        assertThat(request.kind().word()).isEqualTo(kind);
        assertThat(request.personId()).isEqualTo(person);
        assertThat(request.way()).isEqualTo(RequestWay.EMAIL);
        assertThat(request.identified()).isFalse();
        InboxReader.InboxView waiting =
                ground.hub.get(InboxReader.class).find(mail.id()).orElseThrow();
        assertThat(waiting.status()).isEqualTo("review");
        assertThat(waiting.outcome()).startsWith("Subject request %d is open. The mail asks".formatted(opened.get(0)));
        assertThat(ground.hub.get(InboxReader.class).original(mail.id())).isNotBlank();
    }

    @Test
    void theMailIsSettledWithTheRequest() throws NoMail {
        String email = People.freshEmail();
        ground.people().add(email);
        InboxItem mail = arrives(email, "Mitä tietoja minusta on rekisterissänne?");

        ground.desk.withdraw(ground.reader.byMail(mail.id()).get(0), "Soitti ja perui.", WHO);

        assertThat(ground.hub
                        .get(InboxReader.class)
                        .find(mail.id())
                        .orElseThrow()
                        .status())
                .isEqualTo("done");
    }

    @Test
    void aDisputeThatTheHubReadIsRestrictedWhenAPersonHasReadItToo() throws NoMail {
        String email = People.freshEmail();
        long person = ground.people().add(email);
        InboxItem mail = arrives(email, "Osoitteeni on rekisterissänne väärin, korjatkaa se.");
        long request = ground.reader.byMail(mail.id()).get(0);
        assertThat(ground.see(request).kind()).isEqualTo(RequestKind.RECTIFICATION);
        assertThat(ground.restricted(person)).isFalse();

        ground.desk.correctKind(request, RequestKind.RECTIFICATION, null, WHO);

        assertThat(ground.restricted(person)).isTrue();
    }

    @Test
    void theSameMailReadTwiceIsOneRequest() throws NoMail {
        String email = People.freshEmail();
        ground.people().add(email);
        InboxItem mail = arrives(email, "Poistakaa kaikki tietoni rekisteristänne.");
        ground.jdbc
                .sql("update inbox set status = 'new', next_at = now() where id = ?")
                .param(mail.id())
                .update();

        read(mail.eventKey());

        assertThat(ground.reader.byMail(mail.id())).hasSize(1);
    }

    @Test
    void aStrangersMailIsARequestOfSomebodyWhoIsNotFoundYet() throws NoMail {
        InboxItem mail = arrives("kukaan@tuntematon.example", "Poistakaa kaikki tietoni rekisteristänne.");

        RequestView request = ground.see(ground.reader.byMail(mail.id()).get(0));
        assertThat(request.personId()).isNull();
        assertThat(request.registerId()).isNull();
        assertThat(ground.reader.content(request.id()).contact()).isEqualTo("kukaan@tuntematon.example");
    }

    @Test
    void whoIsInTwoRegistersAsksBothAndASharedAddressNamesNobody() throws NoMail {
        String email = People.freshEmail();
        ground.people().add(email);
        ground.people().add("soprano-valiaikainen-markkinointirekisteri", email, null);
        ground.people().add("soprano-valiaikainen-markkinointirekisteri", email, null);

        InboxItem mail = arrives(email, "Mitä tietoja minusta on rekisterissänne?");

        List<RequestView> opened =
                ground.reader.byMail(mail.id()).stream().map(ground::see).toList();
        assertThat(opened)
                .extracting(RequestView::registerId)
                .containsExactly(SOFOR, "soprano-valiaikainen-markkinointirekisteri");
        assertThat(opened.get(0).personId()).isNotNull();
        assertThat(opened.get(1).personId()).as("two people share the address").isNull();

        ground.desk.withdraw(opened.get(0).id(), "Ei pyyntöä.", WHO);
        assertThat(ground.hub
                        .get(InboxReader.class)
                        .find(mail.id())
                        .orElseThrow()
                        .status())
                .as("the other is still open")
                .isEqualTo("review");
    }

    private static InboxItem arrives(String from, String text) throws NoMail {
        String key = UUID.randomUUID().toString();
        String mail =
                "From: %s\r\nTo: unsubscribe@example.fi\r\nSubject: Re: Uutiskirje\r\nMessage-ID: <%s@x.example>\r\n"
                                .formatted(from, key)
                        + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + text + "\r\n";
        ground.hub
                .get(Inbox.class)
                .accept(MailReplies.SOURCE, key, "message/rfc822", Map.of(), mail.getBytes(StandardCharsets.UTF_8));
        return read(key);
    }

    private static InboxItem read(String key) throws NoMail {
        InboxItem item =
                ground.hub.get(Inbox.class).claim(MailReplies.SOURCE, key).orElseThrow();
        ground.hub.get(MailReplies.class).apply(item, MailReader.read(item.body()));
        return item;
    }
}
