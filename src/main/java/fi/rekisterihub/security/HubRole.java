package fi.rekisterihub.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a user may do. The words are those of {@code hub.users} and of {@code hub_user.roles}. */
public enum HubRole {
    /** Keeps feeds, routes and deliveries running. */
    OPERATOR,
    /** Decides doubtful matches, enters opt-outs. */
    STEWARD,
    /** Data-protection officer: watches the promises, enters opt-outs. */
    OFFICER,
    /** Everything the others may, and the audit trail. */
    MAIN_USER;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name under which Spring Security knows it. */
    String authority() {
        return "ROLE_" + name();
    }

    /** @throws IllegalArgumentException naming the words that exist */
    public static HubRole of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"%s\" is not a role; write one of %s."
                        .formatted(
                                word,
                                List.of(values()).stream().map(HubRole::word).toList())));
    }
}
