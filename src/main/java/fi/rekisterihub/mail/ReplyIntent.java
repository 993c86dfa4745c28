package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a person's reply wants. An opt-out is entered without a person only when it is said plainly and nothing beside
 * it casts a doubt; what may ask for something, or is not understood, goes to a person and is never left alone.
 */
public final class ReplyIntent {

    private static final int LONGEST_CLEAR = 800;
    private static final int LONGEST_REFUSAL = 4;
    private static final int FEWEST_WORDS = 4;
    private static final int FEW_WORDS = 8;
    private static final double AGAINST_ORDINARY = -1.5;
    private static final double FOR_ORDINARY = 0.3;
    private static final double SURER_OF_FEW_WORDS = 1;
    private static final double SURER_IF_HEARD = 0.6;
    private static final int LONGEST_SUBJECT = 500;
    private static final Pattern ANSWER =
            Pattern.compile("^\\s*(re|vs|sv|aw|ang|antw|vl|vb|fwd?|ve)\\s*(\\[\\d{1,3}])?\\s*:");
    private static final Pattern FORWARD = Pattern.compile("^\\s*(vl|vb|fwd?)\\s*:");
    private static final Pattern OFFER =
            Pattern.compile("\\b(tarjous|offert|quot|kokous|mote|meeting|kutsu|inbjudan|invitation)");

    private ReplyIntent() {}

    /** Reads the writer's own words: what is quoted, signed or forwarded is not the writer's wish. */
    public static Intent of(ReplyText text) {
        return of(text, OrdinaryMail.LEARNT);
    }

    static Intent of(ReplyText text, OrdinaryMail model) {
        OwnText own = OwnText.of(text.body());
        String subject = subject(text);
        boolean reply = isAnswer(text, subject);
        List<String> lines = lines(own, reply ? "" : subject);
        List<Sentence> sentences = Sentences.of(lines);
        double ordinary = model.score(sentences);
        Hearing hearing = Hearing.of(sentences, ordinary);
        if (text.addressedByToken() && !reply) {
            return atUnsubscribeAddress(hearing);
        }
        boolean forwarded = own.forwarded() || FORWARD.matcher(subject).find();
        if (hearing.isSilent()) {
            boolean answersOptOut = ANSWER.matcher(subject).find()
                    && asksForOptOut(List.of(ANSWER.matcher(subject).replaceFirst("")));
            return silent(own, text.addressedByToken(), answersOptOut, forwarded);
        }
        Intent intent = hearing.optOuts().isEmpty()
                ? withoutOptOut(hearing, OFFER.matcher(subject).find(), ordinary)
                : withOptOut(hearing, lines.stream().mapToInt(String::length).sum());
        return intent.kind() == Intent.Kind.OTHER ? unlessUnread(intent, own, forwarded) : intent;
    }

    /** The sentences that are the writer's own. */
    static List<Sentence> sentences(ReplyText text) {
        String subject = subject(text);
        return Sentences.of(lines(OwnText.of(text.body()), isAnswer(text, subject) ? "" : subject));
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

    private static Intent atUnsubscribeAddress(Hearing hearing) {
        if (hearing.doubt().isPresent() || hearing.asksToReceive()) {
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
        return !Hearing.of(Sentences.of(lines), 0).optOuts().isEmpty();
    }

    private static Intent withOptOut(Hearing hearing, int letters) {
        if (hearing.asksToReceive()) {
            return Intent.review(WishReason.CONTRADICTS_ITSELF);
        }
        if (hearing.doubt().isPresent()) {
            return Intent.review(hearing.doubt().get());
        }
        if (letters > LONGEST_CLEAR) {
            return Intent.review(WishReason.LONG_LETTER);
        }
        OptOut surest = hearing.optOuts().stream()
                .max(Comparator.comparingDouble(OptOut::confidence))
                .orElseThrow();
        return Intent.optOut(hearing.otherRight().orElseGet(() -> named(hearing, surest)), surest.confidence());
    }

    /** A right that the writer names says more than that something was asked. */
    private static WishReason named(Hearing hearing, OptOut surest) {
        return hearing.optOuts().stream()
                .map(OptOut::reason)
                .filter(reason -> reason != WishReason.ASKED_IN_WORDS)
                .findFirst()
                .orElse(surest.reason());
    }

    private static Intent withoutOptOut(Hearing hearing, boolean answersOffer, double ordinary) {
        if (hearing.asksToReceive()) {
            return hearing.doubt()
                    .or(hearing::ask)
                    .map(Intent::review)
                    .orElseGet(() -> Intent.other(WishReason.ASKS_TO_RECEIVE, 0.9));
        }
        if (answersOffer && hearing.onlyRefuses() && hearing.words() <= LONGEST_REFUSAL) {
            return Intent.other(WishReason.REFUSES_AN_OFFER, 0.8);
        }
        if (isOrdinary(hearing, ordinary)) {
            return Intent.other(WishReason.NOTHING_ASKED, 0.9);
        }
        return Intent.review(hearing.ask().orElse(WishReason.NOT_UNDERSTOOD));
    }

    /**
     * Either the tables or what was learnt must be sure of it, and the other not against it. The fewer words there are, and
     * the more of them sound like sending or stopping, the surer what was learnt has to be.
     */
    private static boolean isOrdinary(Hearing hearing, double ordinary) {
        boolean nothingHeard = hearing.ask().isEmpty();
        if (nothingHeard && hearing.isEveryday()) {
            return ordinary > AGAINST_ORDINARY;
        }
        double least = FOR_ORDINARY
                + (hearing.words() < FEW_WORDS ? SURER_OF_FEW_WORDS : 0)
                + (nothingHeard ? 0 : SURER_IF_HEARD);
        return hearing.words() >= FEWEST_WORDS && hearing.asksLittle() && ordinary > least;
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
