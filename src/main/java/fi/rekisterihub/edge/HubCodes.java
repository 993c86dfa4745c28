package fi.rekisterihub.edge;

import fi.rekisterihub.intake.CodeLists;
import fi.rekisterihub.intake.CodeLists.Wanted;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** Code lists as their Kamelet sees them: which is wanted next, and what came. */
@Component("hubCodes")
public final class HubCodes {

    private static final String WANTED = "hubCodeLists";
    private static final String MORE = "hubMoreCodes";
    private static final String POST_CODES = "hubPostCodes";
    private static final String QUERY = "hubQuery";

    private final CodeLists lists;

    public HubCodes(CodeLists lists) {
        this.lists = lists;
    }

    /** Sees which lists are not there or too old; hubMoreCodes says whether there is one. */
    public void begin(String names, String languages, String older, Exchange exchange) {
        Deque<Wanted> wanted =
                new ArrayDeque<>(lists.due(split(names), split(languages), DurationStyle.detectAndParse(older)));
        exchange.setVariable(WANTED, wanted);
        exchange.setVariable(MORE, !wanted.isEmpty());
    }

    /** Writes the question for the next list; hubPostCodes says where to ask. */
    public void question(Exchange exchange) {
        Wanted next = wanted(exchange).getFirst();
        String language = "lang=" + next.language();
        exchange.setVariable(POST_CODES, next.isOfPostCodes());
        exchange.setVariable(
                QUERY,
                next.isOfPostCodes()
                        ? language
                        : "code=" + URLEncoder.encode(next.list(), StandardCharsets.UTF_8) + "&" + language);
    }

    /** Keeps the list in the body. */
    public void keep(Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        Deque<Wanted> wanted = wanted(exchange);
        lists.keep(wanted.getFirst(), body == null ? new byte[0] : body);
        wanted.removeFirst();
        exchange.setVariable(MORE, !wanted.isEmpty());
    }

    private static List<String> split(String names) {
        return List.of(names.strip().split("\\s*,\\s*"));
    }

    @SuppressWarnings("unchecked") // what begin() has put there
    private static Deque<Wanted> wanted(Exchange exchange) {
        return exchange.getVariable(WANTED, Deque.class);
    }
}
