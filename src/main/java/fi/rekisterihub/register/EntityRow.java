package fi.rekisterihub.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A company or a person in a list.
 *
 * @param businessId of companies
 * @param detail a person's title, a company's industry
 */
public record EntityRow(
        long id,
        String registerId,
        String name,
        @Nullable String businessId,
        @Nullable String detail,
        @Nullable String city,
        Instant updatedAt) {}
