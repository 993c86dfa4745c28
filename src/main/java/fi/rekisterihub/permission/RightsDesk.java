package fi.rekisterihub.permission;

import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mail.WishReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a mail goes in which somebody uses another right than to hear no more. The room of subject requests is behind it. */
public interface RightsDesk {

    /**
     * Opens the requests that it is, once, in the caller's transaction; before anything else of it is written, because the
     * register may be held for it.
     *
     * @param persons whom its plus-addresses name
     * @param from the one address that the mail says it is from
     * @return what is told to the one who looks at the mail, without personal data
     */
    String open(InboxItem item, WishReason right, Set<Long> persons, @Nullable String from);
}
