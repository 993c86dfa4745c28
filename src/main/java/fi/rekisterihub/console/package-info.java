/**
 * The pages: one tiny controller a page, templates in {@code templates/}, the parts that pages share in
 * {@code templates/parts.html}, words in {@code messages/console*.properties}. {@link fi.rekisterihub.console.Words}
 * writes times, numbers and terms by the reader's language; {@link fi.rekisterihub.console.LiveEvents} tells open
 * pages that something moved.
 */
@NullMarked
package fi.rekisterihub.console;

import org.jspecify.annotations.NullMarked;
