package fi.rekisterihub.mail;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is asked in a mail that looks automatic. Mail programs write opt-outs themselves, at their owner's wish (RFC 2369, RFC
 * 8058), and answers for somebody who is away go to the same addresses: only the first is ever entered. People's words
 * that only look automatic are left to a person.
 */
final class MachinesWish {

    /** What the words of any machine may be taken for. */
    private static final Set<WishReason> VAGUE = EnumSet.of(
            WishReason.NOT_UNDERSTOOD,
            WishReason.SPEAKS_OF_PERMISSIONS,
            WishReason.FORWARDED,
            WishReason.TOO_LONG,
            WishReason.UNCLEAR_AT_UNSUBSCRIBE_ADDRESS,
            WishReason.EMPTY_AT_UNSUBSCRIBE_ADDRESS);

    /** What list commands and unsubscribe addresses want to read, and all that a program writes there. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?:(?:unsub(?:scribe)?|leave|sign-?off|remove|stop|opt-?out|list-unsubscribe=one-click)(?: request)?\\s*){0,2}",
            Pattern.CASE_INSENSITIVE);

    private final ReadMail mail;
    private final boolean token;
    private final ReplyText text;

    private MachinesWish(ReadMail mail, boolean token) {
        this.mail = mail;
        this.token = token;
        this.text = new ReplyText(
                mail.subject(), mail.text(), Signs.isReply(mail.subject()) || AutoReply.isNamedSo(mail), token);
    }

    /**
     * @param token whether it came to an address that only the person's own message held
     * @return empty when nothing is asked
     */
    static Optional<Intent> in(ReadMail mail, boolean token) {
        return new MachinesWish(mail, token).wish();
    }

    private Optional<Intent> wish() {
        boolean asks = asks();
        if (token && !mayBeAnAnswer() && (asks || isCommand())) {
            Intent intent = ReplyIntent.of(text);
            return Optional.of(
                    intent.kind() == Intent.Kind.OPT_OUT && isOfAProgram()
                            ? intent
                            : Intent.review(WishReason.LOOKS_AUTOMATIC));
        }
        if (asks) {
            return Optional.of(Intent.review(WishReason.LOOKS_AUTOMATIC));
        }
        return AutoReply.isDeclared(mail) || Signs.isGenerated(mail) ? Optional.empty() : ofAPerson();
    }

    /** "I am on leave and do not read my mail" is often half heard as one; only what is plain is believed of it. */
    private boolean asks() {
        return AutoReply.tellsOfAbsence(mail)
                ? ReplyIntent.of(new ReplyText(text.subject(), text.body(), text.isReply(), false))
                                .kind()
                        == Intent.Kind.OPT_OUT
                : ReplyIntent.asksInWords(text);
    }

    /** No header calls it automatic, so a person may have written it. */
    private Optional<Intent> ofAPerson() {
        Intent intent = ReplyIntent.of(new ReplyText(text.subject(), text.body(), text.isReply(), false));
        return Optional.of(intent)
                .filter(found -> found.kind() == Intent.Kind.REVIEW)
                .filter(found -> !VAGUE.contains(WishReason.of(found.reason())))
                .map(found -> tellsOfAChange(found) ? Intent.review(WishReason.LOOKS_AUTOMATIC) : found);
    }

    /** "She has left us, write to me": worth a look, and no request with a due date when a machine says it. */
    private static boolean tellsOfAChange(Intent intent) {
        return intent.reason().equals(WishReason.ASKS_RECTIFICATION.code());
    }

    /** An answer for somebody who is away keeps our subject or names itself; an opt-out that a program writes does neither. */
    private boolean mayBeAnAnswer() {
        boolean answers = mail.headers().has("in-reply-to") || mail.headers().has("references");
        return text.isReply()
                || answers && AutoReply.isDeclared(mail)
                || AutoReply.hasOwnField(mail)
                || AutoReply.tellsOfAbsence(mail);
    }

    /**
     * A program names its wish in the subject, or was told none to write. Whoever calls it an answer all the same is believed
     * only where no sentence of anybody's own stands in it.
     */
    private boolean isOfAProgram() {
        String subject = mail.subject().strip();
        boolean named =
                COMMAND.matcher(subject).matches() || ReplyIntent.asksInWords(new ReplyText(subject, "", false, false));
        boolean bare = mail.ownWords().isEmpty()
                || COMMAND.matcher(mail.text().strip()).matches();
        return AutoReply.isDeclared(mail) ? named && bare && !isBlank() : named;
    }

    private boolean isCommand() {
        return COMMAND.matcher(mail.subject().strip()).matches()
                && COMMAND.matcher(mail.text().strip()).matches();
    }

    private boolean isBlank() {
        return mail.subject().isBlank() && mail.text().isBlank();
    }
}
