/**
 * Companies, persons, their roles and the history of every field, with the SQL that keeps them.
 * {@link fi.rekisterihub.register.FieldCatalogue} says which fields have a column;
 * {@link fi.rekisterihub.register.SubjectKeys} makes the keyed hashes by which a person is found again.
 */
@NullMarked
package fi.rekisterihub.register;

import org.jspecify.annotations.NullMarked;
