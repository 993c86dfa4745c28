package fi.rekisterihub.notice.signing;

import fi.rekisterihub.notice.AnswerSettings;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of recipients and of controllers, read at the start: one that cannot be read or is of the wrong kind stops
 * it. One that has expired does not, since that would stop the opt-outs of everybody else too; it verifies and encrypts
 * nothing any more.
 */
public final class KnownParties {

    private static final Logger LOG = LoggerFactory.getLogger(KnownParties.class);

    private final Map<String, Party> processors = new LinkedHashMap<>();
    private final Map<String, Party> controllers = new LinkedHashMap<>();
    private final Map<String, X509Certificate> mailboxes = new LinkedHashMap<>();
    private final Clock clock;

    /**
     * Somebody whose signatures are known.
     *
     * @param id the word of the settings
     */
    public record Party(String id, String domain, X509Certificate certificate) {}

    /** What a signature is worth. */
    public enum Judgement {
        GENUINE,
        /** Nobody's of whom we have a certificate. */
        UNKNOWN,
        FORGED,
        /** It fits, but the certificate is not valid today. */
        EXPIRED
    }

    public KnownParties(Path home, AnswerSettings recipients, OpenDsrSettings settings, Clock clock) {
        this.clock = clock;
        recipients.recipients().forEach((id, recipient) -> {
            String where = "hub.notice.recipients.%s.".formatted(id);
            String signing = recipient.signingCertificate();
            if (signing != null) {
                String setting = where + "signing-certificate";
                String domain = recipient.domain();
                if (domain == null) {
                    throw new IllegalArgumentException(
                            "%s is given without %sdomain; write the domain that the recipient signs as."
                                    .formatted(setting, where));
                }
                processors.put(
                        id,
                        new Party(
                                id,
                                OpenDsrSettings.checked(where + "domain", domain),
                                read(home, signing, setting, Certificates::expectSigning)));
            }
            String mail = recipient.certificate();
            if (mail != null) {
                mailboxes.put(id, read(home, mail, where + "certificate", Certificates::expectEncryption));
            }
        });
        settings.controllers()
                .forEach((id, controller) -> controllers.put(
                        id,
                        new Party(
                                id,
                                controller.domain(),
                                read(
                                        home,
                                        controller.certificate(),
                                        "hub.opendsr.controllers.%s.certificate".formatted(id),
                                        Certificates::expectSigning))));
    }

    private X509Certificate read(Path home, String file, String setting, BiConsumer<X509Certificate, String> expect) {
        X509Certificate certificate = Pem.certificate(Pem.file(home, file, setting), setting);
        expect.accept(certificate, setting);
        expired(certificate).ifPresent(why -> LOG.error("{} {}; put in a new one.", setting, why));
        return certificate;
    }

    /** The recipient whose answers must be signed; empty for one that gave no certificate. */
    public Optional<Party> processor(String id) {
        return Optional.ofNullable(processors.get(id));
    }

    public Optional<Party> processorOf(@Nullable String domain) {
        return of(processors, domain);
    }

    public Optional<Party> controllerOf(@Nullable String domain) {
        return of(controllers, domain);
    }

    public Optional<Party> controller(String id) {
        return Optional.ofNullable(controllers.get(id));
    }

    /** For whom a recipient's mails are encrypted; empty when they are not. */
    public Optional<X509Certificate> mailbox(String recipient) {
        return Optional.ofNullable(mailboxes.get(recipient));
    }

    /** Says since when it is not valid; empty when it is. */
    public Optional<String> expired(X509Certificate certificate) {
        return Certificates.expired(certificate, clock.instant());
    }

    public Judgement judge(Party party, byte[] body, @Nullable String signature) {
        if (!BodySignature.verifies(party.certificate().getPublicKey(), body, signature)) {
            return Judgement.FORGED;
        }
        return expired(party.certificate()).isPresent() ? Judgement.EXPIRED : Judgement.GENUINE;
    }

    private static Optional<Party> of(Map<String, Party> parties, @Nullable String domain) {
        String wanted = domain == null ? "" : domain.strip().toLowerCase(Locale.ROOT);
        return parties.values().stream()
                .filter(party -> party.domain().equals(wanted))
                .findFirst();
    }
}
