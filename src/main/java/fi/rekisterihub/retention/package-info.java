/**
 * How long data is kept. A profile's rules say from which days clocks run ({@link fi.rekisterihub.retention.RetentionLaw}), the hub
 * and its sources know the days ({@link fi.rekisterihub.retention.ClockSql}), and {@link
 * fi.rekisterihub.retention.RetentionClock} says what follows, purely. {@link fi.rekisterihub.retention.RetentionPreview} counts a
 * whole register without writing, {@link fi.rekisterihub.retention.RetentionRuns} purges it daily: never early, and what is late is
 * shown. Nobody is kept out by a purge who becomes a customer again.
 */
@NullMarked
package fi.rekisterihub.retention;

import org.jspecify.annotations.NullMarked;
