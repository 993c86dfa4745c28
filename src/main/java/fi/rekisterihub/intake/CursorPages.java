package fi.rekisterihub.intake;

import fi.rekisterihub.content.RecordReaders;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pages of sources that tell what is new since a place that the hub remembers. The page and the new place are one
 * transaction: after a kill the source is asked for exactly what has not been kept.
 */
@Service
public class CursorPages {

    private final FeedCursors cursors;
    private final TransactionTemplate transaction;
    private final Mappings mappings;
    private final Shields shields;
    private final Pages pages;

    CursorPages(FeedCursors cursors, TransactionTemplate transaction, Mappings mappings, Shields shields, Pages pages) {
        this.cursors = cursors;
        this.transaction = transaction;
        this.mappings = mappings;
        this.shields = shields;
        this.pages = pages;
    }

    /** The place up to which this part of the feed is known; empty when it has never been read. */
    public Optional<String> place(String feed, String part) {
        return cursors.place(feed, part);
    }

    /** Remembers a place without a page. */
    public void move(String feed, String part, String place) {
        cursors.move(feed, part, place);
    }

    /**
     * Keeps the page, unless it is empty, and the place after it.
     *
     * @return whether a page was kept
     * @throws UnreadableDelivery when it is no page of this feed; then the place stays
     */
    public boolean keep(long delivery, String feed, int page, byte[] answer, String part, String place) {
        Mapping mapping = mappings.get(feed);
        ContentFormat format = mapping.content();
        byte[] body = shields.page(mapping, answer);
        int records = RecordReaders.count(format, body);
        transaction.executeWithoutResult(status -> {
            if (records > 0) {
                pages.store(delivery, page, body, records, -1);
            }
            move(feed, part, place);
        });
        return records > 0;
    }
}
