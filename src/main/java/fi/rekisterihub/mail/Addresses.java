package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/** Finds mail addresses. Every quantifier is bounded, so that a megabyte of one letter costs nothing. */
final class Addresses {

    static final Pattern ADDRESS =
            Pattern.compile("(?<![A-Za-z0-9.!#$%&'*+/=?^_`{|}~-])[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,128}+"
                    + "@\\[?[A-Za-z0-9-]{1,63}+(?:\\.[A-Za-z0-9-]{1,63}+){0,8}\\]?");
    private static final Pattern MAILTO = Pattern.compile("<?mailto:([^>?,\\s]{1,320})", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 50;

    private Addresses() {}

    /** The addresses in these fields, in their order, each once. */
    static List<String> in(Headers headers, String... names) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : names) {
            for (String value : headers.all(name)) {
                found.addAll(ofField(value));
            }
        }
        return found.stream().limit(MOST).toList();
    }

    static List<String> mailto(String listUnsubscribe) {
        Matcher matcher = MAILTO.matcher(listUnsubscribe);
        List<String> found = new ArrayList<>();
        while (matcher.find() && found.size() < MOST) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static List<String> ofField(String value) {
        try {
            List<String> parsed = LenientAddressParser.DEFAULT.parseAddressList(value).flatten().stream()
                    .map(Mailbox::getAddress)
                    .filter(address -> address != null && address.indexOf('@') > 0)
                    .toList();
            if (!parsed.isEmpty()) {
                return parsed;
            }
        } catch (RuntimeException unreadable) {
            // Read below as plain text.
        }
        return inText(value);
    }

    static List<String> inText(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find() && found.size() < MOST) {
            found.add(trimmed(matcher.group()));
        }
        return found;
    }

    /** Without what punctuation the address touched. */
    static String trimmed(String address) {
        String bare = address.replaceAll("^['=*|.]{1,8}|['.]{1,8}$", "");
        return bare.startsWith("rfc822;") ? bare.substring(7) : bare;
    }

    static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
