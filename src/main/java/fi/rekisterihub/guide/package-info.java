/**
 * The guided start of a source. {@link fi.rekisterihub.guide.NewSource} looks at a file, proposes what its columns mean
 * ({@link fi.rekisterihub.guide.ColumnWords} knows the words), and writes the route, the mapping and the sample that an
 * operator then edits.
 */
@NullMarked
package fi.rekisterihub.guide;

import org.jspecify.annotations.NullMarked;
