package fi.rekisterihub.permission;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Makes links as a hub whose key is known does. */
public final class HubLinks {

    private final LinkTokens tokens;

    /** @param key that of the hub, as its table of secrets holds it */
    public HubLinks(byte[] key) {
        this.tokens = new LinkTokens(List.of(key), URI.create("https://hub.example.fi"), null);
    }

    /** The path of a link that stops all marketing by e-mail. */
    public String path(String register, long person, String email) {
        return "/u/"
                + tokens.token(
                        new LinkSubject(register, person, email, PermissionAct.EVERYTHING, "spring", Instant.EPOCH));
    }
}
