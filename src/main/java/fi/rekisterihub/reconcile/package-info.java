/**
 * What an observation does to the register. {@link fi.rekisterihub.reconcile.Decisions} is pure: legal state first,
 * then the rank of the source. {@link fi.rekisterihub.reconcile.EntityTarget} judges and applies whole chunks;
 * {@link fi.rekisterihub.reconcile.ReviewDecisions} carries out what a steward decided,
 * {@link fi.rekisterihub.reconcile.Corrections} what somebody corrected by hand, and
 * {@link fi.rekisterihub.reconcile.OverrideLifting} takes a steward's word back when it has had its day.
 */
@NullMarked
package fi.rekisterihub.reconcile;

import org.jspecify.annotations.NullMarked;
