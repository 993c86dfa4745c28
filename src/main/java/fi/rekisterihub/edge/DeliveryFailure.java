package fi.rekisterihub.edge;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception means for a delivery. The message names status and kind of error only: a remote answer may quote
 * the personal data that it was sent.
 *
 * @param message for the operator
 * @param forGood whether trying again is of no use
 * @param retryAfter how long the recipient asks to be left alone
 */
public record DeliveryFailure(
        String message, boolean forGood, @Nullable Duration retryAfter) {

    private static final Set<Integer> CLIENT_ERRORS_THAT_PASS = Set.of(408, 425, 429);
    private static final int LONGEST_MESSAGE = 300;

    /** The route came to its end and nobody said that the recipient took it. */
    static DeliveryFailure forgotten() {
        return again("The route ended without saying that it was sent; end it with kamelet:hub-notice-sent-sink.");
    }

    public static DeliveryFailure of(Throwable cause) {
        if (find(cause, HttpOperationFailedException.class) instanceof HttpOperationFailedException answer) {
            return answered(answer.getStatusCode(), answer.getResponseHeaders());
        }
        if (find(cause, Receipts.UnprovenAnswer.class) instanceof Receipts.UnprovenAnswer unproven) {
            return unproven.expired()
                    ? again(
                            "The recipient signed its answer with a certificate that is not valid today; ask it for a new one.")
                    : again(
                            "The recipient's answer is not signed with its key, so it may be somebody else's; check its certificate.");
        }
        if (find(cause, MailSealing.CannotSeal.class) instanceof MailSealing.CannotSeal open) {
            return again(open.sentence());
        }
        if (find(cause, IOException.class) instanceof IOException broken) {
            return again("%s: %s".formatted(broken.getClass().getSimpleName(), broken.getMessage()));
        }
        return again(
                "The route failed with %s.".formatted(root(cause).getClass().getName()));
    }

    public static DeliveryFailure ofStatus(int status) {
        return answered(status, null);
    }

    private static DeliveryFailure answered(int status, @Nullable Map<String, String> headers) {
        if (status >= 400 && status < 500 && !CLIENT_ERRORS_THAT_PASS.contains(status)) {
            return new DeliveryFailure(
                    "The recipient turned it down with HTTP %d; mend the cause, then try again.".formatted(status),
                    true,
                    null);
        }
        String message = status >= 300 && status < 400
                ? "The recipient answered with a redirect (HTTP %d), which is not followed; correct its address."
                        .formatted(status)
                : "The recipient answered HTTP %d.".formatted(status);
        return new DeliveryFailure(message, false, RetryAfter.of(headers, Clock.systemUTC()));
    }

    private static DeliveryFailure again(String message) {
        String oneLine = message.replaceAll("\\p{Cntrl}+", " ");
        return new DeliveryFailure(
                oneLine.length() > LONGEST_MESSAGE ? oneLine.substring(0, LONGEST_MESSAGE) : oneLine, false, null);
    }

    private static @Nullable Throwable find(Throwable cause, Class<? extends Throwable> kind) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return at;
            }
        }
        return null;
    }

    private static Throwable root(Throwable cause) {
        Throwable at = cause;
        while (at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        return at;
    }
}
