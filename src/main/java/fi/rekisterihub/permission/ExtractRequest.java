package fi.rekisterihub.permission;

import java.util.List;

/**
 * Of whom an extract is asked for.
 *
 * @param fields the fields of each person that it carries beside those that the channel needs; empty for the name and the
 *     language
 */
public record ExtractRequest(String registerId, String purpose, String channel, String scope, List<String> fields) {

    public ExtractRequest {
        fields = List.copyOf(fields);
    }

    /** For the list of extracts and the audit. */
    public String text() {
        return "%s, %s, %s, %s".formatted(registerId, purpose, channel, scope);
    }
}
