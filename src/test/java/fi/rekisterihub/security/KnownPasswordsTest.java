package fi.rekisterihub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class KnownPasswordsTest {

    private static final String STORED = "{slow}kala";

    private int asked;
    private Instant now = Instant.parse("2026-11-29T10:00:00Z");

    private final PasswordEncoder passwords = new KnownPasswords(
            new PasswordEncoder() {
                @Override
                public String encode(CharSequence password) {
                    return "{slow}" + password;
                }

                @Override
                public boolean matches(CharSequence password, String stored) {
                    asked++;
                    return encode(password).equals(stored);
                }
            },
            () -> now);

    @Test
    void aRightPasswordIsLookedAtOnceInFiveMinutes() {
        assertThat(passwords.matches("kala", STORED)).isTrue();
        assertThat(passwords.matches("kala", STORED)).isTrue();
        assertThat(asked).isEqualTo(1);

        now = now.plusSeconds(301);
        assertThat(passwords.matches("kala", STORED)).isTrue();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsSlowEachTimeAndNeverRemembered() {
        assertThat(passwords.matches("kissa", STORED)).isFalse();
        assertThat(passwords.matches("kissa", STORED)).isFalse();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aNewPasswordCountsAtOnce() {
        assertThat(passwords.matches("kala", STORED)).isTrue();

        assertThat(passwords.matches("kala", "{slow}koira")).isFalse();
        assertThat(passwords.matches("koira", "{slow}koira")).isTrue();
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        for (int user = 0; user <= 1_000; user++) {
            assertThat(passwords.matches("p" + user, "{slow}p" + user)).isTrue();
        }
        asked = 0;

        assertThat(passwords.matches("p1000", "{slow}p1000")).isTrue();
        assertThat(asked).isZero();
        assertThat(passwords.matches("p0", "{slow}p0")).isTrue();
        assertThat(asked).isEqualTo(1);
    }
}
