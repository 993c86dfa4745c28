package fi.rekisterihub.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Users that the configuration names. It rules those it names: their password and roles are set at each start.
 *
 * @param users {@code hub.users[0].name}, {@code .password}, {@code .roles}; empty by default
 */
@Validated
@ConfigurationProperties("hub")
record UserSettings(@DefaultValue List<@Valid Named> users) {

    /**
     * One user.
     *
     * @param password plain, or a hash that begins with {@code {bcrypt}}
     * @param roles operator, steward, officer, main-user
     */
    record Named(
            @NotBlank @Pattern(regexp = "[a-z0-9._-]{2,40}") String name,
            @NotBlank @Size(min = 8) String password,
            @DefaultValue List<String> roles) {

        Named {
            // A wrong word stops the start here, where the binder can still name the property.
            roles = roles.stream().map(word -> HubRole.of(word).word()).toList();
        }
    }
}
