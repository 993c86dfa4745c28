package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.permission.People;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.simulator.HookCall;
import fi.rekisterihub.support.FilledHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that nobody has heard of yet: a table, a sample and a route, put beside the others while the hub runs. */
class FourteenthProviderTest {

    private static final String TABLE = """
            feed: fourteenth-event
            record: permission
            description: A provider of tomorrow
            hook:
              signature: {scheme: hmac, header: X-Fourteenth-Signature, encoding: base64, prefix: "v1="}
            each: events
            key: uuid
            fields:
              action: "what = 'goodbye' ? 'opt-out' : what = 'hello' ? 'resubscribed' : 'ignored'"
              email: who.address
              at: when
            """;

    private final FilledHub hub = FilledHub.hub();
    private final String email = People.freshEmail();

    @AfterEach
    void takeTheFilesAway() throws IOException {
        Files.deleteIfExists(hub.home().resolve("routes/fourteenth-event.camel.yaml"));
        Files.deleteIfExists(hub.home().resolve("mappings/fourteenth-event.yaml"));
    }

    @Test
    void needsNoJava() throws IOException {
        Files.writeString(hub.home().resolve("mappings/fourteenth-event.yaml"), TABLE);
        Files.writeString(
                hub.home().resolve("routes/fourteenth-event.camel.yaml"),
                Files.readString(Path.of("routes/postmark-event.camel.yaml")).replace("postmark", "fourteenth"));
        String body =
                "{\"events\":[{\"uuid\":\"%s\",\"what\":\"goodbye\",\"who\":{\"address\":\"%s\"},\"when\":\"%s\"}]}"
                        .formatted(email, email, Instant.now());

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(call(body, FilledHub.HOOK_SECRET))
                .isEqualTo(200));
        assertThat(call(body, "forged")).isEqualTo(401);

        await().untilAsserted(() -> assertThat(sources()).isEqualTo("fourteenth"));
        await().untilAsserted(() -> assertThat(hub.brevo().suppresses(email)).isTrue());
    }

    private int call(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
            return HookCall.post(
                    hub.url("/hooks/fourteenth"),
                    "application/json",
                    body,
                    "X-Fourteenth-Signature",
                    "v1=" + signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sources() {
        return hub.jdbc()
                .sql("""
                        select coalesce(string_agg(e.source, ', ' order by e.source), '')
                          from permission_event e join permission_subject s on s.event_id = e.id
                         where s.subject_key = :key and e.source = 'fourteenth'
                        """)
                .param("key", hub.get(SubjectKeys.class).email(email))
                .query(String.class)
                .single();
    }
}
