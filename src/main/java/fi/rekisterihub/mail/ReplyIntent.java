package fi.rekisterihub.mail;

import fi.rekisterihub.mail.LearntOpinion.Odds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a person's reply wants. An opt-out is entered without a person only when it is said plainly and nothing beside
 * it casts a doubt; what may ask for something, or is not understood, goes to a person and is never left alone.
 */
public final class ReplyIntent {

    private static final int LONGEST_CLEAR = 800;
    private static final int LONGEST_REFUSAL = 4;
    private static final int FEWEST_WORDS = 4;
    private static final double CONFIRMS_OPT_OUT = 0.7;
    private static final double OPT_OUT_ALONE = 0.92;
    private static final double AGAINST_AT_UNSUBSCRIBE_ADDRESS = 0.2;
    private static final double CONFIRMS_ORDINARY = 0.65;
    private static final double ORDINARY_ALONE = 0.97;
    private static final double LEAST_TO_RECEIVE = 0.5;
    private static final int LONGEST_SUBJECT = 500;
    private static final Pattern ANSWER =
            Pattern.compile("^\\s*(re|vs|sv|aw|ang|antw|vl|vb|fwd?|ve)\\s*(\\[\\d{1,3}])?\\s*:");
    private static final Pattern FORWARD = Pattern.compile("^\\s*(vl|vb|fwd?)\\s*:");
    private static final Pattern OFFER =
            Pattern.compile("\\b(tarjous|offert|quot|kokous|mote|meeting|kutsu|inbjudan|invitation)");

    private ReplyIntent() {}

    /** Reads the writer's own words: what is quoted, signed or forwarded is not the writer's wish. */
    public static Intent of(ReplyText text) {
        return of(text, LearntOpinion.LEARNT);
    }

    static Intent of(ReplyText text, LearntOpinion opinion) {
        OwnText own = OwnText.of(text.body());
        String subject = subject(text);
        boolean reply = isAnswer(text, subject);
        List<String> lines = lines(own, reply ? "" : subject);
        List<Sentence> sentences = Sentences.of(lines);
        Hearing hearing = Hearing.of(sentences);
        Odds odds = opinion.of(Traits.of(sentences, text.isReply(), text.addressedByToken()));
        if (text.addressedByToken() && !reply) {
            return atUnsubscribeAddress(hearing, odds);
        }
        boolean forwarded = own.forwarded() || FORWARD.matcher(subject).find();
        if (hearing.isSilent()) {
            boolean answersOptOut = ANSWER.matcher(subject).find()
                    && asksForOptOut(List.of(ANSWER.matcher(subject).replaceFirst("")));
            return silent(own, text.addressedByToken(), answersOptOut, forwarded);
        }
        int letters = lines.stream().mapToInt(String::length).sum();
        boolean plain = letters <= LONGEST_CLEAR && !forwarded;
        Intent intent = hearing.optOuts().isEmpty()
                ? withoutOptOut(hearing, OFFER.matcher(subject).find(), plain, odds)
                : withOptOut(hearing, letters, odds);
        return intent.kind() == Intent.Kind.OTHER ? unlessUnread(intent, own, forwarded) : intent;
    }

    /** Whether an opt-out is heard in the writer's own words, however doubtful, and wherever the mail came. */
    static boolean asksInWords(ReplyText text) {
        String subject = subject(text);
        List<String> lines = lines(OwnText.of(text.body()), isAnswer(text, subject) ? "" : subject);
        return asksForOptOut(lines)
                || of(new ReplyText(text.subject(), text.body(), text.isReply(), false))
                                .kind()
                        == Intent.Kind.OPT_OUT;
    }

    /** What is weighed of a mail, to learn from it. */
    static Map<String, Double> traits(ReplyText text) {
        String subject = subject(text);
        List<String> lines = lines(OwnText.of(text.body()), isAnswer(text, subject) ? "" : subject);
        return Traits.of(Sentences.of(lines), text.isReply(), text.addressedByToken());
    }

    private static String subject(ReplyText text) {
        String subject = text.subject();
        String start = subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
        return Letters.folded(start).replaceAll("\\s+", " ").strip();
    }

    private static boolean isAnswer(ReplyText text, String subject) {
        return text.isReply() || ANSWER.matcher(subject).find();
    }

    private static List<String> lines(OwnText own, String ownSubject) {
        List<String> lines = new ArrayList<>(List.of(ownSubject, ""));
        lines.addAll(own.lines());
        return lines;
    }

    private static Intent atUnsubscribeAddress(Hearing hearing, Odds odds) {
        boolean unlikely = hearing.words() >= FEWEST_WORDS && odds.optOut() < AGAINST_AT_UNSUBSCRIBE_ADDRESS;
        if (hearing.doubt().isPresent() || hearing.asksToReceive() || unlikely) {
            return Intent.review(WishReason.UNCLEAR_AT_UNSUBSCRIBE_ADDRESS);
        }
        return Intent.optOut(hearing.otherRight().orElse(WishReason.AT_UNSUBSCRIBE_ADDRESS), 0.99);
    }

    /** An empty mail that answers "unsubscribe" is a machine's, since nobody sees the address that it came to. */
    private static Intent silent(OwnText own, boolean atUnsubscribeAddress, boolean answersOptOut, boolean forwarded) {
        if (forwarded) {
            return Intent.review(WishReason.FORWARDED);
        }
        if (atUnsubscribeAddress) {
            return own.isEmpty() && !answersOptOut
                    ? Intent.optOut(WishReason.AT_UNSUBSCRIBE_ADDRESS, 0.9)
                    : Intent.review(WishReason.EMPTY_AT_UNSUBSCRIBE_ADDRESS);
        }
        return own.isEmpty() ? Intent.other(WishReason.EMPTY, 0.95) : Intent.review(WishReason.NOT_UNDERSTOOD);
    }

    private static boolean asksForOptOut(List<String> lines) {
        return !Hearing.of(Sentences.of(lines)).optOuts().isEmpty();
    }

    private static Intent withOptOut(Hearing hearing, int letters, Odds odds) {
        if (hearing.asksToReceive()) {
            return Intent.review(WishReason.CONTRADICTS_ITSELF);
        }
        boolean sureBesideDoubt = soundsLikeAnOptOut(hearing, odds);
        if (hearing.doubt().isPresent() && !sureBesideDoubt) {
            return Intent.review(hearing.doubt().get());
        }
        if (letters > LONGEST_CLEAR) {
            return Intent.review(WishReason.LONG_LETTER);
        }
        if (odds.optOut() < CONFIRMS_OPT_OUT) {
            return Intent.review(WishReason.SPEAKS_OF_PERMISSIONS);
        }
        OptOut surest = hearing.optOuts().stream()
                .max(Comparator.comparingDouble(OptOut::confidence))
                .orElseThrow();
        return Intent.optOut(hearing.otherRight().orElseGet(() -> named(hearing, surest)), surest.confidence());
    }

    private static boolean soundsLikeAnOptOut(Hearing hearing, Odds odds) {
        return odds.optOut() >= OPT_OUT_ALONE && hearing.leavesOpen();
    }

    /** A right that the writer names says more than that something was asked. */
    private static WishReason named(Hearing hearing, OptOut surest) {
        return hearing.optOuts().stream()
                .map(OptOut::reason)
                .filter(reason -> reason != WishReason.ASKED_IN_WORDS)
                .findFirst()
                .orElse(surest.reason());
    }

    private static Intent withoutOptOut(Hearing hearing, boolean answersOffer, boolean plain, Odds odds) {
        if (hearing.asksToReceive()) {
            return hearing.doubt()
                    .or(hearing::ask)
                    .map(Intent::review)
                    .orElseGet(() -> odds.ordinary() < LEAST_TO_RECEIVE
                            ? Intent.review(WishReason.CONTRADICTS_ITSELF)
                            : Intent.other(WishReason.ASKS_TO_RECEIVE, 0.9));
        }
        if (answersOffer && hearing.onlyRefuses() && hearing.words() <= LONGEST_REFUSAL) {
            return Intent.other(WishReason.REFUSES_AN_OFFER, 0.8);
        }
        if (plain && soundsLikeAnOptOut(hearing, odds)) {
            return Intent.optOut(hearing.otherRight().orElse(WishReason.SOUNDS_LIKE_AN_OPT_OUT), odds.optOut());
        }
        if (isOrdinary(hearing, odds)) {
            return Intent.other(WishReason.NOTHING_ASKED, 0.9);
        }
        return Intent.review(hearing.ask().orElse(WishReason.NOT_UNDERSTOOD));
    }

    /** Where the tables know all that is spoken of, less is needed of what was learnt than where they know little. */
    private static boolean isOrdinary(Hearing hearing, Odds odds) {
        if (hearing.ask().isEmpty() && hearing.isEveryday()) {
            return odds.ordinary() >= CONFIRMS_ORDINARY;
        }
        return hearing.words() >= FEWEST_WORDS && hearing.asksLittle() && odds.ordinary() >= ORDINARY_ALONE;
    }

    /** What would be left alone is not, when a part of the mail was not read or is another's. */
    private static Intent unlessUnread(Intent intent, OwnText own, boolean forwarded) {
        if (forwarded) {
            return Intent.review(WishReason.FORWARDED);
        }
        if (own.cut()) {
            return Intent.review(WishReason.TOO_LONG);
        }
        return asksForOptOut(own.afterClosing()) ? Intent.review(WishReason.BELOW_THE_CLOSING) : intent;
    }
}
