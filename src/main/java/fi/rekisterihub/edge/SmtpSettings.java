package fi.rekisterihub.edge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The server through which mail goes out.
 *
 * @param protocol smtp, or smtps where the whole connection is encrypted from the start
 * @param startTls whether a connection by smtp must be encrypted before anything is said
 * @param username who logs in; null where the server asks nobody
 * @param from the sender's address, whose domain the Message-IDs carry
 * @param timeout the longest wait for the server; shorter than the lease of a delivery
 */
@ConfigurationProperties("hub.smtp")
@Validated
public record SmtpSettings(
        @DefaultValue("localhost") @NotBlank String host,
        @DefaultValue("587") @Min(1) @Max(65535) int port,
        @DefaultValue("smtp") @Pattern(regexp = "smtps?") String protocol,
        @DefaultValue("true") boolean startTls,
        @Nullable String username,
        @Nullable String password,

        @DefaultValue("rekisterihub@localhost") @Pattern(regexp = "[^@\\s]+@[A-Za-z0-9.-]+")
        String from,

        @DefaultValue("30s") Duration timeout) {

    /** Without the password. */
    @Override
    public String toString() {
        return "SmtpSettings[%s://%s:%d]".formatted(protocol, host, port);
    }
}
