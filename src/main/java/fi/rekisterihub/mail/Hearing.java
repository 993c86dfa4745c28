package fi.rekisterihub.mail;

import fi.rekisterihub.mail.Wishes.Strength;
import fi.rekisterihub.mail.Wishes.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is heard in the sentences of a mail, before {@link ReplyIntent} weighs it. */
final class Hearing {

    private static final int CONDITION = Meanings.ALL.number("condition");
    private static final int KEEP_ME = Meanings.ALL.number("keep-me");
    private static final int NEGATION = Meanings.ALL.number("negation");
    private static final int HOW = Meanings.ALL.number("how");

    private final List<OptOut> optOuts = new ArrayList<>();
    private final List<WishReason> doubts = new ArrayList<>();
    private final List<WishReason> asks = new ArrayList<>();
    private boolean toReceive;
    private int everyday;
    private int unclear;
    private int words;

    private Hearing() {}

    static Hearing of(List<Sentence> sentences) {
        Hearing hearing = new Hearing();
        boolean ofThings = sentences.stream().anyMatch(Plainness::isExplained);
        sentences.forEach(sentence -> hearing.hear(sentence, ofThings));
        return hearing;
    }

    private void hear(Sentence sentence, boolean ofThings) {
        words += sentence.tokens().size();
        switch (Plainness.of(sentence)) {
            case EVERYDAY -> everyday++;
            case UNCLEAR -> unclear++;
            case SAYS_NOTHING -> {
                // A greeting or a name tells nothing of the mail.
            }
        }
        List<Wish> wishes = Wishes.in(sentence);
        boolean receiving = Wishes.first(wishes, Strength.RECEIVE).isPresent();
        for (Wish wish : wishes) {
            if (wish.strength() == Strength.DOUBT) {
                doubts.add(wish.reason());
            } else if (wish.strength() == Strength.ASKS && !receiving) {
                asks.add(wish.reason());
            }
        }
        if (receiving) {
            hearReceiving(sentence);
        }
        OptOut.surest(sentence, wishes, ofThings).ifPresent(optOut -> hearOptOut(sentence, optOut));
    }

    /** "I did not sign up" and "why don't you stop sending" are no wish to receive. */
    private void hearReceiving(Sentence sentence) {
        boolean plain = sentence.has(KEEP_ME) || !sentence.has(NEGATION);
        if (plain && !sentence.has(CONDITION) && sentence.first(HOW) != 0) {
            toReceive = true;
        } else {
            asks.add(WishReason.SPEAKS_OF_PERMISSIONS);
        }
    }

    private void hearOptOut(Sentence sentence, OptOut optOut) {
        if (optOut.isOnlySpokenOf(sentence)) {
            asks.add(WishReason.SPEAKS_OF_PERMISSIONS);
        } else {
            optOuts.add(optOut);
            doubts.addAll(OptOut.doubts(sentence));
        }
    }

    boolean isSilent() {
        return words == 0;
    }

    int words() {
        return words;
    }

    List<OptOut> optOuts() {
        return optOuts;
    }

    boolean asksToReceive() {
        return toReceive;
    }

    Optional<WishReason> doubt() {
        return doubts.stream().findFirst();
    }

    /** What a person should do about the mail: another right before anything else that was heard. */
    Optional<WishReason> ask() {
        return otherRight().or(() -> asks.stream().findFirst());
    }

    Optional<WishReason> otherRight() {
        return asks.stream().filter(WishReason::isOtherRight).sorted().findFirst();
    }

    /** Whether no more was heard than words that are of sending or stopping something. */
    boolean asksLittle() {
        return asks.stream().allMatch(WishReason.SPEAKS_OF_PERMISSIONS::equals);
    }

    boolean onlyRefuses() {
        return !asks.isEmpty() && asks.stream().allMatch(WishReason.REFUSES_SOMETHING::equals);
    }

    /** Whether every sentence speaks of something known that is not our mail. */
    boolean isEveryday() {
        return unclear == 0 && everyday > 0;
    }
}
