package fi.rekisterihub.notice.signing;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** What a certificate must be good for. Messages name the setting and the day, which is all that an operator needs. */
public final class Certificates {

    private static final int SIGNS = 0;
    private static final int ENCIPHERS = 2;
    private static final int MAIL_NAME = 1;
    private static final int SHORTEST_RSA = 2048;

    private Certificates() {}

    /** Says since when, or until when, it is not valid; empty when it is. */
    public static Optional<String> expired(X509Certificate certificate, Instant now) {
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return Optional.of("expired on " + certificate.getNotAfter().toInstant());
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of(
                    "is valid only from " + certificate.getNotBefore().toInstant());
        }
        return Optional.empty();
    }

    static void expectSigning(X509Certificate certificate, String setting) {
        BodySignature.algorithm(certificate.getPublicKey().getAlgorithm());
        expectUse(certificate, SIGNS, "digital signatures", setting);
        expectLength(certificate, setting);
    }

    /** Mails are encrypted for RSA keys, which every mail program has. */
    static void expectEncryption(X509Certificate certificate, String setting) {
        if (!certificate.getPublicKey().getAlgorithm().equals("RSA")) {
            throw new IllegalArgumentException(
                    "%s is for a key of %s; mails are encrypted for RSA keys. Ask for an RSA certificate."
                            .formatted(setting, certificate.getPublicKey().getAlgorithm()));
        }
        expectUse(certificate, ENCIPHERS, "the encryption of keys", setting);
        expectLength(certificate, setting);
    }

    private static void expectUse(X509Certificate certificate, int bit, String what, String setting) {
        boolean[] uses = certificate.getKeyUsage();
        if (uses != null && !uses[bit]) {
            throw new IllegalArgumentException(
                    "%s is a certificate that is not made for %s; ask its owner for one that is."
                            .formatted(setting, what));
        }
    }

    private static void expectLength(X509Certificate certificate, String setting) {
        if (certificate.getPublicKey() instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
            throw new IllegalArgumentException("%s has an RSA key of %d bits; take one of at least %d."
                    .formatted(setting, rsa.getModulus().bitLength(), SHORTEST_RSA));
        }
    }

    /** The mail addresses that it is made out to, in lower case; a certificate of an organisation may have none. */
    public static Set<String> addresses(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            Set<String> found = (names == null ? List.<List<?>>of() : names)
                    .stream()
                            .filter(name -> Integer.valueOf(MAIL_NAME).equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet());
            return found.isEmpty() ? ofSubject(certificate) : found;
        } catch (CertificateParsingException | InvalidNameException unreadable) {
            return Set.of();
        }
    }

    private static Set<String> ofSubject(X509Certificate certificate) throws InvalidNameException {
        String subject = certificate
                .getSubjectX500Principal()
                .getName("RFC2253", java.util.Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS"));
        return new LdapName(subject)
                .getRdns().stream()
                        .filter(part -> part.getType().equalsIgnoreCase("EMAILADDRESS"))
                        .map(part -> String.valueOf(part.getValue()).toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
    }
}
