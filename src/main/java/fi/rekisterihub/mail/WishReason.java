package fi.rekisterihub.mail;

import java.util.Locale;

/** Why a reply is an opt-out, one for a person, or neither. The sentence is what a steward reads; it stands in three languages. */
public enum WishReason {
    ASKED_IN_WORDS("The mail asks in words to get no more."),
    WITHDRAWS_CONSENT("The mail withdraws a consent to marketing."),
    OBJECTS_TO_MARKETING("The mail objects to direct marketing."),
    SOUNDS_LIKE_AN_OPT_OUT("The mail sounds like an opt-out, by what was learnt from others."),
    AT_UNSUBSCRIBE_ADDRESS("The mail came to the address that only opts out."),

    ASKS_ERASURE("The mail asks for data to be erased."),
    ASKS_ACCESS("The mail asks what is known of the writer, or from where."),
    ASKS_RECTIFICATION("The mail tells of something that has changed or is wrong."),
    ASKS_RESTRICTION("The mail asks for the use of data to be restricted."),
    ASKS_PORTABILITY("The mail asks for data or a subscription to be moved."),

    NARROWER("The mail wants less than to stop everything: enter what it wants."),
    SOMEONE_ELSE("The mail speaks of somebody else than the writer: see whom it is about."),
    SOMETHING_ELSE_AS_WELL("The mail may ask for an opt-out, and speaks of something else in the same sentence."),
    CONDITIONAL("The mail asks for an opt-out on a condition."),
    NEGATED("The mail says no to an opt-out, or seems to."),
    CONTRADICTS_ITSELF("The mail asks both to receive and not to receive."),
    REFUSES_SOMETHING("The mail says no, and not to what."),
    COMPLAINS("The mail complains of our sending."),
    SPEAKS_OF_PERMISSIONS("The mail speaks of sending or stopping, and no clear wish was found."),
    LONG_LETTER("The mail asks for an opt-out in a long letter: see what else it says."),
    LOOKS_AUTOMATIC("The mail looks automatic and seems to ask for something: see whether a person asks."),
    TOO_LONG("The mail is longer than what was read of it."),
    FORWARDED("The mail passes on another's message: see whose wish it is."),
    BELOW_THE_CLOSING("The mail says something below its closing that sounds like an opt-out."),
    UNCLEAR_AT_UNSUBSCRIBE_ADDRESS("The mail came to the address that only opts out, and its words say otherwise."),
    EMPTY_AT_UNSUBSCRIBE_ADDRESS("The mail is an empty answer to the address that only opts out."),
    NOT_UNDERSTOOD("A person wrote the mail, and it was not understood."),

    ASKS_TO_RECEIVE("The mail asks to receive; nothing is granted by mail."),
    REFUSES_AN_OFFER("The mail says no to an offer."),
    NOTHING_ASKED("The mail asks for nothing about permissions."),
    EMPTY("The mail is empty.");

    private final String sentence;

    WishReason(String sentence) {
        this.sentence = sentence;
    }

    /** As it stands in tables and in JSON: {@code asked-in-words}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String sentence() {
        return sentence;
    }

    static WishReason of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Another right than the one to object: a steward starts a request for it also when the opt-out is entered. */
    public boolean isOtherRight() {
        return switch (this) {
            case ASKS_ERASURE, ASKS_ACCESS, ASKS_RECTIFICATION, ASKS_RESTRICTION, ASKS_PORTABILITY -> true;
            default -> false;
        };
    }
}
