/**
 * How things come in: deliveries of records, runs over them, and the inbox of everything that reaches the hub by
 * itself. {@link fi.rekisterihub.intake.Inbox} keeps a hook, a click or a mail before anything is answered or done.
 */
@NullMarked
package fi.rekisterihub.intake;

import org.jspecify.annotations.NullMarked;
