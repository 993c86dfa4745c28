package fi.rekisterihub.permission;

import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the permissions.
 *
 * @param listValidity how long an entry of an opt-out list binds when the list gives no end
 *     and is not a full one (Finnish custom: three years); in a full list an entry binds for as long as it stands there
 */
@ConfigurationProperties("hub.permission")
record PermissionSettings(@DefaultValue("3y") Period listValidity) {}
