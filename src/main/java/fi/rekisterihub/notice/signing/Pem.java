package fi.rekisterihub.notice.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates as text (RFC 7468). A message names the setting and the file, never what is in it. */
final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

    private Pem() {}

    /** @throws IllegalArgumentException with what to do, when there is no such file */
    static String file(Path home, String name, String setting) {
        Path file = home.resolve(name);
        try {
            return Files.readString(file);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "%s names %s, which cannot be read (%s); put the PEM file there."
                            .formatted(setting, file, e.getClass().getSimpleName()),
                    e);
        }
    }

    static X509Certificate certificate(String text, String setting) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(("-----BEGIN CERTIFICATE-----"
                                    + block(CERTIFICATE, text, setting, "CERTIFICATE") + "-----END CERTIFICATE-----")
                            .getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "%s holds no X.509 certificate that can be read; export it anew as PEM.".formatted(setting), e);
        }
    }

    static PrivateKey key(String text, String algorithm, String setting) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(block(KEY, text, setting, "PRIVATE KEY"));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s holds no key for %s in PKCS #8 without a password; convert it with openssl pkcs8 -topk8 -nocrypt."
                            .formatted(setting, algorithm),
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java knows no keys for %s.".formatted(algorithm), e);
        }
    }

    static String write(String what, byte[] bytes) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes));
    }

    private static String block(Pattern wanted, String text, String setting, String what) {
        Matcher found = wanted.matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException(
                    "%s holds no block 'BEGIN %s'; give a PEM file with one.".formatted(setting, what));
        }
        return found.group(1);
    }
}
