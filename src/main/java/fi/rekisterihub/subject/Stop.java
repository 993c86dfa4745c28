package fi.rekisterihub.subject;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something for which data must be kept, so that it cannot be erased yet.
 *
 * @param what the hold or the class of data as the profile names it
 * @param reason for the register's own people
 * @param until the last day of it; null for what somebody must lift
 */
public record Stop(String what, String reason, @Nullable LocalDate until) {}
