package fi.rekisterihub.notice.signing;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the hub shows who it is, and whose requests it takes.
 *
 * @param domain by which others know it; else the host of hub.public-url
 * @param key PEM file with the private key, below hub.home; else the hub makes one at its first start
 * @param certificate PEM file with the certificate of that key
 * @param largest a longer request is refused
 * @param answerWithin by when a request of another controller is expected to be done, as it is told
 * @param controllers whose processor the hub is, by a word of the operator's
 */
@ConfigurationProperties("hub.opendsr")
public record OpenDsrSettings(
        @Nullable String domain,
        @Nullable String key,
        @Nullable String certificate,
        @DefaultValue("256KB") DataSize largest,
        @DefaultValue("30d") Duration answerWithin,
        @DefaultValue Map<String, Controller> controllers) {

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    /**
     * @param domain as it stands in X-OpenDSR-Controller-Domain; callbacks go to it and its subdomains only
     * @param certificate PEM file, below hub.home
     * @param registers the ids of the registers that are kept for it: it reaches nobody in another
     * @param feed whose keys are the controller's own ids of its customers, by which its requests name people
     */
    public record Controller(
            String domain,
            String certificate,
            @DefaultValue Set<String> registers,
            @Nullable String feed) {

        public Controller {
            domain = checked("hub.opendsr.controllers.<id>.domain", domain);
        }
    }

    public OpenDsrSettings {
        domain = domain == null || domain.isBlank() ? null : checked("hub.opendsr.domain", domain);
        if ((key == null) != (certificate == null)) {
            throw new IllegalArgumentException(
                    "Only one of hub.opendsr.key and hub.opendsr.certificate is given; give both, or none to have the hub make them.");
        }
        if (largest.toBytes() < 1 || largest.toMegabytes() > 10) {
            throw new IllegalArgumentException(
                    "hub.opendsr.largest is %s; give a size up to 10MB, such as 256KB.".formatted(largest));
        }
        if (answerWithin.isNegative() || answerWithin.isZero()) {
            throw new IllegalArgumentException(
                    "hub.opendsr.answer-within is %s; give a time such as 30d.".formatted(answerWithin));
        }
        Set<String> domains = new HashSet<>();
        controllers.forEach((id, controller) -> {
            if (controller.registers().isEmpty()) {
                throw new IllegalArgumentException(
                        "hub.opendsr.controllers.%s.registers is missing; list the ids of the registers that you keep for this controller."
                                .formatted(id));
            }
            if (!domains.add(controller.domain())) {
                throw new IllegalArgumentException(
                        "hub.opendsr.controllers.%s has a domain that another controller has too; each needs its own."
                                .formatted(id));
            }
        });
    }

    static String checked(String setting, String domain) {
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException(
                    "%s is no host name; write one such as hub.example.fi.".formatted(setting));
        }
        return domain.toLowerCase(Locale.ROOT);
    }
}
