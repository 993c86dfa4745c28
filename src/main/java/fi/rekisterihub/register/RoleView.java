package fi.rekisterihub.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person's duty at a company. */
public record RoleView(
        long personId,
        String person,
        long companyId,
        String company,
        @Nullable String duty,
        String feed,
        Instant since) {}
