package fi.rekisterihub.edge;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the routes write to processors by mail, to know whose word an answer is.
 *
 * @param processors by the id of the recipient; what else the routes are told of them is theirs
 */
@ConfigurationProperties("hub")
public record ProcessorAddresses(@DefaultValue Map<String, Processor> processors) {

    /** @param mail null for one that is not written to */
    public record Processor(@Nullable String mail) {}

    /**
     * Whether a mail from this address may be the recipient's: the address that is written to, or another of its domain, since
     * a person answers what went to an office.
     */
    boolean mayBe(String recipient, String from) {
        Processor processor = processors.get(recipient);
        String mail = processor == null ? null : processor.mail();
        return mail != null && (mail.equalsIgnoreCase(from) || domain(mail).equals(domain(from)));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
