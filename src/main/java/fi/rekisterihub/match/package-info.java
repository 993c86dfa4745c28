/**
 * Whether an observation speaks of an entity that the register has. {@link fi.rekisterihub.match.Matcher} answers
 * with a {@link fi.rekisterihub.match.Match}: the same, new, or doubtful. Exact identifiers decide or veto.
 */
@NullMarked
package fi.rekisterihub.match;

import org.jspecify.annotations.NullMarked;
