/**
 * Who is the same. Exact identifiers decide while a record is taken in (room {@code match}, {@code reconcile}); what they
 * leave open is looked at here afterwards, entity by entity, so that no delivery waits for it and the order of arrival changes
 * nothing: {@link fi.rekisterihub.identity.IdentityWatch} sees what runs and people have changed,
 * {@link fi.rekisterihub.identity.Resolver} asks the index who is like it, and {@link fi.rekisterihub.identity.Sameness}
 * writes whose part an entity is. What a person says of two ({@link fi.rekisterihub.identity.Stewards}) stands above
 * any score; where the profile asks for four eyes it waits as a {@link fi.rekisterihub.identity.Proposal} for a second person.
 * Nothing is moved: taking a merge back is taking a row away.
 */
@NullMarked
package fi.rekisterihub.identity;

import org.jspecify.annotations.NullMarked;
