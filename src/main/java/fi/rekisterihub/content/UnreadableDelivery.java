package fi.rekisterihub.content;

import org.jspecify.annotations.Nullable;

/** What came is not what the feed sends at all. The delivery or its run fails and says why; nothing is applied. */
public final class UnreadableDelivery extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableDelivery(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
