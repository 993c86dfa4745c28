package fi.rekisterihub.edge;

import fi.rekisterihub.notice.CallbackTokens;
import fi.rekisterihub.notice.ClaimedBatch;
import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.NoticeLetter;
import fi.rekisterihub.notice.NoticeRows;
import fi.rekisterihub.notice.OpenDsrMessage;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.attachment.AttachmentMessage;
import org.springframework.stereotype.Component;

/** Puts a delivery into the words of each transport. */
@Component("hubNoticeMessages")
public final class NoticeMessages {

    static final String FILE_NAME = "hubFileName";
    static final String MAIL_SUBJECT = "hubMailSubject";

    private final CallbackTokens callbacks;

    public NoticeMessages(CallbackTokens callbacks) {
        this.callbacks = callbacks;
    }

    /** For HTTP: an OpenDSR request. */
    public String openDsr(@Variable(HubOutbox.DELIVERY) ClaimedDelivery delivery) {
        return OpenDsrMessage.json(delivery, callbacks.urls(delivery.recipient()));
    }

    /** For mail, of one delivery or of several: the text as body, the data as attachment, the subject in a variable. */
    public String letter(String language, Object claimed, Exchange exchange) {
        NoticeLetter letter = claimed instanceof ClaimedBatch batch
                ? NoticeLetter.of(batch, language)
                : NoticeLetter.of((ClaimedDelivery) claimed, language);
        ByteArrayDataSource data =
                new ByteArrayDataSource(letter.attachment().getBytes(StandardCharsets.UTF_8), "application/json");
        exchange.getMessage(AttachmentMessage.class).addAttachment(letter.attachmentName(), new DataHandler(data));
        exchange.setVariable(MAIL_SUBJECT, letter.subject());
        return letter.text();
    }

    /** For a file: header and rows, and the name that a repeat has again. */
    public List<List<String>> rows(@Variable(HubOutbox.DELIVERY) ClaimedBatch batch, Exchange exchange) {
        exchange.setVariable(FILE_NAME, "notices-%s.csv".formatted(batch.id()));
        return NoticeRows.of(batch.deliveries());
    }
}
