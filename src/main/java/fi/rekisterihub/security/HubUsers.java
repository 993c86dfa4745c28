package fi.rekisterihub.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** The users of this hub, in {@code hub_user}. */
@Component
final class HubUsers implements UserDetailsService {

    private static final String BY_NAME = """
            select name, password_hash, roles, enabled from hub_user where name = :name
            """;
    private static final String KEEP = """
            insert into hub_user (name, password_hash, roles) values (:name, :hash, :roles)
            on conflict (name) do update set password_hash = excluded.password_hash, roles = excluded.roles
            """;
    private static final String FIRST = """
            insert into hub_user (name, password_hash, roles)
            select :name, :hash, :roles where not exists (select from hub_user)
            on conflict (name) do nothing
            """;
    private static final String HASH_OF = "select password_hash from hub_user where name = :name";

    private final JdbcClient jdbc;

    HubUsers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return jdbc.sql(BY_NAME)
                .param("name", name)
                .query((row, number) -> User.withUsername(row.getString("name"))
                        .password(row.getString("password_hash"))
                        .authorities(List.of((String[]) row.getArray("roles").getArray()).stream()
                                .map(word -> HubRole.of(word).authority())
                                .toArray(String[]::new))
                        .disabled(!row.getBoolean("enabled"))
                        .build())
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("No such user."));
    }

    boolean exists(String name) {
        return hashOf(name) != null;
    }

    @Nullable
    String hashOf(String name) {
        return jdbc.sql(HASH_OF)
                .param("name", name)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    void keep(String name, String hash, List<String> roles) {
        jdbc.sql(KEEP)
                .param("name", name)
                .param("hash", hash)
                .param("roles", roles.toArray(String[]::new))
                .update();
    }

    /** Makes the very first user; false when somebody exists already, be it through another node this second. */
    boolean first(String name, String hash, List<String> roles) {
        return jdbc.sql(FIRST)
                        .param("name", name)
                        .param("hash", hash)
                        .param("roles", roles.toArray(String[]::new))
                        .update()
                == 1;
    }
}
