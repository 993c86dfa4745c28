package fi.rekisterihub.mail;

import fi.rekisterihub.mail.Wishes.Strength;
import fi.rekisterihub.mail.Wishes.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An opt-out that was heard in a sentence, and how surely.
 *
 * @param said the sentence, or the part of it between commas that says it
 */
record OptOut(WishReason reason, Strength strength, double confidence, Sentence said) {

    private static final int SELF = Meanings.ALL.number("self");
    private static final int MAILING_LIST = Meanings.ALL.number("mailing-list");
    private static final int UNSUBSCRIBE = Meanings.ALL.number("unsubscribe");
    private static final int WANT_OUT = Meanings.ALL.number("want-out");
    private static final int NOT_WANT = Meanings.ALL.number("not-want");
    private static final int ATTENDANCE = Meanings.ALL.number("attendance");
    private static final int THING = Meanings.ALL.number("thing");
    private static final int KEEP_ME = Meanings.ALL.number("keep-me");
    private static final int LINK = Meanings.ALL.number("link");
    private static final int BUT = Meanings.ALL.number("but");
    private static final int CONDITION = Meanings.ALL.number("condition");
    private static final int POLITE_IF = Meanings.ALL.number("polite-if");
    private static final int NEGATION = Meanings.ALL.number("negation");
    private static final int HOW = Meanings.ALL.number("how");
    private static final int ASK = Meanings.ALL.number("ask");
    private static final int FROM = Meanings.ALL.number("from");
    private static final List<Integer> OURS =
            Meanings.ALL.numbers("list", "mail", "newsletter", "these", "marketing", "data", "send");
    private static final List<Integer> ACTS = Meanings.ALL.numbers("remove", "unsubscribe", "stop", "cancel");
    private static final List<Integer> TOLD = Meanings.ALL.numbers("removing-told", "cancelling-told", "link");
    private static final int LONGEST_BARE = 7;

    /**
     * The opt-out that a sentence says most surely.
     *
     * @param mail what is known of the whole mail
     */
    static Optional<OptOut> surest(Sentence sentence, List<Wish> wishes, MailAround mail) {
        if (sentence.has(KEEP_ME) && !sentence.has(BUT)) {
            return Optional.empty();
        }
        Optional<OptOut> whole = inWhole(sentence, wishes, mail);
        if (whole.isPresent() && !whole.get().isOnlySpokenOf()) {
            return whole;
        }
        return inClause(sentence, mail).or(() -> whole);
    }

    private static Optional<OptOut> inWhole(Sentence sentence, List<Wish> wishes, MailAround mail) {
        Optional<Wish> clear = Wishes.first(wishes, Strength.CLEAR);
        if (clear.isPresent()) {
            return clear.map(wish -> new OptOut(wish.reason(), Strength.CLEAR, 0.97, sentence));
        }
        Optional<Wish> likely = Wishes.first(wishes, Strength.LIKELY);
        boolean understood = !isFromSomethingUnknown(sentence) && (mail.soundsLikeAWish() || isMostlyKnown(sentence));
        if (likely.isPresent() && understood && !sentence.has(THING)) {
            return likely.map(wish -> new OptOut(wish.reason(), Strength.LIKELY, 0.93, sentence));
        }
        boolean saysNothingElse =
                !mail.ofThings() && sentence.unknown() == 0 && sentence.tokens().size() <= LONGEST_BARE;
        return Wishes.first(wishes, Strength.BARE)
                .filter(bare -> saysNothingElse)
                .map(wish -> new OptOut(wish.reason(), Strength.BARE, 0.9, sentence));
    }

    /** "Take me off, I haven't been with you for years": the words beside it need not be known. */
    private static Optional<OptOut> inClause(Sentence sentence, MailAround mail) {
        if (sentence.has(THING) || sentence.first(HOW) == 0) {
            return Optional.empty();
        }
        return sentence.clauses().stream()
                .map(clause -> inWhole(clause, Wishes.in(clause), mail))
                .flatMap(Optional::stream)
                .filter(found -> !found.isOnlySpokenOf())
                .filter(found -> found.strength() != Strength.BARE || mail.soundsLikeAWish())
                .findFirst();
    }

    private static boolean isMostlyKnown(Sentence sentence) {
        return sentence.unknown() <= 1 + sentence.tokens().size() / 8;
    }

    /** "Take me off Monday's shift." */
    private static boolean isFromSomethingUnknown(Sentence sentence) {
        return sentence.has(FROM) && sentence.unknown() > 0 && OURS.stream().noneMatch(sentence::has);
    }

    /** Whether it says itself that it is the writer who wants to be left out. */
    boolean forTheWriter() {
        return strength != Strength.BARE && said.has(SELF);
    }

    /** "How do I unsubscribe?" and "I was removed" speak of it and do not ask for it. */
    boolean isOnlySpokenOf() {
        int how = said.first(HOW);
        boolean asked = how == 0 || how > 0 && how <= 2 && said.question();
        boolean told = strength != Strength.CLEAR && TOLD.stream().anyMatch(said::has);
        return asked && !said.has(ASK) || told;
    }

    /** What in the sentence of an opt-out makes it one for a person. */
    static List<WishReason> doubts(Sentence sentence) {
        List<WishReason> doubts = new ArrayList<>();
        if (sentence.has(THING) && !isSurelyOurs(sentence)) {
            doubts.add(WishReason.SOMETHING_ELSE_AS_WELL);
        }
        if (sentence.has(CONDITION) && !sentence.has(POLITE_IF)) {
            doubts.add(WishReason.CONDITIONAL);
        }
        if (ACTS.stream().anyMatch(act -> isNegated(sentence, sentence.first(act)))) {
            doubts.add(WishReason.NEGATED);
        }
        if (isNarrowedAfter(sentence)) {
            doubts.add(WishReason.NARROWER);
        }
        return doubts;
    }

    /** "It was a nice meeting, but take me off your mailing list": the thing is not what is to be left. */
    private static boolean isSurelyOurs(Sentence sentence) {
        boolean ofTheWriter = sentence.has(SELF) || sentence.has(WANT_OUT) || sentence.has(NOT_WANT);
        return ofTheWriter && (sentence.has(MAILING_LIST) || sentence.has(UNSUBSCRIBE)) && !sentence.has(ATTENDANCE);
    }

    private static boolean isNegated(Sentence sentence, int at) {
        return at > 0
                && Sentence.of(sentence.tokens().subList(at - 1, at), false).has(NEGATION);
    }

    /** "Remove me, but …" is narrower; "Thanks, but remove me" and "… but the link does not work" are not. */
    private static boolean isNarrowedAfter(Sentence sentence) {
        int but = sentence.first(BUT);
        if (but <= 0) {
            return false;
        }
        Sentence before = Sentence.of(sentence.tokens().subList(0, but), false);
        Sentence after =
                Sentence.of(sentence.tokens().subList(but, sentence.tokens().size()), false);
        return asksFor(before) && !asksFor(after) && !after.has(LINK);
    }

    private static boolean asksFor(Sentence part) {
        return surest(part, Wishes.in(part), MailAround.UNKNOWN).isPresent();
    }
}
