package fi.rekisterihub.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** At start: the users of the configuration, and, in a hub without anybody, one {@code admin}. */
@Component
@ConditionalOnWebApplication
final class FirstUsers implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(FirstUsers.class);

    private final UserSettings settings;
    private final HubUsers users;
    private final PasswordEncoder passwords;

    FirstUsers(UserSettings settings, HubUsers users, PasswordEncoder passwords) {
        this.settings = settings;
        this.users = users;
        this.passwords = passwords;
    }

    @Override
    public void afterPropertiesSet() {
        settings.users().forEach(this::keep);
        String password = freshPassword();
        if (users.first("admin", passwords.encode(password), List.of(HubRole.MAIN_USER.word()))) {
            // The only time that it can be read: the table holds a hash.
            LOG.warn("This hub has no users yet: log in as \"admin\" with the password {}", password);
        }
    }

    private void keep(UserSettings.Named user) {
        String known = users.hashOf(user.name());
        users.keep(user.name(), hash(user.password(), known), user.roles());
    }

    /** An unchanged password keeps its hash, so that a restart writes nothing new about it. */
    private String hash(String password, @Nullable String known) {
        if (password.startsWith("{bcrypt}")) {
            return password;
        }
        return known != null && passwords.matches(password, known) ? known : passwords.encode(password);
    }

    private static String freshPassword() {
        byte[] random = new byte[15];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
