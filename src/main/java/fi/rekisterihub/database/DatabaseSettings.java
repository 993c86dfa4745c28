package fi.rekisterihub.database;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the embedded database.
 *
 * @param shared whether to join the database of a hub that is already running in this home (commands do, servers do not)
 */
@ConfigurationProperties("hub.database")
record DatabaseSettings(boolean shared) {}
