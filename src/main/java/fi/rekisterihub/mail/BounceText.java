package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a bounce in front of the original: whom they speak of, and what they say of each. */
final class BounceText {

    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_LINE = 2000;

    private static final Pattern HEAD = Pattern.compile(
            "^[\\s>*<\"'|.()\\[\\]#-]{0,40}(?:<<< )?(?:\\d{1,3}[.)] )?(?:[45]\\d\\d[ -])?(?:#?[45]\\.\\d{1,3}\\.\\d{1,3} )?[<\"'(\\[]{0,3}$");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?:recipients?|recipient address|rcpt to|addressed to|address(?:es)?|deliver\\w* (?:to|your \\w+ to)|delivered to|(?:mail|message|e-mail) (?:has been sent )?to|intended for|failed|reach\\w*|for user|user|errors?)[ :<\"'(\\[]{0,6}$");
    private static final Pattern TO_FIELD = Pattern.compile("(?i)^\\s{0,8}(?:to|cc|bcc)\\s?:.*");
    private static final Pattern OTHERS = Pattern.compile(
            "(?i)generated (?:by|from)|assistance|\\bcontact\\b|please send|mail ?from:?|envelope-?(?:from|sender)|on behalf"
                    + "|^\\s{0,8}(?:from|reply-to|sender|return-path|subject|message-id|message id|date|x-[a-z-]{1,40}|final-recipient|original-recipient)\\s?:");
    /** Lines that repeat the original's header: its subject may say anything. */
    private static final Pattern FIELD = Pattern.compile(
            "(?i)^\\s{0,8}(?:subject|from|to|cc|date|sent|message-id|message id|reply-to|sender|reporting-mta|remote-mta|received-from-mta"
                    + "|arrival-date|last-attempt-date|final-recipient|original-recipient|action|status|content-type)\\s?:.*");
    /** Sendmail 5 writes a line for the host before the line of the recipient. */
    private static final Pattern OF_A_HOST =
            Pattern.compile("^[45]\\d\\d \\S{1,200} \\(smtp\\)\\.\\.\\..*|^While talking to.*");
    /** The first reply of a server in the text. */
    private static final Pattern REPLY =
            Pattern.compile("(?m)(?<![\\w.#\\[-])(?:#?[45]\\d\\d(?:[ -]|, |: ?)(?=\\S)|[45]\\.\\d{1,3}\\.\\d{1,3} <)");

    private static final int LONGEST_REPLY = 1500;

    private final List<String> lines;

    private BounceText(List<String> lines) {
        this.lines = lines;
    }

    static BounceText of(String text) {
        String front = OriginalCut.before(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return new BounceText(front.lines()
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
                .toList());
    }

    /** Whom it speaks of; those that stand at the head of a line or behind a word such as "recipient" first. */
    Collection<String> recipients(Set<String> senders) {
        Map<String, String> named = new LinkedHashMap<>();
        Map<String, String> inToField = new LinkedHashMap<>();
        Map<String, String> anywhere = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher address = Addresses.ADDRESS.matcher(line);
            boolean ofOthers = OTHERS.matcher(line).find();
            while (address.find()) {
                String found = Addresses.trimmed(address.group());
                String key = Addresses.key(found);
                if (senders.contains(key)) {
                    continue;
                }
                String before = line.substring(0, address.start());
                if (!ofOthers
                        && (HEAD.matcher(before).matches()
                                || NAMED.matcher(before).find())) {
                    named.putIfAbsent(key, found);
                } else if (TO_FIELD.matcher(line).matches()) {
                    inToField.putIfAbsent(key, found);
                } else if (!ofOthers) {
                    anywhere.putIfAbsent(key, found);
                }
            }
        }
        return !named.isEmpty() ? named.values() : !inToField.isEmpty() ? inToField.values() : anywhere.values();
    }

    /** The lines that speak of this recipient: those with the address, and what follows until another's. */
    String about(String recipient, Collection<String> others) {
        String key = Addresses.key(recipient);
        List<String> own = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            String lower = Addresses.key(line);
            if (lower.contains(key)) {
                inside = true;
            } else if (others.stream().anyMatch(other -> lower.contains(Addresses.key(other)))
                    || inside && OF_A_HOST.matcher(line).matches()) {
                inside = false;
            }
            if (inside && !FIELD.matcher(line).matches()) {
                own.add(line);
            }
        }
        return String.join("\n", own);
    }

    /** From the first reply code to the end of the paragraph: what a server said, without what the report adds. */
    static String reply(String words) {
        Matcher reply = REPLY.matcher(words);
        if (!reply.find()) {
            return "";
        }
        int blank = words.indexOf("\n\n", reply.end());
        int end = blank < 0 ? words.length() : blank;
        return words.substring(reply.start(), Math.min(end, reply.start() + LONGEST_REPLY));
    }

    /** All lines but those that only repeat the original's header. */
    String whole() {
        return String.join(
                "\n",
                lines.stream().filter(line -> !FIELD.matcher(line).matches()).toList());
    }
}
