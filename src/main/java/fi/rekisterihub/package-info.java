/**
 * Rekisterihub keeps a company's customer register true. Camel routes at the rim ({@code edge}, {@code route}),
 * plain Java in the middle ({@code intake} to {@code reconcile}, {@code permission}, {@code notice}), PostgreSQL
 * as the only coordinator. Start reading at {@code intake}, follow a record to {@code reconcile}, then see who is
 * told in {@code notice}.
 */
@NullMarked
package fi.rekisterihub;

import org.jspecify.annotations.NullMarked;
