package fi.rekisterihub.permission;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells every provider except the one it came from. Joins the caller's transaction. */
@FunctionalInterface
interface OptOutNotices {

    void optOut(String registerId, @Nullable Long personId, String cause, String origin, Map<String, Object> payload);
}
