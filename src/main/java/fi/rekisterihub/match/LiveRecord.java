package fi.rekisterihub.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as a {@link LiveIndex} takes it.
 *
 * @param values in the order of the index's types; null where nothing is known
 */
public record LiveRecord(long id, List<? extends @Nullable String> values) {}
