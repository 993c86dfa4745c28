package fi.rekisterihub.mapping;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an event of a provider comes to: the closed vocabulary of {@code action} in tables with {@code record: permission}. */
public enum PermissionAction {
    /** The person does not want the newsletter, or any. */
    OPT_OUT,
    /** The person called it spam: an opt-out from everything. */
    COMPLAINT,
    /** The address does not exist any more. */
    HARD_BOUNCE,
    /** The address could not be reached this time. */
    SOFT_BOUNCE,
    /** The provider sends to the person again; that lifts nothing here. */
    RESUBSCRIBED,
    /** Worth keeping, changes nothing. */
    NOTED,
    /** Not about permissions. */
    IGNORED;

    /** @throws BadRecord when it is no word of the vocabulary; nothing is {@link #IGNORED} */
    public static PermissionAction of(@Nullable String word) {
        if (word == null) {
            return IGNORED;
        }
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new BadRecord(
                        "action",
                        "The mapping gives no action that there is: opt-out, complaint, hard-bounce, soft-bounce,"
                                + " resubscribed, noted or ignored."));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
