package fi.rekisterihub.permission;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of what is kept of mails. How the mailbox is reached is the route's.
 *
 * @param keepOriginals how long the original of a mail is kept after it was settled
 */
@ConfigurationProperties("hub.mailbox")
record MailboxSettings(@DefaultValue("90d") Duration keepOriginals) {

    MailboxSettings {
        if (keepOriginals.isNegative() || keepOriginals.isZero()) {
            throw new IllegalArgumentException(
                    "hub.mailbox.keep-originals is %s; give a time such as 90d.".formatted(keepOriginals));
        }
    }
}
