/**
 * PostgreSQL for the hub: an embedded, durable server under {@code data/pg} unless {@code spring.datasource.url}
 * names one. Start at {@link fi.rekisterihub.database.DatabaseConfiguration}.
 */
@NullMarked
package fi.rekisterihub.database;

import org.jspecify.annotations.NullMarked;
