/**
 * OpenDSR 2.0 from both sides: {@link fi.rekisterihub.edge.opendsr.CallbackController} hears what processors have done, and
 * {@link fi.rekisterihub.edge.opendsr.RequestController} takes the requests of controllers whose processor we are. Not Camel
 * routes, for the reason of docs/decisions/0010. Whoever calls is known by a signature or a token, or is not listened to; what
 * they send is never logged.
 */
@NullMarked
package fi.rekisterihub.edge.opendsr;

import org.jspecify.annotations.NullMarked;
