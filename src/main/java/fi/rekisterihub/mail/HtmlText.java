package fi.rekisterihub.mail;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The readable text of an HTML mail. Block quotes become {@code >} lines; what is not shown is dropped. */
final class HtmlText implements NodeVisitor {

    private static final Set<String> LINES = Set.of(
            "p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr", "blockquote", "pre");
    private static final int LONGEST = 512 * 1024;

    private final StringBuilder text = new StringBuilder();
    private int quoted;

    private HtmlText() {}

    static String of(String html) {
        HtmlText reader = new HtmlText();
        var page = Jsoup.parse(html.length() > LONGEST ? html.substring(0, LONGEST) : html);
        page.select("style, script, head, title").remove();
        NodeTraversor.traverse(reader, page.body());
        return reader.text.toString();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            text.append(words.text().replace('\u00A0', ' '));
        } else if (node instanceof Element element) {
            if (element.normalName().equals("blockquote")) {
                quoted++;
            }
            breakLine(element);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (element.normalName().equals("blockquote")) {
                quoted--;
            }
            breakLine(element);
        }
    }

    private void breakLine(Element element) {
        if (LINES.contains(element.normalName())) {
            text.append(quoted > 0 ? "\n> " : "\n");
        }
    }
}
