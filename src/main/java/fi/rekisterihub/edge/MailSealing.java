package fi.rekisterihub.edge;

import fi.rekisterihub.notice.ClaimedBatch;
import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.signing.Certificates;
import fi.rekisterihub.notice.signing.HubKey;
import fi.rekisterihub.notice.signing.KnownParties;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.mail.smime.SMIMEEnvelopedGenerator;
import org.bouncycastle.mail.smime.SMIMEException;
import org.bouncycastle.mail.smime.SMIMESignedGenerator;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs and encrypts mails to recipients whose certificate is given (S/MIME, RFC 8551): signed first, so that only the recipient
 * sees who has signed. When that cannot be done, nothing is sent; there is no way from here to a plain mail.
 */
@Component("hubMailSealing")
public final class MailSealing {

    private final KnownParties parties;
    private final HubKey key;

    public MailSealing(KnownParties parties, HubKey key) {
        this.parties = parties;
        this.key = key;
    }

    /** A mail that must be encrypted and cannot be. */
    static final class CannotSeal extends Exception {

        private static final long serialVersionUID = 1;

        private final String sentence;

        CannotSeal(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
            this.sentence = sentence;
        }

        /** For the operator. */
        String sentence() {
            return sentence;
        }
    }

    /** Makes the message that is about to be sent a sealed one, where the recipient has a certificate. */
    public void seal(String to, Exchange exchange) throws CannotSeal {
        String recipient = recipient(exchange.getVariable(HubOutbox.DELIVERY));
        X509Certificate certificate =
                recipient == null ? null : parties.mailbox(recipient).orElse(null);
        if (recipient == null || certificate == null) {
            return;
        }
        check(recipient, certificate, to);
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        try {
            NamedMessage sealed = encrypted(signed(content(message)), certificate, message);
            sealed.setRecipient(RecipientType.TO, new InternetAddress(to));
            message.setBody(sealed);
            message.setAttachments(Map.of());
        } catch (MessagingException
                | SMIMEException
                | CMSException
                | OperatorCreationException
                | CertificateEncodingException
                | IOException e) {
            throw new CannotSeal(
                    "The mail could not be signed and encrypted for %s, so it was not sent; check its certificate."
                            .formatted(recipient),
                    e);
        }
    }

    private void check(String recipient, X509Certificate certificate, String to) throws CannotSeal {
        String expired = parties.expired(certificate).orElse(null);
        if (expired != null) {
            throw new CannotSeal(
                    "The certificate of %s %s, so the mail was not sent; put in a new one."
                            .formatted(recipient, expired),
                    null);
        }
        Set<String> addresses = Certificates.addresses(certificate);
        if (!addresses.isEmpty() && !addresses.contains(to.toLowerCase(Locale.ROOT))) {
            throw new CannotSeal(
                    "The certificate of %s is made out to another address than the one that is written to, so the mail was not sent."
                            .formatted(recipient),
                    null);
        }
    }

    private static @Nullable String recipient(@Nullable Object claimed) {
        if (claimed instanceof ClaimedBatch batch) {
            return batch.deliveries().get(0).recipient();
        }
        return claimed instanceof ClaimedDelivery delivery ? delivery.recipient() : null;
    }

    private static MimeBodyPart content(AttachmentMessage message) throws MessagingException {
        MimeMultipart parts = new MimeMultipart("mixed");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(message.getBody(String.class), StandardCharsets.UTF_8.name());
        parts.addBodyPart(text);
        for (Map.Entry<String, DataHandler> attachment :
                message.getAttachments().entrySet()) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(attachment.getValue());
            part.setFileName(attachment.getKey());
            // Bytes as they are would be changed on the way, and the signature with them.
            part.setHeader("Content-Transfer-Encoding", "base64");
            parts.addBodyPart(part);
        }
        MimeBodyPart whole = new MimeBodyPart();
        whole.setContent(parts);
        return whole;
    }

    private MimeBodyPart signed(MimeBodyPart content)
            throws SMIMEException, OperatorCreationException, CertificateEncodingException, MessagingException {
        SMIMESignedGenerator generator = new SMIMESignedGenerator();
        generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                .build(
                        key.privateKey().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA",
                        key.privateKey(),
                        key.certificate()));
        generator.addCertificates(new JcaCertStore(List.of(key.certificate())));
        MimeBodyPart signed = new MimeBodyPart();
        signed.setContent(generator.generate(content));
        return signed;
    }

    private NamedMessage encrypted(MimeBodyPart signed, X509Certificate certificate, Message message)
            throws CertificateEncodingException, SMIMEException, CMSException, MessagingException, IOException {
        SMIMEEnvelopedGenerator generator = new SMIMEEnvelopedGenerator();
        generator.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(certificate));
        MimeBodyPart enveloped =
                generator.generate(signed, new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).build());
        NamedMessage mail = new NamedMessage(header(message, "Message-ID"));
        mail.setFrom(new InternetAddress(header(message, "From")));
        mail.setSubject(header(message, "Subject"), StandardCharsets.UTF_8.name());
        mail.setHeader("Message-ID", header(message, "Message-ID"));
        mail.setHeader("Auto-Submitted", header(message, "Auto-Submitted"));
        mail.setContent(enveloped.getContent(), enveloped.getContentType());
        mail.setHeader("Content-Transfer-Encoding", "base64");
        mail.setDisposition("attachment; filename=\"smime.p7m\"");
        return mail;
    }

    private static String header(Message message, String name) {
        return message.getHeader(name, "", String.class);
    }
}
