package fi.rekisterihub.edge;

import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.edge.SourceTrouble.SourceRefused;
import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.intake.Deliveries.OpenDelivery;
import fi.rekisterihub.intake.Lookups;
import fi.rekisterihub.intake.Pages;
import fi.rekisterihub.intake.PersonLookups;
import fi.rekisterihub.intake.SourceLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** Deliveries as the Kamelets see them. What is being fetched travels in exchange variables, never in headers. */
@Component("hubIntake")
public final class HubIntake {

    private static final String PAGE = "hubPage";
    private static final String MORE = "hubMore";
    private static final String KEY = "hubKey";
    /** Set by the Kamelets that take files with names. */
    static final String FILE_NAME = "hubFileName";

    private static final String ANSWER_PAGE = "hubAnswerPage";
    private static final String ANSWER_FIRST = "hubAnswerFirst";

    private final Deliveries deliveries;
    private final Pages pages;
    private final Lookups lookups;
    private final PersonLookups persons;
    private final SourceLimits limits;

    public HubIntake(Deliveries deliveries, Pages pages, Lookups lookups, PersonLookups persons, SourceLimits limits) {
        this.deliveries = deliveries;
        this.pages = pages;
        this.lookups = lookups;
        this.persons = persons;
        this.limits = limits;
    }

    /** Begins a series of pages or goes on with the one that was cut short. */
    public void open(String feed, String origin, Exchange exchange) {
        OpenDelivery open = deliveries.open(feed, origin);
        exchange.setVariable(PageSeries.VARIABLE, new PageSeries(open.id(), feed, open.pages()));
        exchange.setVariable(PAGE, open.pages() + 1);
        exchange.setVariable(MORE, true);
    }

    /**
     * Keeps the body as the next page and works out whether there are more.
     *
     * @param total where a page says how many records there are in all; blank when the source does not say
     * @param full how many records a full page has, in a source that pages without a total; 0 when it does not page
     */
    public void page(String feed, String total, int full, Exchange exchange) {
        PageSeries series = series(exchange);
        int page = series.next();
        byte[] body = exchange.getMessage().getBody(byte[].class);
        Integer first = exchange.getVariable(ANSWER_FIRST, Integer.class);
        Optional<String> totalPath = text(total);
        try {
            Pages.Kept kept = totalPath.isPresent()
                    ? pages.keep(series.delivery(), feed, page, body, totalPath)
                    : pages.keepAnswer(series.delivery(), feed, page, body, first == null ? page : first, full);
            if (kept.stored()) {
                series.kept(page, totalPath.isEmpty());
            }
            exchange.setVariable(MORE, kept.more());
            exchange.setVariable(PAGE, series.next());
            exchange.setVariable(ANSWER_PAGE, first == null ? 1 : series.next() - first + 1);
            String source = exchange.getVariable(HubLimits.SOURCE, String.class);
            if (source != null) {
                limits.received(source, kept.records());
            }
        } catch (UnreadableDelivery unsound) {
            deliveries.fail(series.delivery(), String.valueOf(unsound.getMessage()));
            throw unsound;
        }
        String key = exchange.getVariable(KEY, String.class);
        if (key != null && !Boolean.TRUE.equals(exchange.getVariable(MORE, Boolean.class))) {
            lookups.asked(feed, key);
        }
    }

    public void complete(String feed, Exchange exchange) {
        deliveries.complete(series(exchange).delivery(), feed);
    }

    /** Keeps the body, streamed, as one whole file. */
    public void file(String feed, String origin, Exchange exchange) throws IOException {
        try (InputStream content = exchange.getMessage().getBody(InputStream.class)) {
            deliveries.fromFile(feed, origin, exchange.getVariable(FILE_NAME, String.class), content);
        }
    }

    /** Business ids to ask the source about, the longest unasked first. */
    public List<String> due(String feed, int most, String again) {
        return lookups.due(feed, most, DurationStyle.detectAndParse(again));
    }

    /** Keys of persons to ask the source about, the longest unasked first. */
    public List<String> duePersons(String feed, int most, String again) {
        return persons.due(feed, most, DurationStyle.detectAndParse(again));
    }

    /** A value as a query carries it. */
    public String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Asks by key: the answer that is kept next, on one page or several, belongs to it. */
    public void key(String key, Exchange exchange) {
        PageSeries series = PageSeries.of(exchange);
        exchange.setVariable(KEY, key);
        exchange.setVariable(ANSWER_FIRST, series == null ? 1 : series.next());
        exchange.setVariable(ANSWER_PAGE, 1);
        exchange.setVariable(MORE, true);
    }

    /** An answer that says no although the HTTP status says yes ends the fetching, with the source's own code. */
    public void refuse(String pattern, Exchange exchange) {
        String body = exchange.getMessage().getBody(String.class);
        if (body != null
                && java.util.regex.Pattern.compile(pattern).matcher(body).find()) {
            throw new SourceRefused(
                    "The source answered HTTP 200 with an error that concerns every call (%s).".formatted(pattern));
        }
    }

    static PageSeries series(Exchange exchange) {
        PageSeries series = PageSeries.of(exchange);
        if (series == null) {
            throw new IllegalStateException(
                    "Route %s has no open delivery; begin with kamelet:hub-delivery-open-action."
                            .formatted(exchange.getFromRouteId()));
        }
        return series;
    }

    private static Optional<String> text(String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
    }
}
