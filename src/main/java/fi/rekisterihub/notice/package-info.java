/**
 * What others must be told, and the proof that they were. {@link fi.rekisterihub.notice.Notices} queues notices in the
 * transaction of their cause, {@link fi.rekisterihub.notice.Outbox} hands deliveries to routes under a lease and records
 * how they ended, {@link fi.rekisterihub.notice.DeliveryState} says which ways a delivery may go. Who holds which field
 * is asked of {@link fi.rekisterihub.notice.Recipients}, which the register profiles answer.
 */
@NullMarked
package fi.rekisterihub.notice;

import org.jspecify.annotations.NullMarked;
