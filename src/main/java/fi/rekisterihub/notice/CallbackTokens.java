package fi.rekisterihub.notice;

import fi.rekisterihub.database.SealedBox;
import fi.rekisterihub.database.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The addresses under which recipients call back. Each has one of its own with its id sealed in it, which nobody can make or
 * read without the hub's key.
 */
@Component
public final class CallbackTokens {

    public static final String PATH = "/opendsr/callbacks";

    private static final String SECRET = "opendsr-callbacks";
    private static final int PROOF = 16;
    private static final int LONGEST = 400;

    private final SealedBox box;
    private final PublicAddress address;

    public CallbackTokens(Secrets secrets, PublicAddress address) {
        this.box = new SealedBox(List.of(secrets.key(SECRET)), "opendsr callback", PROOF);
        this.address = address;
    }

    /** Empty where nobody reaches the hub from outside. */
    public List<String> urls(String recipient) {
        return address.of(PATH + '/' + token(recipient)).stream().toList();
    }

    String token(String recipient) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(box.seal(recipient.getBytes(StandardCharsets.UTF_8)));
    }

    /** The recipient whose address this is; empty for one that was made up. */
    public Optional<String> recipient(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return box.open(Base64.getUrlDecoder().decode(token)).map(id -> new String(id, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
