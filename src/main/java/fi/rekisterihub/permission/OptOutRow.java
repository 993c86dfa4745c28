package fi.rekisterihub.permission;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an opt-out list, as the list says it.
 *
 * @param recordKey the entry's key within the list
 * @param channel {@code phone}, {@code sms}, {@code email} or {@code post}
 * @param removed whether this is the end of the entry, in a delivery of changes
 * @param phone for phone and sms, any notation
 * @param email an address, or {@code @} and a domain for every address of it
 * @param hashed in the place of a number or an address, in a list of hashes
 * @param validUntil last day in force; null when the list does not say
 */
public record OptOutRow(
        String recordKey,
        String channel,
        boolean removed,
        @Nullable String phone,
        @Nullable String email,
        @Nullable HashedValue hashed,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String street,
        @Nullable String postalCode,
        @Nullable LocalDate validUntil) {

    /** What lists write before the domain whose every address they mean. */
    private static final Pattern BEFORE_DOMAIN = Pattern.compile("\\s*[*]?@.*");

    /** Whether every address of a domain is meant. */
    boolean ofDomain() {
        return hashed == null && email != null && BEFORE_DOMAIN.matcher(email).matches();
    }

    /** What a list holds of somebody whom it does not name: {@code hash}, made in the way that {@code scheme} says. */
    public record HashedValue(String scheme, String hash) {}
}
