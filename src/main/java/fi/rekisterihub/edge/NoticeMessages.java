package fi.rekisterihub.edge;

import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.OpenDsrMessage;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Puts a delivery into the words of each transport. */
@Component("hubNoticeMessages")
public final class NoticeMessages {

    /** For HTTP: an OpenDSR request. */
    public String openDsr(@Variable(HubOutbox.DELIVERY) ClaimedDelivery delivery) {
        return OpenDsrMessage.json(delivery);
    }
}
