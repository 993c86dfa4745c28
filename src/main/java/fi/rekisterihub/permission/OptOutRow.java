package fi.rekisterihub.permission;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an opt-out list, as the list says it.
 *
 * @param recordKey the entry's key within the list
 * @param channel {@code phone}, {@code sms}, {@code email} or {@code post}
 * @param phone for phone and sms, any notation
 * @param validUntil last day in force; null when the list does not say
 */
public record OptOutRow(
        String recordKey,
        String channel,
        @Nullable String phone,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String street,
        @Nullable String postalCode,
        @Nullable LocalDate validUntil) {}
