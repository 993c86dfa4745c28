package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.evidence.BundleCheck;
import fi.rekisterihub.evidence.Export;
import fi.rekisterihub.evidence.ExportRequest;
import fi.rekisterihub.evidence.Sealer;
import fi.rekisterihub.evidence.SelfCheck;
import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mail.MailReader;
import fi.rekisterihub.mail.NoMail;
import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.permission.MailReplies;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One person from the first report of a source to the proof that is left when nothing else is. */
class OnePersonsLifeTest {

    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";
    private static final String KEEPER = "processor-asiakastieto-keeper";
    private static final String EMAIL = "aamu@rusko.example";

    private static QuietHub hub;
    private static Imports imports;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        hub = QuietHub.start();
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    @DisplayName("rule 4: from enrolment to erasure, and the evidence of it is verified offline")
    void isKnownCorrectedOptedOutRestrictedErasedAndProved() throws IOException, NoMail {
        reported("Ostaja");
        long person = person();
        reported("Ostopäällikkö");
        assertThat(field(person, "title")).as("corrected by the source").isEqualTo("Ostopäällikkö");
        List<String> told = new ArrayList<>(keeperIsTold());

        answersByMail();
        assertThat(prohibited()).as("opted out").isTrue();

        long objection = request("life:objection", RequestKind.OBJECTION, person);
        assertThat(kinds(person)).contains("objected");
        hub.get(RequestDesk.class).answer(objection, RequestWay.EMAIL, null, "olli");
        told.addAll(keeperIsTold());

        long correction = request("life:correction", RequestKind.RECTIFICATION, person);
        assertThat(restricted(person)).as("restricted while it is decided").isTrue();
        reported("Johtaja");
        assertThat(field(person, "title"))
                .as("no feed changes what is disputed")
                .isEqualTo("Ostopäällikkö");

        RequestDesk desk = hub.get(RequestDesk.class);
        desk.verifyIdentity(correction, IdentityMeans.CALL_BACK.word(), null, "olli");
        desk.grant(correction, Map.of("title", "Hankintajohtaja"), null, "olli");
        assertThat(field(person, "title")).as("the person's own word").isEqualTo("Hankintajohtaja");
        assertThat(restricted(person)).as("decided").isFalse();
        reported("Johtaja");
        assertThat(field(person, "title")).as("not undone by the next report").isEqualTo("Hankintajohtaja");

        told.addAll(keeperIsTold());

        long erasure = request("life:erasure", RequestKind.ERASURE, person);
        desk.verifyIdentity(erasure, IdentityMeans.CALL_BACK.word(), null, "olli");
        desk.grant(erasure, Map.of(), null, "olli");
        assertThat(hub.get(RegisterReader.class).person(person)).isEmpty();
        reported("Johtaja");
        assertThat(people()).as("refused at the next feed").isZero();

        told.addAll(keeperIsTold());
        assertThat(told)
                .containsSubsequence(
                        "rectified", "objected", "restricted", "restriction-lifted", "rectified", "erased");
        assertProved(person);
    }

    /** Evidence: everything of the person, from the hub's own file alone. */
    private void assertProved(long person) throws IOException {
        hub.get(Sealer.class).seal();
        assertThat(hub.get(SelfCheck.class).check()).isEmpty();
        Path file = folder.resolve("life.md");
        try (OutputStream out = Files.newOutputStream(file)) {
            hub.get(Export.class)
                    .prepare(new ExportRequest(person, null, null, null, false, List.of()))
                    .orElseThrow()
                    .write(out);
        }
        List<String> seen = new ArrayList<>();
        BundleCheck.Result result = new BundleCheck(
                        Set.of(), Map.of(), entry -> seen.add(entry.path("kind").asText()))
                .check(file);

        assertThat(result).isInstanceOf(BundleCheck.Result.Good.class);
        assertThat(seen)
                .contains(
                        "prohibited", "objected", "restricted", "rectified", "restriction-lifted", "erased", "granted")
                .contains("confirmed");
        assertThat(Files.readString(file)).doesNotContain(EMAIL, "Rusko", "Hankintajohtaja");
    }

    private static void reported(String title) {
        imports.page("asiakastieto-decision-makers", """
                {"companyResponse": {"responseHeader": {"responseStatus": "0"},
                 "identificationData": {"businessId": "26174164", "name": "Pieni Paja Oy"},
                 "decisionMakers": [{"personKey": "AT0000099", "name": "Rusko Aamu", "title": "%s",
                  "email": "%s", "phone": "050 5550199"}]}}
                """.formatted(title, EMAIL));
    }

    private static void answersByMail() throws NoMail {
        byte[] mail =
                ("From: Aamu <%s>\r\nTo: unsubscribe@hub.example\r\nSubject: Re: kirje\r\nMessage-ID: <life@rusko.example>\r\n"
                                + "Content-Type: text/plain; charset=UTF-8\r\n\r\nPoistakaa minut listalta, kiitos.\r\n")
                        .formatted(EMAIL)
                        .getBytes(StandardCharsets.UTF_8);
        InboxItem kept = hub.get(Inbox.class)
                .acceptAndClaim(MailReplies.SOURCE, "life", "message/rfc822", Map.of("From", EMAIL), mail)
                .orElseThrow();
        hub.get(MailReplies.class).apply(kept, MailReader.read(mail));
    }

    private static long request(String key, RequestKind kind, long person) {
        return hub.get(SubjectRequests.class)
                .receive(NewRequest.of(key, REGISTER, kind, RequestWay.EMAIL, person), "olli")
                .requestId();
    }

    /** As the keeper's route does: in order, each confirmed. */
    private static List<String> keeperIsTold() {
        Outbox outbox = hub.get(Outbox.class);
        List<String> told = new ArrayList<>();
        List<ClaimedDelivery> due = outbox.claim(KEEPER, 10);
        while (!due.isEmpty()) {
            due.forEach(delivery -> {
                if (delivery.entityId() != null) {
                    told.add(delivery.kind().word());
                }
                outbox.sent(delivery, "kuitti").join();
                outbox.confirmed(delivery.id(), "kuitti");
            });
            due = outbox.claim(KEEPER, 10);
        }
        return told;
    }

    private static boolean prohibited() {
        return jdbc().sql(
                        "select exists (select from permission_event where state = 'prohibited' and source = 'mailbox')")
                .query(Boolean.class)
                .single();
    }

    private static List<String> kinds(long person) {
        return jdbc().sql("select kind from notice where entity_id = ?")
                .param(person)
                .query(String.class)
                .list();
    }

    private static boolean restricted(long person) {
        return hub.get(RegisterReader.class).person(person).orElseThrow().restrictedAt() != null;
    }

    private static String field(long person, String name) {
        return hub.get(RegisterReader.class).person(person).orElseThrow().fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static long person() {
        return jdbc().sql("select id from person where register_id = ?")
                .param(REGISTER)
                .query(Long.class)
                .single();
    }

    private static long people() {
        return jdbc().sql("select count(*) from person where register_id = ?")
                .param(REGISTER)
                .query(Long.class)
                .single();
    }

    private static JdbcClient jdbc() {
        return hub.get(JdbcClient.class);
    }
}
