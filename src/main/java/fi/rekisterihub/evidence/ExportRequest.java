package fi.rekisterihub.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What evidence is asked for. Neither entity nor recipient: everything.
 *
 * @param entity a person or company, with all who are one with it
 * @param recipient who was told
 * @param from sealed at this time or later
 * @param until sealed before this time
 * @param contents with what was told and answered in the clear, as far as it is still there
 * @param heads numbers of blocks whose headers somebody keeps and will hold the bundle against
 */
public record ExportRequest(
        @Nullable Long entity,
        @Nullable String recipient,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean contents,
        List<Long> heads) {

    public ExportRequest {
        if (entity != null && recipient != null) {
            throw new IllegalArgumentException("Ask for a person or for a recipient, not for both.");
        }
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("The period must begin before it ends.");
        }
    }

    /** For the audit trail: ids only. */
    public String text() {
        String what = entity != null ? "entity " + entity : recipient != null ? "recipient " + recipient : "everything";
        return what
                + (from == null ? "" : " from " + from)
                + (until == null ? "" : " until " + until)
                + (contents ? " with contents" : "");
    }
}
