package fi.rekisterihub.edge;

import java.util.Locale;
import java.util.Set;
import org.springframework.web.util.HtmlUtils;

/** The readable text of an HTML mail. Block quotes become {@code >} lines; styles, scripts and comments are dropped. */
final class HtmlText {

    private static final Set<String> BLOCKS =
            Set.of("p", "div", "br", "tr", "li", "h1", "h2", "h3", "table", "ul", "ol", "hr", "blockquote");
    private static final Set<String> UNSEEN = Set.of("style", "script", "head", "title");

    private final StringBuilder text = new StringBuilder();
    private int quoted;
    private int unseen;

    private HtmlText() {}

    static String of(String html) {
        HtmlText reader = new HtmlText();
        reader.read(html);
        return HtmlUtils.htmlUnescape(reader.text.toString());
    }

    private void read(String html) {
        int at = 0;
        while (at < html.length()) {
            int open = html.indexOf('<', at);
            int end = open < 0 ? html.length() : open;
            if (unseen == 0) {
                add(html.substring(at, end));
            }
            if (open < 0) {
                return;
            }
            if (html.startsWith("<!--", open)) {
                int close = html.indexOf("-->", open);
                at = close < 0 ? html.length() : close + 3;
                continue;
            }
            int close = html.indexOf('>', open);
            if (close < 0) {
                return;
            }
            tag(html.substring(open + 1, close).strip().toLowerCase(Locale.ROOT));
            at = close + 1;
        }
    }

    private void tag(String tag) {
        boolean closing = tag.startsWith("/");
        String name = (closing ? tag.substring(1) : tag).split("[\\s/]", 2)[0];
        if (UNSEEN.contains(name)) {
            unseen = Math.max(0, unseen + (closing ? -1 : 1));
        }
        if (name.equals("blockquote")) {
            quoted = Math.max(0, quoted + (closing ? -1 : 1));
        }
        if (BLOCKS.contains(name)) {
            text.append(quoted > 0 ? "\n> " : "\n");
        }
    }

    private void add(String piece) {
        text.append(piece.replaceAll("\\s+", " "));
    }
}
