/**
 * What makes the rim safe: the beans that Kamelets call, under names that begin with {@code hub}. They translate
 * between exchanges and the middle, and believe nothing that a message or a remote answer carries.
 */
@NullMarked
package fi.rekisterihub.edge;

import org.jspecify.annotations.NullMarked;
