package fi.rekisterihub.notice;

/**
 * How what is due is found. A feed that changes every customer leaves millions waiting, so a route's are read in their
 * order from the index, and no further than they are wanted.
 */
final class DueDeliveries {

    /** Whether the delivery {@code w} may be tried now. */
    static final String NOW = """
            w.route = :route
            and (w.status = 'new' and w.next_at <= now() or w.status = 'claimed' and w.claimed_until < now())
            """;

    /** Whether nothing that comes before the delivery {@code w} is still on its way, and its register has a profile. */
    static final String FREE = """
            (cardinality(:closed::text[]) = 0
                 or not exists (select from notice c where c.id = w.notice_id and c.register_id = any(:closed::text[])))
            and not exists (select 1
                              from notice_delivery earlier
                             where earlier.recipient = w.recipient
                               and earlier.entity_id = w.entity_id
                               and earlier.position < w.position
                               and earlier.status in ('new', 'claimed'))
            """;

    private DueDeliveries() {}
}
