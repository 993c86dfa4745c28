package fi.rekisterihub.edge;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the mailbox logs in where passwords are not taken any more: Exchange Online and Gmail. Used when a route names
 * {@code hubMailboxLogin} as its authenticator.
 *
 * @param username the mailbox
 * @param tokenUrl where a token is asked for
 * @param clientId the name of the hub there
 * @param clientSecret its password there
 * @param scope what the token is for; Exchange Online wants {@code https://outlook.office365.com/.default}
 * @param refreshToken for Gmail: what a person's consent gave; without it the hub logs in as itself
 * @param timeout the longest wait for an answer
 */
@ConfigurationProperties("hub.mailbox.oauth")
public record MailboxOAuthSettings(
        @Nullable String username,
        @Nullable URI tokenUrl,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String scope,
        @Nullable String refreshToken,
        @DefaultValue("10s") Duration timeout) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "MailboxOAuthSettings[%s]".formatted(tokenUrl);
    }
}
