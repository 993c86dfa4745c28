package fi.rekisterihub.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.edge.SourceTrouble.SourceRefused;
import fi.rekisterihub.intake.CursorPages;
import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.intake.WatchSet;
import fi.rekisterihub.intake.WatchSet.Difference;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A source that watches people for us, as its Kamelets see it: what to tell it, and which batch of changes to fetch. */
@Component("hubWatch")
public final class HubWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HubWatch.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MORE = "hubMore";
    private static final String BEGAN = "hubBegan";
    private static final String DIFFERENCE = "hubDifference";
    private static final String BATCH = "hubBatch";
    private static final String WAITS = "hubBatchWaits";
    private static final String PART = "batch";

    private final WatchSet watchSet;
    private final CursorPages pages;
    private final Deliveries deliveries;

    public HubWatch(WatchSet watchSet, CursorPages pages, Deliveries deliveries) {
        this.watchSet = watchSet;
        this.pages = pages;
        this.deliveries = deliveries;
    }

    /** Begins a round; hubBatchWaits says whether a kill left a batch unfetched. */
    public void begin(String feed, Exchange exchange) {
        deliveries.completeLeftOvers(feed);
        exchange.setVariable(BEGAN, Instant.now());
        exchange.setVariable(MORE, true);
        waits(pages.place(feed, PART).orElse(""), exchange);
    }

    /** Writes the next operations; hubMore says whether there are any. */
    public void operations(String feed, int most, Exchange exchange) {
        Difference difference = watchSet.difference(feed, most, exchange.getVariable(BEGAN, Instant.class));
        exchange.setVariable(DIFFERENCE, difference);
        exchange.setVariable(MORE, !difference.isEmpty());
        exchange.getMessage().setBody(difference.operations());
    }

    /** The source has taken the operations. */
    public void told(String feed, Exchange exchange) {
        byte[] answer = exchange.getMessage().getBody(byte[].class);
        int refused = watchSet.told(feed, exchange.getVariable(DIFFERENCE, Difference.class), answer);
        if (refused > 0) {
            LOG.warn("{} refused to watch {} persons; they are told again in the next round.", feed, refused);
        }
    }

    /** Remembers the batch that the source has prepared before a word of it is fetched. */
    public void prepared(String feed, Exchange exchange) {
        String batch = read(exchange).path("batchId").asText("");
        pages.move(feed, PART, batch);
        waits(batch, exchange);
    }

    /** The batch's number, as a part of a query. */
    public String batch(Exchange exchange) {
        return URLEncoder.encode(String.valueOf(exchange.getVariable(BATCH, String.class)), StandardCharsets.UTF_8);
    }

    /** Keeps the fetched batch; in the same transaction it is over. */
    public void fetched(String feed, Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        if (!read(exchange).path("errors").isEmpty()) {
            throw new SourceRefused("The source reports an error for the whole batch; it is fetched again next time.");
        }
        PageSeries series = HubIntake.series(exchange);
        int page = series.next();
        if (pages.keep(series.delivery(), feed, page, body, PART, "")) {
            series.kept(page, true);
        }
        waits("", exchange);
    }

    private static void waits(String batch, Exchange exchange) {
        exchange.setVariable(BATCH, batch);
        exchange.setVariable(WAITS, !batch.isEmpty());
    }

    private static JsonNode read(Exchange exchange) {
        try {
            JsonNode answer = JSON.readTree(exchange.getMessage().getBody(byte[].class));
            if (answer == null || !answer.isObject()) {
                throw new SourceRefused("The source answered something else than a batch.");
            }
            return answer;
        } catch (IOException e) {
            throw new SourceRefused("The source answered something that is no JSON.");
        }
    }
}
