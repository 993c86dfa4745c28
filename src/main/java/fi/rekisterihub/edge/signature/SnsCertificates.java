package fi.rekisterihub.edge.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The certificates that Amazon SNS signs with, fetched once and kept while they are valid. */
final class SnsCertificates {

    /** Amazon has a few at a time; whoever makes up more must not fill the memory. */
    private static final int MOST = 50;

    private final AmazonAddress amazon;
    private final Map<URI, X509Certificate> known = new ConcurrentHashMap<>();

    SnsCertificates(AmazonAddress amazon) {
        this.amazon = amazon;
    }

    /**
     * @throws IOException when it cannot be had now
     * @throws GeneralSecurityException when what is there is no certificate that is valid at this time
     */
    X509Certificate at(URI address, Instant time) throws IOException, GeneralSecurityException {
        X509Certificate kept = known.get(address);
        if (kept != null && kept.getNotAfter().toInstant().isAfter(time)) {
            return kept;
        }
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(amazon.get(address)));
        certificate.checkValidity(Date.from(time));
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(address, certificate);
        return certificate;
    }
}
