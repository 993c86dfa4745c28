package fi.rekisterihub.edge;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Who may call {@code POST /hooks/{provider}}.
 *
 * @param providers a provider without a webhook secret has no hook
 * @param hooks limits of all hooks
 */
@ConfigurationProperties("hub")
record HookSettings(
        @DefaultValue Map<String, Provider> providers,
        @DefaultValue Limits hooks) {

    /**
     * @param webhookSecret what the provider must show; empty for none, and then nobody may call
     * @param webhookCheck where it shows it
     */
    record Provider(
            @DefaultValue("") String webhookSecret,
            @DefaultValue("query") Check webhookCheck) {}

    /** @param largest a longer body is refused */
    record Limits(@DefaultValue("512KB") DataSize largest) {}

    /** Where a provider shows its secret. */
    enum Check {
        /** {@code ?secret=…}: for providers that can do no better. */
        QUERY,
        /** {@code Authorization: Bearer …}. */
        BEARER,
        /** The password of {@code Authorization: Basic …}, any user name. */
        BASIC
    }
}
