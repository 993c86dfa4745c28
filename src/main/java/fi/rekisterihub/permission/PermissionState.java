package fi.rekisterihub.permission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is in force for a person, for one purpose, channel and scope.
 *
 * @param source who said so: a provider, {@code link}, {@code mailbox}, an opt-out list, or {@code profile} when
 *     nobody has said anything and the register's profile decides
 * @param since when the person acted; null when the profile decides
 * @param eventId the act in the ledger; null when a list or the profile decides
 */
public record PermissionState(
        String purpose,
        String channel,
        String scope,
        Permission permission,
        String source,
        @Nullable Instant since,
        @Nullable Long eventId) {}
