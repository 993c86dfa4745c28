package fi.rekisterihub.mail;

import java.util.List;

/** "Only", which narrows a wish, unless it belongs to the act: "just take me off" and "I only want to be left out" do not. */
final class Narrowing {

    private static final int MERE = Meanings.ALL.number("mere");
    private static final List<Integer> ACTS = Meanings.ALL.numbers(
            "remove", "unsubscribe", "stop", "cancel", "leave", "want-out", "enough", "link", "trouble", "not-want");
    private static final List<Integer> OF_WHAT_IS_WANTED = Meanings.ALL.numbers(
            "mail", "newsletter", "marketing", "these", "receive-verb", "send", "ask", "channel", "list", "topic");
    private static final int NEAR = 4;

    private Narrowing() {}

    static boolean isIn(Sentence sentence) {
        int mere = sentence.first(MERE);
        if (mere < 0 || OF_WHAT_IS_WANTED.stream().noneMatch(sentence::has)) {
            return false;
        }
        int end = Math.min(mere + 1 + NEAR, sentence.tokens().size());
        Sentence after = Sentence.of(sentence.tokens().subList(mere + 1, end), false);
        return ACTS.stream().noneMatch(after::has);
    }
}
