package fi.rekisterihub.permission;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of unsubscribe links.
 *
 * @param publicUrl the address under which people reach the hub, without a slash at the end
 * @param links keys and the mailbox of the links
 */
@ConfigurationProperties("hub")
record LinkSettings(
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue Links links) {

    /**
     * @param keys names of the keys that are accepted; the first signs. To rotate, put a new name in front
     * @param mailbox the address of the unsubscribe mailbox, {@code unsubscribe@…}; empty for none
     * @param confirmations whether a person can allow something again by a link, which a mail to their address confirms;
     *     needs {@code hub.smtp}
     * @param confirmWithin how long the button behind that mail works
     */
    record Links(
            @DefaultValue("links") List<String> keys,
            @Nullable String mailbox,
            @DefaultValue("false") boolean confirmations,
            @DefaultValue("7d") Duration confirmWithin) {

        Links {
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("hub.links.keys is empty; name at least one key, such as links.");
            }
            if (confirmWithin.isNegative() || confirmWithin.isZero()) {
                throw new IllegalArgumentException(
                        "hub.links.confirm-within is %s; it must be longer than 0s.".formatted(confirmWithin));
            }
        }
    }
}
