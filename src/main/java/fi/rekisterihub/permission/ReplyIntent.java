package fi.rekisterihub.permission;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a mail to the unsubscribe mailbox wants. Automatic mail is told from people's first, because bounces and
 * vacation replies quote our own words; what a person wrote and cannot be decided goes to a person.
 */
final class ReplyIntent {

    private static final int LONGEST_CLEAR = 800;
    private static final Pattern REPLY_PREFIX =
            Pattern.compile("^\\s*(re|vs|sv|aw|ang|vl|vb|fwd?|ve)\\s*:", Pattern.CASE_INSENSITIVE);
    private static final Pattern BOUNCE_SENDER =
            Pattern.compile("(mailer-daemon|postmaster)@.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTOMATIC_SUBJECT = Pattern.compile(
            "^(automaattinen vastaus|poissaoloviesti|poissa toimistolta|autosvar|automatiskt svar|franvaro|automatic reply|auto-?reply|out of (the )?office)\\b.*");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n");

    private ReplyIntent() {}

    /** What is to be done, and why in a few words without the writer's own. */
    record Verdict(Action action, String reason) {}

    enum Action {
        OPT_OUT,
        REVIEW,
        BOUNCE,
        AUTO_REPLY,
        OTHER
    }

    /** @param atTokenAddress whether it went to a plus-address that only the person's own message carried */
    static Verdict of(ReceivedMail mail, boolean atTokenAddress) {
        if (mail.header("x-apple-unsubscribe").equals("true")) {
            return new Verdict(Action.OPT_OUT, "Apple Mail's automatic opt-out");
        }
        if (mail.contentType().contains("feedback-report")) {
            return new Verdict(Action.REVIEW, "A complaint report: see whom it is about.");
        }
        if (isBounce(mail)) {
            return new Verdict(Action.BOUNCE, "a bounce is no opt-out");
        }
        if (isAutomatic(mail)) {
            return new Verdict(Action.AUTO_REPLY, "an automatic reply is no opt-out");
        }
        return human(mail, atTokenAddress);
    }

    private static boolean isBounce(ReceivedMail mail) {
        return mail.contentType().startsWith("multipart/report")
                || !mail.header("x-failed-recipients").isEmpty()
                || mail.from().stream()
                        .anyMatch(from -> BOUNCE_SENDER.matcher(from).matches());
    }

    private static boolean isAutomatic(ReceivedMail mail) {
        String submitted = mail.header("auto-submitted");
        return !submitted.isEmpty() && !submitted.startsWith("no")
                || !mail.header("x-autoreply").isEmpty()
                || !mail.header("x-autorespond").isEmpty()
                || mail.header("precedence").equals("auto_reply")
                || mail.header("x-apple-action").equals("vacation")
                || AUTOMATIC_SUBJECT
                        .matcher(OwnText.folded(mail.subject()).strip())
                        .matches();
    }

    private static Verdict human(ReceivedMail mail, boolean atTokenAddress) {
        boolean reply = REPLY_PREFIX.matcher(mail.subject()).find();
        String text = String.join("\n", OwnText.of(mail.text())).strip();
        if (text.length() < 40 && !reply) {
            text = (OwnText.folded(mail.subject()).strip() + '\n' + text).strip();
        }
        boolean doubtful = OptOutPhrases.DOUBTFUL.matcher(text).find();
        if (atTokenAddress && !reply && !doubtful) {
            return new Verdict(Action.OPT_OUT, "sent to the address that only opts out");
        }
        if (text.isEmpty()) {
            return atTokenAddress
                    ? new Verdict(Action.REVIEW, "An empty answer to the address that only opts out.")
                    : new Verdict(Action.OTHER, "an empty mail");
        }
        if (asks(text)) {
            return doubtful || text.length() > LONGEST_CLEAR
                    ? new Verdict(Action.REVIEW, "It may ask for an opt-out, and says something else as well.")
                    : new Verdict(Action.OPT_OUT, "asked for in words");
        }
        return new Verdict(Action.REVIEW, "A person wrote it, and no clear wish was found.");
    }

    private static boolean asks(String text) {
        List<String> lines = text.lines()
                .map(ReplyIntent::withoutCourtesy)
                .filter(line -> !line.isEmpty())
                .toList();
        if (!lines.isEmpty()
                && (OptOutPhrases.WHOLE.containsAll(lines) || OptOutPhrases.WHOLE.contains(String.join(" ", lines)))) {
            return true;
        }
        String capped = text.length() > 8000 ? text.substring(0, 8000) : text;
        // A request may run over a line's end, so each sentence is tried alone and the text once as a whole.
        return SENTENCE_END.splitAsStream(capped).anyMatch(ReplyIntent::matches) || matches(capped.replace('\n', ' '));
    }

    private static boolean matches(String sentence) {
        return OptOutPhrases.OPT_OUT.stream()
                .anyMatch(pattern -> pattern.matcher(sentence).find());
    }

    private static String withoutCourtesy(String line) {
        return OptOutPhrases.COURTESY
                .matcher(line)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
