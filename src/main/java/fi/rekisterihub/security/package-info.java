/**
 * Who may come in and what they did: named users, roles, log-in, throttling and the audit trail. The rules of every
 * address are in {@link fi.rekisterihub.security.SecurityConfiguration}; {@link fi.rekisterihub.security.Audit} is
 * what other rooms call.
 */
@NullMarked
package fi.rekisterihub.security;

import org.jspecify.annotations.NullMarked;
