/**
 * What an observation does to the register. {@link fi.rekisterihub.reconcile.Decisions} is pure: legal state first,
 * then the rank of the source. {@link fi.rekisterihub.reconcile.EntityTarget} judges and applies whole chunks;
 * {@link fi.rekisterihub.reconcile.ReviewDecisions} carries out what a steward decided.
 */
@NullMarked
package fi.rekisterihub.reconcile;

import org.jspecify.annotations.NullMarked;
