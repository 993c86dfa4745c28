package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.permission.LinkActs;
import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.People;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clicks that were kept when the hub could not apply them. */
class LinkRouteTest {

    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";

    @Test
    void appliesAClickThatWasOnlyKeptAndLeavesAForeignOneToAPerson() {
        try (PermissionRoutes hub = new PermissionRoutes(Map.of("hub.links.every", "100"))) {
            String email = People.freshEmail();
            long person = hub.bench.people.add(REGISTER, email, null);
            keep(hub, hub.bench.linkTokens.token(new LinkSubject(REGISTER, person, email, "*", "", Instant.EPOCH)));
            keep(hub, "sealed-with-a-key-that-was-taken-out");
            assertThat(hub.bench.mayEmail(person)).isTrue();

            hub.start("unsubscribe-link");

            await().untilAsserted(() -> assertThat(hub.bench.outcomes())
                    .satisfiesExactly(
                            applied -> assertThat(applied).isEqualTo("done: opt-out by link"),
                            foreign -> assertThat(foreign).startsWith("review: The token is not accepted any more")));
            assertThat(hub.bench.mayEmail(person)).isFalse();
        }
    }

    private static void keep(PermissionRoutes hub, String token) {
        hub.bench.inbox.accept(
                LinkActs.SOURCE, token, "text/plain", Map.of(), token.getBytes(StandardCharsets.US_ASCII));
    }
}
