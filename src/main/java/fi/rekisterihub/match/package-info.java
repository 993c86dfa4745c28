/**
 * Who is the same. Three ways in:
 *
 * <ul>
 *   <li>{@link fi.rekisterihub.match.Matcher}: of which entity of the register an observation speaks. Exact identifiers
 *       decide or veto; the answer is a {@link fi.rekisterihub.match.Match}.
 *   <li>{@link fi.rekisterihub.match.MatchFiles}: which rows of a file, or of two, are of one entity. Values in the
 *       {@code Form} in which they are compared stand as numbers in a {@code RecordTable}; {@code Blocks} says which pairs
 *       are compared, {@code Levels} how their values stand to each other, {@code Estimation} what that is worth, {@code
 *       Scorer} how sure a pair is, {@code Clusters} what follows for groups, {@code Guards} what no score outweighs, and
 *       {@code Linkage} runs it all. {@code Explainer} says why.
 *   <li>{@link fi.rekisterihub.match.LiveIndex}: whom one record may be of, among all of a register. Keys, levels, scores and
 *       guards are those of files; {@code LiveTable} and {@code Postings} are kept up to date by every change, a {@code Probe}
 *       stands for the record that is asked about, and {@code LiveWeights} says what agreements are worth.
 * </ul>
 *
 * All of it is pure Java; decision 0023 tells why it is built so.
 */
@NullMarked
package fi.rekisterihub.match;

import org.jspecify.annotations.NullMarked;
