package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.mapping.HookRule;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.mapping.SignatureRule.Secret;
import fi.rekisterihub.mapping.SignatureRule.Shown;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.util.unit.DataSize;

class HookRulesTest {

    private static final Mappings SHIPPED = ShippedMappings.read();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sendgrid | no-key | hub.providers.sendgrid.webhook-secret is no public key",
                "amazon-ses | secret | hub.providers.amazon-ses.webhook-secret is no ARN of a topic"
            })
    void stopsTheStartForASecretThatCannotBeOne(String provider, String secret, String said) {
        HookRules rules = new HookRules(settings(provider, secret, null), SHIPPED);
        assertThatThrownBy(() -> rules.run(new DefaultApplicationArguments()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({"mailgun, any key", "amazon-ses, arn:aws:sns:eu-north-1:123456789012:ses-events", "sendgrid, ''"})
    void startsWithASecretThatCan(String provider, String secret) {
        new HookRules(settings(provider, secret, null), SHIPPED).run(new DefaultApplicationArguments());
    }

    @Test
    void letsTheSettingsSayWhereASecretIsShown() {
        assertThat(ruleOf("brevo", null, SHIPPED)).isEqualTo(new HookRule(new Secret(Shown.BEARER, "secret"), false));
        assertThat(ruleOf("brevo", Shown.BASIC, SHIPPED))
                .isEqualTo(new HookRule(new Secret(Shown.BASIC, "secret"), false));
        assertThat(ruleOf("mailgun", Shown.QUERY, SHIPPED).signature()).isNotInstanceOf(Secret.class);
    }

    @Test
    void guessesNothingWhileATableIsWrong() {
        Mappings wrong = ShippedMappings.with("sendgrid-event", "feed: sendgrid-event\nrecord: permission\nhook: {}\n");
        HookSettings settings = settings("sendgrid", "key", null);
        assertThat(new HookRules(settings, wrong)
                        .of("sendgrid", settings.providers().get("sendgrid")))
                .isEmpty();
    }

    @Test
    void refusesSettingsThatCannotBeMeant() {
        assertThatThrownBy(() -> new HookSettings.Provider("new", List.of("old", " "), null))
                .hasMessageContaining("webhook-old-secrets");
        assertThatThrownBy(() -> new HookSettings.Limits(DataSize.ofMegabytes(1), "https://(sns"))
                .hasMessageContaining("hub.hooks.sns-address");
        assertThatThrownBy(() -> new HookSettings.Limits(DataSize.ofGigabytes(1), ".*"))
                .hasMessageContaining("hub.hooks.largest");
    }

    private static HookRule ruleOf(String provider, @Nullable Shown shown, Mappings mappings) {
        HookSettings settings = settings(provider, "key", shown);
        return new HookRules(settings, mappings)
                .of(provider, settings.providers().get(provider))
                .orElseThrow();
    }

    private static HookSettings settings(String provider, String secret, @Nullable Shown shown) {
        return new HookSettings(
                null,
                Map.of(provider, new HookSettings.Provider(secret, List.of(), shown)),
                new HookSettings.Limits(DataSize.ofMegabytes(1), "https://sns.example/.*"));
    }
}
