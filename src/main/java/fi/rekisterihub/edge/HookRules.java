package fi.rekisterihub.edge;

import fi.rekisterihub.edge.signature.AmazonAddress;
import fi.rekisterihub.edge.signature.Signatures;
import fi.rekisterihub.mapping.HookRule;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.SignatureRule.Secret;
import fi.rekisterihub.mapping.SignatureRule.Shown;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Finds the rule of a provider's hook: what its mapping table says, under the settings of this hub. */
@Component
class HookRules implements ApplicationRunner {

    /** Of a caller without a table, such as a directory that only says that something has changed. */
    private static final HookRule PLAIN = new HookRule(new Secret(Shown.QUERY, "secret"), false);

    private final HookSettings settings;
    private final Mappings mappings;
    private final Signatures signatures;
    private final AmazonAddress amazon;

    HookRules(HookSettings settings, Mappings mappings) {
        this.settings = settings;
        this.mappings = mappings;
        this.amazon = new AmazonAddress(Pattern.compile(settings.hooks().snsAddress()));
        this.signatures = new Signatures(amazon);
    }

    Signatures signatures() {
        return signatures;
    }

    AmazonAddress amazon() {
        return amazon;
    }

    /** Empty while the provider's table waits to be mended: a guess could let in anybody. */
    Optional<HookRule> of(String provider, HookSettings.Provider settingsOfIt) {
        String feed = provider + "-event";
        if (mappings.closed().contains(feed) && mappings.find(feed).isEmpty()) {
            return Optional.empty();
        }
        HookRule rule = mappings.find(feed).flatMap(Mapping::hook).orElse(PLAIN);
        Shown shown = settingsOfIt.webhookCheck();
        return Optional.of(
                shown != null && rule.signature() instanceof Secret secret
                        ? new HookRule(new Secret(shown, secret.name()), rule.keepsRepeats())
                        : rule);
    }

    /** A secret that cannot be one stops the start: every call would be turned away, and nobody would know why. */
    @Override
    public void run(ApplicationArguments arguments) {
        settings.providers().forEach((name, provider) -> {
            if (provider.isOpen()) {
                of(name, provider).ifPresent(rule -> provider.secrets()
                        .forEach(secret -> Signatures.flaw(rule.signature(), secret)
                                .ifPresent(flaw -> {
                                    throw new IllegalArgumentException(
                                            "hub.providers.%s.webhook-secret %s.".formatted(name, flaw));
                                })));
            }
        });
    }
}
