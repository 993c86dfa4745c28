package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.NoticeSettings;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.signing.TestKeys;
import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More is claimed than is sent: the processor is slow, or the hub is stopped. */
class GivenBackTest {

    private static final String ROUTE = "processor-licence-registry";
    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @RegisterExtension
    static final WireMockExtension registry = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @Test
    void whatComesUpInTheSecondHalfOfTheLeaseIsLeftToWhoeverClaimsNext() {
        try (NoticeHub hub = hub()) {
            corrected(hub, 2);
            hub.context.start();
            HubOutbox outbox = new HubOutbox(hub.outbox, hub.batches);
            Exchange exchange = new DefaultExchange(hub.context);
            List<ClaimedDelivery> claimed = outbox.claim(ROUTE, 10, exchange);

            exchange.setVariable(HubOutbox.DELIVERY, claimed.get(0));
            assertThat(outbox.inTime(exchange)).isTrue();
            exchange.setVariable(HubOutbox.DELIVERY, claimed.get(1));
            await("the second half of the lease").atMost(LEASE).until(() -> !outbox.inTime(exchange));

            assertThat(hub.outbox.claim(ROUTE, 10))
                    .extracting(ClaimedDelivery::id)
                    .contains(claimed.get(1).id());
        }
    }

    @Test
    void aHubThatIsStoppedGivesBackWhatWaitsInIt() {
        registry.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(201).withFixedDelay(700)));
        try (NoticeHub hub = hub()) {
            corrected(hub, 40);
            hub.start(ROUTE);
            await("the first").atMost(LONGEST).until(() -> asked() > 0);
            hub.context.stop();

            assertThat(number(hub, "status = 'claimed'")).isZero();
            assertThat(number(hub, "last_error is not null")).isZero();
            assertThat(number(hub, "sent_at is not null")).isEqualTo(asked()).isBetween(1, 30);
            assertThat(number(hub, "status = 'new' and attempts = 0")).isEqualTo(40 - asked());
        }
    }

    private static NoticeHub hub() {
        return new NoticeHub(
                FreshDatabase.dataSource(),
                Recipient.processor("licence-registry", ROUTE, Set.of(), Set.of("email")),
                Map.of(
                        "hub.processors.licence-registry.enabled", "true",
                        "hub.processors.licence-registry.url", registry.baseUrl() + "/opendsr/requests",
                        "hub.processors.licence-registry.every", "100"),
                null,
                TestKeys.nobody(),
                null,
                new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), LEASE));
    }

    private static void corrected(NoticeHub hub, int notices) {
        LongStream.rangeClosed(1, notices)
                .forEach(number -> hub.corrected(number, 4000 + number, Map.of("email", "uusi@example.fi")));
    }

    private static int asked() {
        return registry.findAll(postRequestedFor(anyUrl())).size();
    }

    private static int number(NoticeHub hub, String which) {
        return hub.jdbc
                .sql("select count(*) from notice_delivery where " + which)
                .query(Integer.class)
                .single();
    }
}
