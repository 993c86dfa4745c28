package fi.rekisterihub.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Remembers for a few minutes that a password was right. The hash of a password is slow on purpose, and a caller of the API shows
 * its password with every request: a tenth of a second of a processor each, which is more than the request. What is remembered is
 * a keyed hash of the password together with the stored hash, by a key that only this process has, so that a new password counts at
 * once and nothing can be learnt from a dump of another day. Wrong passwords are as slow as ever.
 */
final class KnownPasswords implements PasswordEncoder {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST = 1_000;
    private static final String MAC = "HmacSHA256";

    private final PasswordEncoder slow;
    private final InstantSource clock;
    private final SecretKeySpec key;
    private final Map<String, Instant> right = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    KnownPasswords(PasswordEncoder slow, InstantSource clock) {
        this.slow = slow;
        this.clock = clock;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, MAC);
    }

    @Override
    public String encode(CharSequence password) {
        return slow.encode(password);
    }

    @Override
    public boolean matches(CharSequence password, String stored) {
        String tag = tag(password, stored);
        Instant now = clock.instant();
        synchronized (right) {
            Instant until = right.get(tag);
            if (until != null && now.isBefore(until)) {
                return true;
            }
        }
        if (!slow.matches(password, stored)) {
            return false;
        }
        synchronized (right) {
            right.remove(tag);
            right.put(tag, now.plus(REMEMBERED));
        }
        return true;
    }

    @Override
    public boolean upgradeEncoding(String stored) {
        return slow.upgradeEncoding(stored);
    }

    private String tag(CharSequence password, String stored) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(stored.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256.", e);
        }
    }
}
