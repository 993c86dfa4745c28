package fi.rekisterihub.subject;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived.
 *
 * @param key what makes the arrival one, the way's name in front: {@code api:<the caller's id>}, {@code opendsr:<its id>},
 *     {@code mailbox:<the mail's key>}. The same key again adds nothing
 * @param registerId which register is meant; null where the person does not say and is not known
 * @param purpose of an objection or a withdrawal; null for the others
 * @param personId whom it is about, where the one who brings it knows
 * @param language in which the person is answered: fi, sv or en
 * @param receivedAt when it reached the controller
 * @param name what the person calls themself
 * @param contact where the answer may go: an e-mail address, a phone number or a postal address. A claim
 * @param said the person's own words
 * @param situation the particular situation that an objection names
 * @param inboxId the mail in the inbox that it came by
 * @param read whether the person said themself which right it is, or somebody read it; false for what the hub made of a mail
 */
public record NewRequest(
        String key,
        @Nullable String registerId,
        RequestKind kind,
        @Nullable String purpose,
        String channel,
        String scope,
        RequestWay way,
        @Nullable Long personId,
        String language,
        Instant receivedAt,
        @Nullable String name,
        @Nullable String contact,
        @Nullable String said,
        @Nullable String situation,
        @Nullable Long inboxId,
        boolean read) {

    private static final Set<String> LANGUAGES = Set.of("fi", "sv", "en");
    private static final Set<String> CHANNELS = Set.of("*", "email", "phone", "sms", "post");
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_TEXT = 10_000;

    /** @throws IllegalArgumentException when a word is none of ours or a text is too long; the message says which */
    public NewRequest {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "A request needs a key of at most %d characters, which makes it one.".formatted(LONGEST_KEY));
        }
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("The language is fi, sv or en.");
        }
        if (!CHANNELS.contains(channel)) {
            throw new IllegalArgumentException("The channel is one of email, phone, sms, post, *.");
        }
        if (receivedAt.isAfter(Instant.now().plusSeconds(60))) {
            throw new IllegalArgumentException("A request cannot have come in the future.");
        }
        purpose = kind.speaksOfPurpose()
                ? (purpose == null || purpose.isBlank() ? Objections.DIRECT_MARKETING : purpose.strip())
                : null;
        name = cut("name", name, LONGEST_LINE);
        contact = cut("contact", contact, LONGEST_LINE);
        said = cut("said", said, LONGEST_TEXT);
        situation = cut("situation", situation, LONGEST_TEXT);
    }

    /** The plainest request: a kind, a way and whom it is about. */
    public static NewRequest of(
            String key, @Nullable String registerId, RequestKind kind, RequestWay way, @Nullable Long personId) {
        return new NewRequest(
                key,
                registerId,
                kind,
                null,
                "*",
                "*",
                way,
                personId,
                "fi",
                Instant.now(),
                null,
                null,
                null,
                null,
                null,
                true);
    }

    /** The same about this purpose, in these words. */
    public NewRequest about(@Nullable String newPurpose, @Nullable String newSaid, @Nullable String newSituation) {
        return new NewRequest(
                key,
                registerId,
                kind,
                newPurpose,
                channel,
                scope,
                way,
                personId,
                language,
                receivedAt,
                name,
                contact,
                newSaid,
                newSituation,
                inboxId,
                read);
    }

    /** The same from somebody who gives this name and says where to answer. */
    public NewRequest from(@Nullable String newName, @Nullable String newContact, String newLanguage) {
        return new NewRequest(
                key,
                registerId,
                kind,
                purpose,
                channel,
                scope,
                way,
                personId,
                newLanguage,
                receivedAt,
                newName,
                newContact,
                said,
                situation,
                inboxId,
                read);
    }

    /** The same, which came then, by this item of the inbox. */
    public NewRequest at(Instant when, @Nullable Long inbox) {
        return new NewRequest(
                key,
                registerId,
                kind,
                purpose,
                channel,
                scope,
                way,
                personId,
                language,
                when,
                name,
                contact,
                said,
                situation,
                inbox,
                read);
    }

    /** The same, of which only the hub says what it is. */
    NewRequest guessed() {
        return new NewRequest(
                key,
                registerId,
                kind,
                purpose,
                channel,
                scope,
                way,
                personId,
                language,
                receivedAt,
                name,
                contact,
                said,
                situation,
                inboxId,
                false);
    }

    private static @Nullable String cut(String what, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.strip().length() > longest) {
            throw new IllegalArgumentException("%s is longer than %d characters.".formatted(what, longest));
        }
        return text.strip();
    }
}
