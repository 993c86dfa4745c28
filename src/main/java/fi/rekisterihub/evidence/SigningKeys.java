package fi.rekisterihub.evidence;

import fi.rekisterihub.database.Secrets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys that sign: the one of the setting, else the newest in the table {@code secret}. A key is changed within the
 * chain: the old one signs a block that names the new one.
 */
@Component
final class SigningKeys {

    private static final String NAME = "evidence-key";

    private final Secrets secrets;
    private final EvidenceSettings settings;

    SigningKeys(Secrets secrets, EvidenceSettings settings) {
        this.secrets = secrets;
        this.settings = settings;
    }

    /**
     * Who signs a block.
     *
     * @param next the key that signs from the next block on, when that is another
     */
    record Hand(byte[] seed, String publicKey, @Nullable String next) {}

    /** @param expected the key that the chain says signs next; null for the first block */
    Hand hand(@Nullable String expected) {
        Map<String, byte[]> held = new LinkedHashMap<>();
        String wanted = current(held);
        byte[] seed = expected == null ? null : held.get(expected);
        if (expected != null && seed != null) {
            return new Hand(seed, expected, expected.equals(wanted) ? null : wanted);
        }
        // The key before is lost: sealing goes on, and whoever checks is told that nobody vouches for the new key.
        return new Hand(Objects.requireNonNull(held.get(wanted)), wanted, null);
    }

    /** The public key that signs, or will from the next block on. */
    String current() {
        return current(new LinkedHashMap<>());
    }

    boolean isGiven() {
        return given(settings.key());
    }

    /** Makes a new key that signs from the block after next on. */
    String renew() {
        if (isGiven()) {
            throw new IllegalStateException("The key that signs the evidence is given by hub.evidence.key; give another"
                    + " there, and the old one as hub.evidence.previous-key.");
        }
        int number = 1;
        while (secrets.find(name(number)).isPresent()) {
            number++;
        }
        return Signature.publicKey(secrets.key(name(number)));
    }

    private String current(Map<String, byte[]> held) {
        String last = hold(secrets.key(name(1)), held);
        for (int number = 2; ; number++) {
            Optional<byte[]> newer = secrets.find(name(number));
            if (newer.isEmpty()) {
                break;
            }
            last = hold(newer.get(), held);
        }
        if (given(settings.previousKey())) {
            hold(HexFormat.of().parseHex(settings.previousKey()), held);
        }
        return given(settings.key()) ? hold(HexFormat.of().parseHex(settings.key()), held) : last;
    }

    private static String hold(byte[] seed, Map<String, byte[]> held) {
        String publicKey = Signature.publicKey(seed);
        held.put(publicKey, seed);
        return publicKey;
    }

    private static boolean given(@Nullable String key) {
        return key != null && !key.isEmpty();
    }

    private static String name(int number) {
        return number == 1 ? NAME : NAME + "-" + number;
    }
}
