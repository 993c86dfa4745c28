/**
 * What people may ask of their data. {@link fi.rekisterihub.subject.Restrictions} leaves it as it is while it is disputed,
 * {@link fi.rekisterihub.subject.Holds} says what must be kept, and {@link fi.rekisterihub.subject.Erasures} takes it out of every
 * place that {@link fi.rekisterihub.register.KeepsPersonalData keeps} it, once for all.
 */
@NullMarked
package fi.rekisterihub.subject;

import org.jspecify.annotations.NullMarked;
