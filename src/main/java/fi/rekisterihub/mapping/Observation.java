package fi.rekisterihub.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one record says, in the register's own fields.
 *
 * @param key the source's own key of the record
 * @param values field to value; a field that is not there was not told, a null value clears the field
 * @param company for a person with a role: {@code businessId} and {@code duty}; else empty
 */
public record Observation(String key, Map<String, @Nullable String> values, Map<String, @Nullable String> company) {}
