/**
 * The proof of what was decided, told and answered, made after the fact: {@link fi.rekisterihub.evidence.Sealer} seals rows
 * of append-only tables ({@link fi.rekisterihub.evidence.Source}) into hash-chained blocks with signed headers,
 * {@link fi.rekisterihub.evidence.Export} writes a bundle for a person, a recipient or a period, and
 * {@link fi.rekisterihub.evidence.BundleCheck} checks one offline, without database and without hub. The format is in
 * docs/evidence.md, to the byte. Nothing personal is ever in an entry: ids, keyed hashes, names of fields, and salted hashes
 * whose salts go when the contents go.
 */
@NullMarked
package fi.rekisterihub.evidence;

import org.jspecify.annotations.NullMarked;
