/**
 * The law of each register: {@code mappings/registers/<id>.yaml} read, checked and served. {@link
 * fi.rekisterihub.profile.Profile} is one register's rules, {@link fi.rekisterihub.profile.Profiles} all that are in
 * force. The engine asks nobody else what is allowed.
 */
@NullMarked
package fi.rekisterihub.profile;

import org.jspecify.annotations.NullMarked;
