/**
 * Mapping tables: {@code mappings/<feed>.yaml} says for each target field the JSONata expression that finds it in the
 * source's record. {@link fi.rekisterihub.mapping.Mapping} is one table, {@link fi.rekisterihub.mapping.Mappings} all
 * that are in force; {@link fi.rekisterihub.mapping.HubFunctions} are the functions that tables may use.
 */
@NullMarked
package fi.rekisterihub.mapping;

import org.jspecify.annotations.NullMarked;
