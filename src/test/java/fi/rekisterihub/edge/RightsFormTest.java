package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public form of rights. */
class RightsFormTest {

    private static final String FORM = "/rights/sofor-asiakasrekisteri";

    private final FilledHub hub = FilledHub.hub();
    private final Visitor stranger = hub.stranger();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fi | Rekisteröidyn pyyntö | Lähetä pyyntö",
                "sv | Den registrerades begäran | Skicka begäran",
                "en | Your rights | Send the request"
            })
    void speaksThreeLanguagesWithoutScriptOrCookie(String language, String title, String button) {
        HttpResponse<String> page = stranger.get(FORM + "?lang=" + language);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(title, button).doesNotContain("<script", "??", "{0}");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    @DisplayName("SK9 the form tells nobody whether somebody is in the register")
    void answersThoseWhoAreInAndThoseWhoAreNotAlike() {
        String known = send("kind=access&contact=aino.lehtimaki%40koivuranta.example&key=" + UUID.randomUUID())
                .body();
        String unknown = send("kind=access&contact=kukaan%40missaan.example&key=" + UUID.randomUUID())
                .body();

        assertThat(known).contains("Kiitos, pyyntösi on vastaanotettu").isEqualTo(unknown);
    }

    @Test
    void theSameFormSentTwiceIsOneRequest() {
        String key = UUID.randomUUID().toString();
        send("kind=erasure&contact=kaksi%40missaan.example&key=" + key);
        send("kind=erasure&contact=kaksi%40missaan.example&key=" + key);

        assertThat(requests("form:" + key)).isEqualTo(1);
    }

    @Test
    @DisplayName("V6 an objection to direct marketing by the form is in force at once, for whoever has the address")
    void forbidsMarketingAtOnce() {
        String key = UUID.randomUUID().toString();

        send("kind=objection-marketing&contact=kielto%40missaan.example&key=" + key);

        assertThat(hub.jdbc().sql("""
                                select count(*) from permission_event e
                                  join subject_request r on e.event_key = 'subject-request:' || r.id
                                 where r.request_key = ? and r.state = 'granted' and e.state = 'prohibited'
                                """).param("form:" + key).query(Long.class).single())
                .isEqualTo(1);
    }

    @Test
    void whatIsMissingIsAskedForAndNothingIsKept() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> answer = send("kind=access&said=%3Cb%3Eterve&key=" + key);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("kirjoita yhteystieto", "&lt;b&gt;terve");
        assertThat(requests("form:" + key)).isZero();
        assertThat(send("kind=everything&contact=a%40b.example").statusCode()).isEqualTo(400);
        assertThat(send("said=" + "x".repeat(20_000)).statusCode()).isEqualTo(413);
        assertThat(stranger.call(FORM, request -> request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"kind\":\"access\"}")))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void anUnknownRegisterHasNoForm() {
        assertThat(stranger.get("/rights/no-such-register").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/rights/no-such-register").body()).contains("Lomaketta ei ole");
    }

    @Test
    void aProgramIsTurnedAwayAndOthersAreNot() {
        Instant now = Instant.parse("2026-03-02T10:00:00Z");
        Moving clock = new Moving(now);
        RightsThrottle throttle = new RightsThrottle(clock);
        for (int i = 0; i < RightsThrottle.OF_ONE_ADDRESS; i++) {
            assertThat(throttle.lets("192.0.2.1")).isTrue();
        }

        assertThat(throttle.lets("192.0.2.1")).isFalse();
        assertThat(throttle.lets("192.0.2.2")).isTrue();
        clock.now = now.plusSeconds(3601);
        assertThat(throttle.lets("192.0.2.1")).isTrue();
    }

    private HttpResponse<String> send(String form) {
        return stranger.call(FORM, request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private long requests(String key) {
        return hub.jdbc()
                .sql("select count(*) from subject_request where request_key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    private static final class Moving extends Clock {

        private Instant now;

        private Moving(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
