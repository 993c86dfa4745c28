package fi.rekisterihub.notice.signing;

import fi.rekisterihub.database.Secrets;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The key of the settings, or one that the hub makes at its first start and keeps in the table {@code secret}: P-256, which
 * signs several times as fast as RSA of the same strength.
 */
final class HubKeyMaker {

    private static final String SECRET = "opendsr-key";
    private static final int YEARS = 10;
    private static final int SERIAL_BITS = 120;

    private final Path home;
    private final OpenDsrSettings settings;

    HubKeyMaker(Path home, OpenDsrSettings settings) {
        this.home = home;
        this.settings = settings;
    }

    HubKey key(Secrets secrets, String domain) {
        String key = settings.key();
        String certificate = settings.certificate();
        if (key == null || certificate == null) {
            String both = secrets.text(SECRET, () -> fresh(domain));
            return new HubKey(
                    Pem.key(both, "EC", "The secret " + SECRET), Pem.certificate(both, "The secret " + SECRET), domain);
        }
        X509Certificate given =
                Pem.certificate(Pem.file(home, certificate, "hub.opendsr.certificate"), "hub.opendsr.certificate");
        Certificates.expectSigning(given, "hub.opendsr.certificate");
        Certificates.expired(given, Instant.now()).ifPresent(why -> {
            throw new IllegalArgumentException("hub.opendsr.certificate %s; put in a new one.".formatted(why));
        });
        PrivateKey secret = Pem.key(
                Pem.file(home, key, "hub.opendsr.key"), given.getPublicKey().getAlgorithm(), "hub.opendsr.key");
        byte[] probe = {1};
        if (!BodySignature.verifies(given.getPublicKey(), probe, BodySignature.sign(secret, probe))) {
            throw new IllegalArgumentException(
                    "hub.opendsr.key and hub.opendsr.certificate do not belong together; give the certificate of that key.");
        }
        return new HubKey(secret, given, domain);
    }

    private static String fresh(String domain) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded())
                    + Pem.write("CERTIFICATE", selfSigned(pair, domain).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make a key on P-256, which every Java can.", e);
        }
    }

    private static X509Certificate selfSigned(KeyPair pair, String domain) throws CertificateEncodingException {
        Instant now = Instant.now();
        X500Principal name = new X500Principal("CN=" + domain);
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                    Date.from(now.minus(1, ChronoUnit.DAYS)),
                    Date.from(now.plus(YEARS * 365L, ChronoUnit.DAYS)),
                    name,
                    pair.getPublic());
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, domain)));
            return Pem.certificate(
                    Pem.write(
                            "CERTIFICATE",
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                                    .getEncoded()),
                    "The new certificate");
        } catch (CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("A certificate for the hub's key cannot be made.", e);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("A certificate for the hub's key cannot be written.", e);
        }
    }

    /** The host of the public address, where no domain is given. */
    static String domain(OpenDsrSettings settings, Optional<String> publicHost) {
        String given = settings.domain();
        return given != null ? given : publicHost.orElse("localhost");
    }
}
