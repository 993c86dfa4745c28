package fi.rekisterihub.edge;

import fi.rekisterihub.mapping.SignatureRule.Shown;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Who may call {@code POST /hooks/{provider}}.
 *
 * @param publicUrl the address under which the providers call, where they sign it; else the address of the call is taken
 * @param providers a provider without a webhook secret has no hook
 * @param hooks limits of all hooks
 */
@ConfigurationProperties("hub")
record HookSettings(
        @Nullable URI publicUrl,
        @DefaultValue Map<String, Provider> providers,
        @DefaultValue Limits hooks) {

    /**
     * @param webhookSecret what the provider shows or signs with; empty for none, and then nobody may call
     * @param webhookOldSecrets accepted beside it while it is being changed
     * @param webhookCheck where the provider shows the secret itself, if elsewhere than the mapping table says
     */
    record Provider(
            @DefaultValue("") String webhookSecret,
            @DefaultValue List<String> webhookOldSecrets,
            @Nullable Shown webhookCheck) {

        Provider {
            if (webhookOldSecrets.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        "One of webhook-old-secrets is empty, and an empty secret is none; remove it.");
            }
        }

        /** Whether there is a hook at all. */
        boolean isOpen() {
            return !webhookSecret.isBlank();
        }

        List<String> secrets() {
            List<String> all = new ArrayList<>(webhookOldSecrets);
            all.add(webhookSecret);
            return all;
        }
    }

    /**
     * @param largest a longer body is refused; SendGrid alone sends up to 768 KB
     * @param snsAddress what an address must look like, as a whole, that Amazon SNS has the hub call
     */
    record Limits(
            @DefaultValue("1MB") DataSize largest,
            @DefaultValue(AMAZON) String snsAddress) {

        private static final String AMAZON = "https://sns\\.[a-z0-9-]{3,40}\\.amazonaws\\.com(\\.cn)?/[^\\s@\\\\]*";

        Limits {
            if (largest.toBytes() < 1 || largest.toMegabytes() > 100) {
                throw new IllegalArgumentException(
                        "hub.hooks.largest is %s; give a size up to 100MB, such as 1MB.".formatted(largest));
            }
            try {
                Pattern.compile(snsAddress);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "hub.hooks.sns-address is no regular expression: %s.".formatted(e.getDescription()), e);
            }
        }
    }
}
