/**
 * The population register's change feed and its older file of fixed widths, read into plain records that an ordinary
 * mapping table takes. {@link fi.rekisterihub.population.PopulationShield} goes first: nothing is kept of what a customer
 * register has no business with, and a keyed hash stands for every identity number.
 * {@link fi.rekisterihub.population.PopulationChanges} then folds the groups of one change into one record.
 */
@NullMarked
package fi.rekisterihub.population;

import org.jspecify.annotations.NullMarked;
