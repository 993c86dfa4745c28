package fi.rekisterihub.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Says what a mail is. The order matters more than any rule: machines first, since they quote what people write, and
 * among machines what names itself before what only looks so.
 */
public final class MailClassifier {

    private static final int MOST_HOPS = 50;
    private static final Pattern FORWARDED =
            Pattern.compile("^\\s*(?:fwd?|vl|vb|wg|tr|rv|i)\\s?:", Pattern.CASE_INSENSITIVE);

    private final Diagnosis diagnosis;
    private final Predicate<String> holdsToken;

    /** @param holdsToken whether an address carries a token that only the person's own message held */
    public MailClassifier(Predicate<String> holdsToken) {
        this(holdsToken, Wordings.shipped(), found -> {});
    }

    MailClassifier(Predicate<String> holdsToken, Wordings wordings, Consumer<Wordings.Found> heard) {
        this.holdsToken = holdsToken;
        this.diagnosis = new Diagnosis(wordings, heard);
    }

    /** @throws NoMail when the bytes cannot be read as a mail */
    public MailVerdict classify(byte[] raw) throws NoMail {
        return classify(MailReader.read(raw));
    }

    public MailVerdict classify(ReadMail mail) {
        if (mail.headers().all("received").size() > MOST_HOPS) {
            return MailVerdict.of(Verdict.of(MailAction.OTHER, "mail-loop", 0.9));
        }
        if (mail.headers().word("x-apple-unsubscribe").equals("true")) {
            return MailVerdict.of(
                    Verdict.of(MailAction.OPT_OUT, "apple-unsubscribe", 0.99).about(only(mail)));
        }
        return FeedbackReport.read(mail)
                .or(() -> SesNotification.read(mail.text(), diagnosis))
                .or(() -> bounce(mail))
                .or(() -> automatic(mail))
                .orElseGet(() -> MailVerdict.of(human(mail)));
    }

    private Optional<MailVerdict> bounce(ReadMail mail) {
        boolean forwarded = FORWARDED.matcher(mail.subject()).find() && !Signs.isReport(mail);
        if (forwarded || !(Signs.isReport(mail) || Signs.looksLikeBounce(mail))) {
            return Optional.empty();
        }
        return Bounces.read(mail, diagnosis);
    }

    private Optional<MailVerdict> automatic(ReadMail mail) {
        if (Signs.isReadReceipt(mail)) {
            return Optional.of(MailVerdict.of(
                    Verdict.of(MailAction.AUTO_REPLY, "read-receipt", 0.95).about(only(mail))));
        }
        boolean replied = AutoReply.isDeclared(mail) || AutoReply.isNamedSo(mail) || AutoReply.saysItIsOne(mail);
        if (!replied && !Signs.isGenerated(mail)) {
            return Optional.empty();
        }
        Verdict verdict = MachinesWish.in(mail, holdsToken(mail))
                .map(MailClassifier::verdict)
                .orElseGet(() -> machine(mail, replied));
        return Optional.of(MailVerdict.of(verdict.about(only(mail))));
    }

    private static Verdict machine(ReadMail mail, boolean replied) {
        if (replied) {
            return Verdict.of(MailAction.AUTO_REPLY, "automatic-reply", 0.95);
        }
        boolean answer = Signs.isReply(mail.subject()) || mail.headers().has("in-reply-to");
        return answer
                ? Verdict.of(MailAction.AUTO_REPLY, "automatic-reply", 0.8)
                : Verdict.of(MailAction.OTHER, "automatic-message", 0.9);
    }

    /** What reads like an answer for somebody who is away is not entered, and its address alone asks nothing. */
    private Verdict human(ReadMail mail) {
        boolean token = holdsToken(mail);
        ReplyText text = new ReplyText(mail.subject(), mail.text(), Signs.isReply(mail.subject()), token);
        Intent intent = ReplyIntent.of(text);
        if (intent.kind() == Intent.Kind.OPT_OUT) {
            if (AutoReply.readsLikeOne(mail)) {
                intent = Intent.review(WishReason.LOOKS_AUTOMATIC);
            } else if (token && AutoReply.tellsOfAbsence(mail) && !ReplyIntent.asksInWords(text)) {
                intent = Intent.review(WishReason.UNCLEAR_AT_UNSUBSCRIBE_ADDRESS);
            }
        }
        if (intent.kind() == Intent.Kind.OTHER && mail.isCut()) {
            intent = Intent.review(WishReason.TOO_LONG);
        }
        return verdict(intent).about(only(mail));
    }

    private static Verdict verdict(Intent intent) {
        MailAction action =
                switch (intent.kind()) {
                    case OPT_OUT -> MailAction.OPT_OUT;
                    case REVIEW -> MailAction.REVIEW;
                    case OTHER -> MailAction.OTHER;
                };
        return Verdict.of(action, intent.reason(), intent.confidence());
    }

    private boolean holdsToken(ReadMail mail) {
        return mail.recipients().stream().anyMatch(holdsToken);
    }

    private static @org.jspecify.annotations.Nullable String only(ReadMail mail) {
        return mail.from().size() == 1 ? mail.from().get(0).toLowerCase(Locale.ROOT) : null;
    }
}
