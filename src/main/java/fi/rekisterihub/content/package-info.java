/**
 * The forms of files and answers. {@link fi.rekisterihub.content.RecordReaders} is the door: it gives a {@link
 * fi.rekisterihub.content.RecordReader} for a form that a mapping names, and that cuts the content into records from the
 * first to the last, in constant memory, as often as asked. What is not of the form at all ends in an {@link
 * fi.rekisterihub.content.UnreadableDelivery}, one bad row in a reason beside that row. {@link
 * fi.rekisterihub.content.RowText} is the way back: rows that were mended, as a file of their form. {@link
 * fi.rekisterihub.content.Glance} looks at a file before there is a mapping.
 *
 * <p>This room knows no database and nothing of registers. A new form is one more {@code …Records} class, a case in {@code
 * RecordReaders} and a record in {@link fi.rekisterihub.mapping.ContentFormat}.
 */
@NullMarked
package fi.rekisterihub.content;

import org.jspecify.annotations.NullMarked;
