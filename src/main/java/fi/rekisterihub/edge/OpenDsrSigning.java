package fi.rekisterihub.edge;

import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.notice.signing.HubKey;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Signs what is posted to processors, by the hub's key. */
@Component("hubOpenDsrSigning")
public final class OpenDsrSigning {

    private final HubKey key;

    public OpenDsrSigning(HubKey key) {
        this.key = key;
    }

    /** Makes the body the very bytes that go out, and signs them. */
    public void sign(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = String.valueOf(message.getBody(String.class)).getBytes(StandardCharsets.UTF_8);
        message.setBody(body);
        message.setHeader(BodySignature.CONTROLLER_HEADER, key.domain());
        message.setHeader(BodySignature.HEADER, key.sign(body));
    }
}
