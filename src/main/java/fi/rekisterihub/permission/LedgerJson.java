package fi.rekisterihub.permission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What the ledger's statements are given as JSON. Its own mapper, so that a setting for the web does not change evidence. */
final class LedgerJson {

    private static final JsonMapper JSON = new JsonMapper();

    private LedgerJson() {}

    /** @throws IllegalArgumentException when the value is of a kind that JSON has no form for */
    static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The evidence or the subjects of an act cannot be written as JSON.", e);
        }
    }
}
