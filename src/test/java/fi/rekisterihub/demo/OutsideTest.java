package fi.rekisterihub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;
import fi.rekisterihub.simulator.PrhSimulator;
import fi.rekisterihub.simulator.WorldPerson;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideTest {

    private static final LocalDate TODAY = LocalDate.now(CompanyNews.FINLAND);

    @TempDir
    Path data;

    @Test
    void goesOnAfterARestartWhereItWas() {
        List<WorldPerson> before;
        try (Outside first = start()) {
            for (int beat = 1; beat <= 40; beat++) {
                first.world().tick();
                first.beats().set(beat);
            }
            before = first.world().persons();
        }
        try (Outside again = start()) {
            assertThat(again.world().ticks()).isEqualTo(40);
            assertThat(again.world().persons()).isEqualTo(before);
            assertThat(again.mailchimp().status(before.get(0).email())).isEqualTo("subscribed");
            assertThat(again.brevo().knows(before.get(0).email())).isTrue();
        }
    }

    @Test
    void beginsAnewWhenTheCountWasCutByACrash() throws Exception {
        Beats beats = Beats.below(data);
        assertThat(beats.count()).isZero();
        beats.set(12);
        assertThat(Beats.below(data).count()).isEqualTo(12);
        Files.writeString(data.resolve("demo/beats"), "");
        assertThat(beats.count()).isZero();
    }

    @Test
    void tellsTheSameNoticesOfADayWheneverItStarts() throws Exception {
        String told;
        try (Outside first = start()) {
            told = noticesOfYesterday(first);
        }
        try (Outside again = start()) {
            assertThat(noticesOfYesterday(again)).isEqualTo(told).contains("\"totalResults\":3");
        }
    }

    @Test
    void bringsPeoplesRepliesToTheMailbox() throws Exception {
        try (Outside outside = start()) {
            WorldPerson finn = speaker(outside, "fi");
            WorldPerson swede = speaker(outside, "sv");
            Replies.write(outside.postOffice(), finn, 6);
            Replies.write(outside.postOffice(), swede, 3);
            List<MimeMessage> mails = outside.postOffice().mails();
            assertThat(mails).hasSize(2);
            assertThat(mails.get(0).getFrom()[0]).hasToString(finn.email());
            assertThat(mails.get(0).getContent().toString()).contains("poistakaa minut", finn.givenName());
            assertThat(mails.get(1).getSubject()).isEqualTo("SV: Novemberbrevet");
            assertThat(mails.get(1).getContent().toString()).contains("sluta skicka reklam");
        }
    }

    @Test
    void leavesTheExportOnAServerThatIsTheSameAfterARestart() throws Exception {
        String known;
        try (Outside first = start()) {
            first.senders().send(3, TODAY);
            known = knownKey();
            assertThat(fetched(first, "crm-export.csv"))
                    .startsWith("customer_id;")
                    .contains("C-000001;");
        }
        try (Outside again = start()) {
            assertThat(knownKey()).isEqualTo(known);
            assertThat(fetched(again, "crm-export.csv")).startsWith("customer_id;");
        }
    }

    @Test
    void mailsTheContactsOfAFairAsAFile() throws Exception {
        try (Outside outside = start()) {
            outside.senders().send(2, TODAY);
            MimeMessage mail = outside.postOffice().filesByMail().get(0);
            assertThat(mail.getFrom()[0]).hasToString(Senders.SELLER);
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("messut-1.csv");
            assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("customer_id;")
                    .contains("soita vaihteeseen");
            assertThat(outside.postOffice().mails()).isEmpty();
        }
    }

    private String knownKey() throws Exception {
        return Files.readString(data.resolve("demo").resolve(FileServer.KNOWN_HOSTS))
                .replaceFirst(":\\d+ ", " ");
    }

    private String fetched(Outside outside, String name) throws Exception {
        JSch client = new JSch();
        client.setKnownHosts(
                data.resolve("demo").resolve(FileServer.KNOWN_HOSTS).toString());
        Session session = client.getSession(
                FileServer.USER, "127.0.0.1", outside.fileServer().port());
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setPassword(FileServer.PASSWORD);
        session.connect(10_000);
        try {
            ChannelSftp files = (ChannelSftp) session.openChannel("sftp");
            files.connect(10_000);
            try (InputStream in = files.get(FileServer.OUT + "/" + name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } finally {
            session.disconnect();
        }
    }

    private Outside start() {
        return Outside.onAnyPorts(data);
    }

    private static String noticesOfYesterday(Outside outside) throws Exception {
        LocalDate yesterday = LocalDate.now(CompanyNews.FINLAND).minusDays(1);
        URI address = URI.create("%s%s/notices?dateStart=%3$s&dateEnd=%3$s&page=1"
                .formatted(outside.url(), PrhSimulator.NOTICES_PATH, yesterday));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static WorldPerson speaker(Outside outside, String language) {
        return outside.world().persons().stream()
                .filter(person -> person.language().equals(language))
                .findFirst()
                .orElseThrow();
    }
}
