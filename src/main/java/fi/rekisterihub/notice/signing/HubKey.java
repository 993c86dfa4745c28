package fi.rekisterihub.notice.signing;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/** The key with which the hub signs what it tells others, and the certificate by which they verify it. */
public final class HubKey {

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final String domain;

    HubKey(PrivateKey key, X509Certificate certificate, String domain) {
        this.key = key;
        this.certificate = certificate;
        this.domain = domain;
    }

    /** By which others know the hub. */
    public String domain() {
        return domain;
    }

    /** Base64, as {@link BodySignature} has it. */
    public String sign(byte[] body) {
        return BodySignature.sign(key, body);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** For signing in other forms, such as S/MIME. */
    public PrivateKey privateKey() {
        return key;
    }

    public String certificatePem() {
        try {
            return Pem.write("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("The certificate of the hub cannot be written.", e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "the key of " + domain;
    }
}
