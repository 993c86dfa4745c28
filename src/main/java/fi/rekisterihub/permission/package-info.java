/**
 * Who may be contacted for what. {@link fi.rekisterihub.permission.PermissionLedger} is the only way to add an act;
 * {@link fi.rekisterihub.permission.PermissionStates} derives what is in force from the acts and the opt-out lists
 * each time it is asked, so that there is nothing to fall out of step. A prohibition wins ties and late arrival; only
 * the person's own later act lifts one; nobody else can grant. {@link fi.rekisterihub.permission.OptOutTarget} takes the
 * lists of others; {@link fi.rekisterihub.permission.ListedKeys} finds a person in those that name nobody, or whole domains.
 */
@NullMarked
package fi.rekisterihub.permission;

import org.jspecify.annotations.NullMarked;
