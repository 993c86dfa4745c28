package fi.rekisterihub.edge;

import java.io.IOException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** Why a source could not be read, in one sentence without anything of what it sent. */
final class SourceTrouble {

    private SourceTrouble() {}

    static String say(Throwable cause) {
        if (cause instanceof HttpOperationFailedException http) {
            return switch (http.getStatusCode()) {
                case 401, 403 -> "The source refused the hub's credentials (HTTP %d).".formatted(http.getStatusCode());
                case 429 -> "The source asks to be left alone for a while (HTTP 429).";
                default -> "The source answered HTTP %d.".formatted(http.getStatusCode());
            };
        }
        if (cause instanceof SourceRefused refused) {
            return String.valueOf(refused.getMessage());
        }
        if (cause instanceof fi.rekisterihub.content.UnreadableDelivery unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
        if (cause instanceof fi.rekisterihub.intake.NotKept disk) {
            return String.valueOf(disk.getMessage());
        }
        if (cause instanceof AnswerCap.AnswerWithoutEnd endless) {
            return String.valueOf(endless.getMessage());
        }
        if (cause instanceof ConnectionClosedException || cause instanceof TruncatedChunkException) {
            return "The source broke the line in the middle of its answer.";
        }
        if (cause instanceof IOException) {
            return "The source cannot be reached (%s)."
                    .formatted(cause.getClass().getSimpleName());
        }
        return "The hub itself failed (%s); see the log at this time."
                .formatted(cause.getClass().getSimpleName());
    }

    /** The source said no in a way that asking about somebody else will not change. */
    static final class SourceRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SourceRefused(String message) {
            super(message);
        }
    }
}
