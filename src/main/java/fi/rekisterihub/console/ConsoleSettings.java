package fi.rekisterihub.console;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the pages.
 *
 * @param zone the time zone in which times are shown
 */
@ConfigurationProperties("hub.console")
record ConsoleSettings(@DefaultValue("Europe/Helsinki") ZoneId zone) {}
