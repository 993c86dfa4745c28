/**
 * Whether a call of a hook is the provider's own. {@link fi.rekisterihub.edge.signature.Signatures} judges a call by the
 * rule of the provider's mapping table; each rule has a class beside it. All read the bytes as they came, before anything
 * is made of them, and compare in a time that tells nothing. A call that cannot be judged now is neither believed nor
 * refused: the provider is asked to send it again.
 */
@NullMarked
package fi.rekisterihub.edge.signature;

import org.jspecify.annotations.NullMarked;
