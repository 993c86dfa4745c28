/**
 * Who has said it: the hub's own key, and the certificates of those with whom it exchanges notices.
 * {@link fi.rekisterihub.notice.signing.HubKey} signs, {@link fi.rekisterihub.notice.signing.BodySignature} verifies,
 * {@link fi.rekisterihub.notice.signing.KnownParties} has everybody's certificates, read at the start.
 */
@NullMarked
package fi.rekisterihub.notice.signing;

import org.jspecify.annotations.NullMarked;
