package fi.rekisterihub.permission;

import static fi.rekisterihub.permission.PermissionBench.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fi.rekisterihub.notice.DeliveryView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a page and the API say of the way of a prohibition. */
class PropagationTest {

    private static final PermissionState BY_THE_ECHO = new PermissionState(
            "direct-marketing", "email", "*", Permission.PROHIBITED, "brevo", MONDAY.plusSeconds(5), 2L);

    @Test
    void anEchoHidesNobodyWhoIsStillOnTheWay() {
        Propagation propagation = new Propagation(
                List.of(act(1, "prohibited", "*"), act(2, "prohibited", "email")),
                Map.of(
                        "permission-event:1",
                        List.of(delivery("mailchimp", "new", 0), delivery("brevo", "confirmed", 0))),
                List.of());

        assertThat(propagation.of(BY_THE_ECHO))
                .extracting(DeliveryView::recipient, DeliveryView::arrived)
                .containsExactly(tuple("brevo", true), tuple("mailchimp", false));
    }

    @Test
    void theLatestDeliveryToASystemCounts() {
        Propagation propagation = new Propagation(
                List.of(act(1, "prohibited", "email"), act(2, "prohibited", "email")),
                Map.of(
                        "permission-event:1", List.of(delivery("mailchimp", "dead", 0)),
                        "permission-event:2", List.of(delivery("mailchimp", "sent", 60))),
                List.of());

        assertThat(propagation.of(BY_THE_ECHO)).singleElement().matches(DeliveryView::arrived);
    }

    @Test
    void whatWasSaidOfAnotherChannelOrAllowedIsNoPartOfIt() {
        Propagation propagation = new Propagation(
                List.of(act(1, "prohibited", "phone"), act(3, "granted", "email")),
                Map.of(
                        "permission-event:1", List.of(delivery("mailchimp", "new", 0)),
                        "permission-event:3", List.of(delivery("mailchimp", "new", 0))),
                List.of());

        assertThat(propagation.of(BY_THE_ECHO)).isEmpty();
    }

    @Test
    void aSystemHasItWhenItHasItForEveryAddressOfThePerson() {
        Propagation propagation = new Propagation(
                List.of(act(1, "prohibited", "email")),
                Map.of(
                        "permission-event:1",
                        List.of(
                                caused("permission-event:1", "mailchimp", "new", 0),
                                caused("permission-event:1/2", "mailchimp", "confirmed", 0),
                                caused("permission-event:1", "brevo", "confirmed", 0))),
                List.of(caused("change-set:5:*", "brevo", "dead", 90)));

        assertThat(propagation.of(BY_THE_ECHO))
                .extracting(DeliveryView::recipient, DeliveryView::arrived)
                .containsExactly(tuple("brevo", false), tuple("mailchimp", false));
    }

    private static PermissionReader.Act act(long id, String state, String channel) {
        return new PermissionReader.Act(
                id, null, "direct-marketing", channel, "*", state, "link", true, MONDAY, MONDAY, false, 7L);
    }

    private static DeliveryView delivery(String recipient, String status, long seconds) {
        return caused("permission-event:1", recipient, status, seconds);
    }

    private static DeliveryView caused(String cause, String recipient, String status, long seconds) {
        return new DeliveryView(
                UUID.randomUUID(),
                UUID.randomUUID(),
                People.REGISTER,
                "opt-out",
                7L,
                cause,
                recipient,
                "provider-" + recipient,
                status,
                1,
                MONDAY,
                null,
                null,
                MONDAY.plus(Duration.ofSeconds(seconds)),
                null,
                null,
                null,
                null,
                0,
                false,
                null,
                null,
                null,
                null,
                null);
    }
}
