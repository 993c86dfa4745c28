package fi.rekisterihub.security;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    private final FilledHub hub = FilledHub.hub();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/people", "/live", "/runs/1", "/nothing-here"})
    @DisplayName("F9: nobody gets in without a name")
    void sendsStrangersToTheLoginPage(String path) {
        HttpResponse<String> answer = hub.stranger().get(path);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/runs", "/api/openapi.json", "/actuator/prometheus"})
    void asksMachinesForBasicAuthentication(String path) {
        HttpResponse<String> answer = hub.stranger().get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("Basic"));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/login", "/actuator/health", "/assets/hub.css", "/webjars/bootstrap/css/bootstrap.min.css"})
    void leavesOpenWhatEverybodyNeeds(String path) {
        assertThat(hub.stranger().get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aStyleIsFetchedOnceAndAnewWhenItHasChangedAndAPageIsNeverKept() {
        HttpResponse<String> page = hub.stranger().get("/login");
        Matcher style =
                Pattern.compile("href=\"(/assets/hub-[0-9a-f]{32}\\.css)\"").matcher(page.body());

        assertThat(style.find()).isTrue();
        assertThat(hub.stranger().get(style.group(1)).headers().firstValue("Cache-Control"))
                .hasValue("max-age=31536000, public");
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(it -> assertThat(it).contains("no-store"));
    }

    @Test
    @DisplayName("F9: a named user gets in, and it is written down")
    void letsAKnownUserInAndWritesItDown() {
        Visitor visitor = hub.stranger();

        HttpResponse<String> answer = visitor.logIn("operator", FilledHub.PASSWORD);

        assertThat(answer.headers().firstValue("Location").orElseThrow()).doesNotContain("login");
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
        assertThat(actions("operator")).contains("login");
    }

    @Test
    @DisplayName("SA7 a wrong password lets nobody in, and is written down")
    void refusesAWrongPasswordAndWritesItDown() {
        Visitor visitor = hub.stranger();

        HttpResponse<String> answer = visitor.logIn("steward", "not-the-password");

        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login?error");
        assertThat(visitor.get("/").statusCode()).isEqualTo(302);
        assertThat(actions("steward")).contains("login-failed");
    }

    @Test
    void doesNotWriteDownAPasswordThatWasTypedAsTheName() {
        hub.stranger().logIn("my-secret-password", "x");

        assertThat(actions("my-secret-password")).isEmpty();
        assertThat(actions("(unknown)")).contains("login-failed");
    }

    @Test
    void refusesAFormWithoutItsToken() {
        Visitor visitor = hub.visitor("operator");

        assertThat(visitor.post("/logout", Map.of(), "not-the-token").statusCode())
                .isEqualTo(403);
    }

    @Test
    void sendsAStrictPolicyWithEveryPage() {
        HttpResponse<String> answer = hub.stranger().get("/login");

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
    }

    private java.util.List<String> actions(String who) {
        return hub.jdbc()
                .sql("select action from audit where who = :who")
                .param("who", who)
                .query(String.class)
                .list();
    }
}
