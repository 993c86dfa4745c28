/**
 * Everything that comes in. {@link fi.rekisterihub.intake.Deliveries} keeps what was fetched as evidence,
 * {@link fi.rekisterihub.intake.DeliveryContent} opens it as records (how they are cut is the room {@code content}'s),
 * {@link fi.rekisterihub.intake.RunEngine} compares them with the last known content and hands what differs, in chunks,
 * to the {@link fi.rekisterihub.intake.RunTarget} that knows the kind of record. {@link
 * fi.rekisterihub.intake.RunWorker} executes waiting runs; {@link fi.rekisterihub.intake.Schedules} says when routes
 * start; {@link fi.rekisterihub.intake.Inbox} keeps what reaches us by itself.
 */
@NullMarked
package fi.rekisterihub.intake;

import org.jspecify.annotations.NullMarked;
