/**
 * What people may ask of their data by their rights (GDPR articles 12–22): requests from arrival to answer, the report of everything
 * that is held of a person, restriction and erasure, and disclosures to researchers and authorities.
 *
 * <p>The way of a request: {@link fi.rekisterihub.subject.SubjectRequests} receives, once a key, from whatever way; what a person of
 * the register's desk does next is a step of {@link fi.rekisterihub.subject.RequestDesk};
 * {@link fi.rekisterihub.subject.RequestState} says which step may follow which, and {@link fi.rekisterihub.subject.DueDates} until
 * when. Nothing is told to anybody before it is known who asks: {@link fi.rekisterihub.subject.Answers} is the only door to the texts
 * that {@code subject.report} makes.
 *
 * <p>What it does: {@link fi.rekisterihub.subject.Restrictions} leaves data as it is while it is disputed,
 * {@link fi.rekisterihub.subject.Holds} says what must be kept, and {@link fi.rekisterihub.subject.Erasures} takes it out of every
 * place that {@link fi.rekisterihub.register.KeepsPersonalData keeps} it, once for all.
 */
@NullMarked
package fi.rekisterihub.subject;

import org.jspecify.annotations.NullMarked;
