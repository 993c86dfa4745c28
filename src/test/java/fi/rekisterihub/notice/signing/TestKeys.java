package fi.rekisterihub.notice.signing;

import fi.rekisterihub.database.Secrets;
import fi.rekisterihub.notice.AnswerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.util.unit.DataSize;

/** Keys and certificates of made-up parties, and the hub's own. */
public final class TestKeys {

    private static final int EVERY_USE = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;

    private final KeyPair pair;
    private final X509Certificate certificate;

    private TestKeys(KeyPair pair, X509Certificate certificate) {
        this.pair = pair;
        this.certificate = certificate;
    }

    public static TestKeys rsa(String name) {
        return of("RSA", 2048, name, EVERY_USE, Instant.now().plus(Duration.ofDays(30)));
    }

    public static TestKeys ec(String name) {
        return of("EC", 256, name, EVERY_USE, Instant.now().plus(Duration.ofDays(30)));
    }

    /** A name with an at sign is a mail address, any other a domain. */
    public static TestKeys of(String algorithm, int bits, String name, int uses, Instant until) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            X500Principal subject = new X500Principal("CN=Esimerkki");
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(until.minus(Duration.ofDays(400))),
                    Date.from(until),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(uses));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            new GeneralName(name.contains("@") ? GeneralName.rfc822Name : GeneralName.dNSName, name)));
            byte[] encoded = builder.build(
                            new JcaContentSignerBuilder(BodySignature.algorithm(algorithm)).build(pair.getPrivate()))
                    .getEncoded();
            return new TestKeys(pair, Pem.certificate(Pem.write("CERTIFICATE", encoded), "a test"));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String sign(byte[] body) {
        return BodySignature.sign(pair.getPrivate(), body);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public java.security.PrivateKey privateKey() {
        return pair.getPrivate();
    }

    /** Writes the certificate, and answers the file's path for a setting. */
    public String certificateIn(Path folder, String name) {
        try {
            return Files.writeString(folder.resolve(name), Pem.write("CERTIFICATE", certificate.getEncoded()))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String keyIn(Path folder, String name) {
        try {
            return Files.writeString(
                            folder.resolve(name),
                            Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded()))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of a hub that was just started for the first time. */
    public static HubKey hub(Secrets secrets, String domain) {
        return new HubKeyMaker(Path.of("."), noController()).key(secrets, domain);
    }

    /** These keys as a hub's own. */
    public HubKey asHub(String domain) {
        return new HubKey(pair.getPrivate(), certificate, domain);
    }

    /** Nobody whose signature is known. */
    public static KnownParties nobody() {
        return parties(Map.of(), Clock.systemUTC());
    }

    /** @param processors recipients by id, whose answers must be signed as {@code <id>.example} */
    public static KnownParties parties(Map<String, TestKeys> processors, Clock clock) {
        try {
            Path folder = Files.createTempDirectory("certificates");
            Map<String, AnswerSettings.Recipient> recipients = new LinkedHashMap<>();
            processors.forEach((id, keys) -> recipients.put(
                    id,
                    new AnswerSettings.Recipient(
                            null, id + ".example", keys.certificateIn(folder, id + ".pem"), null)));
            return new KnownParties(folder, new AnswerSettings(Duration.ofDays(14), recipients), noController(), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param controllers whose processor the hub is, by a word, each signing as the domain given with it */
    public static OpenDsrSettings controllers(Map<String, TestKeys> controllers, String domain) {
        try {
            Path folder = Files.createTempDirectory("certificates");
            Map<String, OpenDsrSettings.Controller> known = new LinkedHashMap<>();
            controllers.forEach((id, keys) -> known.put(
                    id,
                    new OpenDsrSettings.Controller(
                            domain, keys.certificateIn(folder, id + ".pem"), Set.of("sofor-asiakasrekisteri"), null)));
            return new OpenDsrSettings(null, null, null, DataSize.ofKilobytes(8), Duration.ofDays(30), known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One recipient whose mails are encrypted. */
    public static KnownParties mailbox(String recipient, TestKeys keys, Clock clock) {
        try {
            Path folder = Files.createTempDirectory("certificates");
            return new KnownParties(
                    folder,
                    new AnswerSettings(
                            Duration.ofDays(14),
                            Map.of(
                                    recipient,
                                    new AnswerSettings.Recipient(
                                            null, null, null, keys.certificateIn(folder, "mail.pem")))),
                    noController(),
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static KnownParties parties(OpenDsrSettings settings) {
        return new KnownParties(
                Path.of("."), new AnswerSettings(Duration.ofDays(14), Map.of()), settings, Clock.systemUTC());
    }

    public static OpenDsrSettings noController() {
        return new OpenDsrSettings(null, null, null, DataSize.ofKilobytes(256), Duration.ofDays(30), Map.of());
    }
}
