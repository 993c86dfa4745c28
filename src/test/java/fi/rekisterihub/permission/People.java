package fi.rekisterihub.permission;

import fi.rekisterihub.register.SubjectKeys;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Persons for tests, put straight into the register. */
public final class People {

    public static final String REGISTER = "sofor-asiakasrekisteri";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final JdbcClient jdbc;
    private final SubjectKeys keys;

    public People(JdbcClient jdbc, SubjectKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** An address that nobody else has. */
    public static String freshEmail() {
        return "person" + NUMBER.incrementAndGet() + "@example.fi";
    }

    public long add(@Nullable String email) {
        return add(REGISTER, email, null);
    }

    public long add(String register, @Nullable String email, @Nullable String phone) {
        return jdbc.sql("""
                        insert into person (register_id, family_name, given_name, email, phone, email_key, phone_key)
                        values (:register, 'Esimerkki', 'Eeva', :email, :phone, :emailKey, :phoneKey) returning id
                        """)
                .param("register", register)
                .param("email", email)
                .param("phone", phone)
                .param("emailKey", keys.email(email))
                .param("phoneKey", keys.phone(phone))
                .query(Long.class)
                .single();
    }
}
