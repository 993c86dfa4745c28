package fi.rekisterihub.mail;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server said, prepared for comparing: the words without what only looks like words (URLs, addresses, names of
 * hosts, repeated codes), and the codes apart.
 *
 * @param words lower case, without accents, one space between words, {@code @} for an address, {@code %} for a host,
 *     {@code ;} where a sentence ends, since what is said of one thing is not said of the next
 * @param codes the enhanced status codes (RFC 3463), in their order
 * @param replies the SMTP reply codes, in their order
 */
record Diagnostic(
        String words,
        List<String> codes,
        List<Integer> replies,
        @Nullable Stage stage) {

    static final Diagnostic NONE = new Diagnostic("", List.of(), List.of(), null);

    private static final int LONGEST = 6000;
    private static final String END = "\u0001";

    private static final Pattern URL = Pattern.compile("(?:https?://|www\\.)[^\\s<>\"']{1,500}");
    /** A gateway's own name for a failure, before the words of the server behind it. */
    private static final Pattern WRAPPER =
            Pattern.compile("\\b[45]\\.\\d{1,3}\\.\\d{1,3} - [a-z ()]{3,60}(?=[45]\\d\\d[ -])");
    /** Whom Postfix and Exim quote. */
    private static final Pattern SAID =
            Pattern.compile("\\bhost [^\\s\\[]{1,200}(?: ?\\[[^\\]\\n]{1,60}\\])?(?:\\s+said)?:");
    /** Postfix says so before every reason of its own rules. */
    private static final Pattern PREFIX = Pattern.compile("\\brecipient address rejected: (?=\\w)(?!access denied)");

    private static final Pattern CODES = Pattern.compile(
            "(?<![\\w.])(?:#|smtp; ?)?([245]\\d\\d)?(?: ?[#-] ?| )?[(\\[]?#?([245]\\.\\d{1,3}\\.\\d{1,3})[)\\]]?(?![\\w.]\\d)|(?<![\\w.#\\[-])([245]\\d\\d)(?=[ -](?!\\w{1,12} ?\\d)|[:,)\\n]|$)");
    private static final Pattern HOST = Pattern.compile(
            "(?<![\\w@.-])(?!resolver\\.|storedrv\\.|queue\\.|routing\\.|smtpsend\\.|submission|transport\\.)"
                    + "[a-z0-9_-]{1,63}+(?:\\.[a-z0-9_-]{1,63}+){0,8}\\.[a-z]{2,24}(?![\\w@])");
    private static final Pattern LIST_HOST = Pattern.compile(
            "spamhaus|spamcop|barracudacentral|sorbs|rbl|dnsbl|surbl|uribl|abuseat|blacklist|senderscore");
    private static final Pattern IP =
            Pattern.compile("(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.]\\d)(?::\\d{1,5})?");
    /** Not the dots that Sendmail puts between an address and what it says of it. */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<!\\.)[.!?](?=\\s+\\S)");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** @param raw of one recipient, with its lines */
    static Diagnostic of(String raw) {
        String text = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
        String lower = folded(text);
        Stage stage = Stage.in(lower);
        String plain = URL.matcher(lower.replaceAll("\\s*\\n\\s*", "\n")).replaceAll(" ");
        plain = Addresses.ADDRESS.matcher(plain).replaceAll(" @ ");
        plain = SAID.matcher(plain).replaceAll(" ");
        plain = PREFIX.matcher(plain).replaceAll(" ");
        plain = WRAPPER.matcher(plain.replace('\n', ' ')).replaceAll("");
        List<String> codes = new ArrayList<>();
        List<Integer> replies = new ArrayList<>();
        plain = withoutCodes(plain, codes, replies);
        plain = IP.matcher(plain).replaceAll(" ");
        plain = HOST.matcher(plain)
                .replaceAll(host -> LIST_HOST.matcher(host.group()).find() ? " blocklist " : " % ");
        plain = SENTENCE_END.matcher(plain).replaceAll(END);
        plain = plain.replaceAll("[\\[\\](){}<>\"`|*!?_=;]+", " ");
        plain = plain.replace(END, " ; ").replaceAll("[.:,]+(?= |$)", " ").replaceAll("\\s+", " ");
        plain = plain.replaceAll("(?:^| )(?:; )+", " ; ").replaceAll("^[ ;]+|[ ;]+$", "");
        return new Diagnostic(plain, List.copyOf(codes), List.copyOf(replies), stage);
    }

    static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .replace('\u2019', '\'')
                .replace('\u00A0', ' ')
                .toLowerCase(Locale.ROOT);
    }

    private static String withoutCodes(String text, List<String> codes, List<Integer> replies) {
        Matcher matcher = CODES.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            String reply = matcher.group(1) != null ? matcher.group(1) : matcher.group(3);
            if (reply != null) {
                replies.add(Integer.valueOf(reply));
            }
            if (matcher.group(2) != null) {
                codes.add(matcher.group(2));
            }
            matcher.appendReplacement(rest, " ");
            if (endsInColon(rest)) {
                rest.append(END);
            }
        }
        return matcher.appendTail(rest).toString();
    }

    /** "The response was: 550 …" ends what the report says and begins what the server says. */
    private static boolean endsInColon(StringBuilder text) {
        int last = text.length() - 1;
        while (last >= 0 && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        return last >= 0 && text.charAt(last) == ':';
    }

    /** The first code that says more than a class; else the first. */
    @Nullable
    String code() {
        return codes.stream()
                .filter(EnhancedCodes::isTelling)
                .findFirst()
                .or(() -> codes.stream().findFirst())
                .orElse(null);
    }

    boolean isEmpty() {
        return words.isEmpty() && codes.isEmpty() && replies.isEmpty();
    }

    /** '4' or '5' when the server said one of them, 0 when it said neither or both. */
    int severity() {
        boolean passing = codes.stream().anyMatch(code -> code.startsWith("4"))
                || replies.stream().anyMatch(reply -> reply / 100 == 4);
        boolean lasting = codes.stream().anyMatch(code -> code.startsWith("5"))
                || replies.stream().anyMatch(reply -> reply / 100 == 5);
        return passing == lasting ? 0 : passing ? '4' : '5';
    }
}
