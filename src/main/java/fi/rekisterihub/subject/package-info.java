/**
 * What people ask of a register by their rights (GDPR articles 12–22): requests from arrival to answer, the report of everything
 * that is held of a person, and disclosures to researchers and authorities.
 *
 * <p>The way: {@link fi.rekisterihub.subject.SubjectRequests} receives, once a key, from whatever way; what a person of the
 * register's desk does next is a step of {@link fi.rekisterihub.subject.RequestDesk}; {@link fi.rekisterihub.subject.RequestState}
 * says which step may follow which, and {@link fi.rekisterihub.subject.DueDates} until when. Nothing is told to anybody before it is
 * known who asks: {@link fi.rekisterihub.subject.Answers} is the only door to the texts that the room {@code subject.report} makes.
 */
@NullMarked
package fi.rekisterihub.subject;

import org.jspecify.annotations.NullMarked;
