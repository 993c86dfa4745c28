package fi.rekisterihub.mail;

import fi.rekisterihub.mail.Wishes.Strength;
import fi.rekisterihub.mail.Wishes.Wish;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is heard in the sentences of a mail, before {@link ReplyIntent} weighs it. */
final class Hearing {

    private static final int CONDITION = Meanings.ALL.number("condition");
    private static final int KEEP_ME = Meanings.ALL.number("keep-me");
    private static final int NEGATION = Meanings.ALL.number("negation");
    private static final int HOW = Meanings.ALL.number("how");

    private static final Set<WishReason> MAY_BE_AN_OPT_OUT = EnumSet.of(
            WishReason.SPEAKS_OF_PERMISSIONS,
            WishReason.COMPLAINS,
            WishReason.REFUSES_SOMETHING,
            WishReason.SOMEONE_ELSE,
            WishReason.ASKS_RECTIFICATION);

    private final List<OptOut> optOuts = new ArrayList<>();
    private final List<WishReason> doubts = new ArrayList<>();
    private final List<WishReason> doubtsBeside = new ArrayList<>();
    private final List<WishReason> asks = new ArrayList<>();
    private boolean plainForTheWriter;
    private boolean toReceive;
    private int everyday;
    private int unclear;
    private int words;

    private Hearing() {}

    /** Words that are not known are trusted here to hide nothing else: what was learnt has its say on that. */
    static Hearing of(List<Sentence> sentences) {
        Hearing hearing = new Hearing();
        MailAround mail = new MailAround(sentences.stream().anyMatch(Plainness::isExplained), true);
        sentences.forEach(sentence -> hearing.hear(sentence, mail));
        return hearing;
    }

    private void hear(Sentence sentence, MailAround mail) {
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
        List<WishReason> doubted = new ArrayList<>();
        for (Wish wish : wishes) {
            if (wish.strength() == Strength.DOUBT) {
                doubted.add(wish.reason());
            } else if (wish.strength() == Strength.ASKS && !receiving) {
                asks.add(wish.reason());
            }
        }
        if (Narrowing.isIn(sentence)) {
            doubted.add(WishReason.NARROWER);
        }
        if (receiving) {
            hearReceiving(sentence);
        }
        Optional<OptOut> optOut = OptOut.surest(sentence, wishes, mail);
        optOut.ifPresent(heard -> hearOptOut(sentence, heard, doubted));
        (optOut.isPresent() ? doubts : doubtsBeside).addAll(doubted);
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

    private void hearOptOut(Sentence sentence, OptOut optOut, List<WishReason> doubted) {
        if (optOut.isOnlySpokenOf()) {
            asks.add(WishReason.SPEAKS_OF_PERMISSIONS);
        } else {
            optOuts.add(optOut);
            doubted.addAll(OptOut.doubts(sentence));
            plainForTheWriter |= optOut.forTheWriter() && doubted.isEmpty();
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

    /**
     * What casts a doubt on an opt-out. Who asks plainly for himself may tell of others and of his life beside it: "My
     * father has died and these are hard to see. Please take me off your list."
     */
    Optional<WishReason> doubt() {
        return Stream.concat(doubts.stream(), doubtsBeside.stream())
                .filter(doubt -> !(plainForTheWriter && isOfALife(doubt)))
                .findFirst();
    }

    private static boolean isOfALife(WishReason doubt) {
        return doubt == WishReason.SOMEONE_ELSE || doubt == WishReason.ASKS_RECTIFICATION;
    }

    /** What a person should do about the mail: another right before anything else that was heard. */
    Optional<WishReason> ask() {
        return otherRight().or(() -> asks.stream().findFirst());
    }

    Optional<WishReason> otherRight() {
        return asks.stream().filter(WishReason::isOtherRight).sorted().findFirst();
    }

    /**
     * Whether what was heard leaves open that the mail is an opt-out in words that the tables do not know: what the writer
     * tells of others and of his life does, whatever narrows a wish or asks for more does not.
     */
    boolean leavesOpen() {
        return !toReceive
                && Stream.of(doubts, doubtsBeside, asks).flatMap(List::stream).allMatch(MAY_BE_AN_OPT_OUT::contains);
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
