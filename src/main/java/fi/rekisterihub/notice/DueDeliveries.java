package fi.rekisterihub.notice;

/**
 * How what is due is found. A feed that changes every customer leaves millions waiting, so a route's are read in their
 * order from the index, and no further than they are wanted.
 */
final class DueDeliveries {

    /**
     * Whether the delivery waits because it would tell of somebody whose data is restricted. That it is, that it no longer is,
     * and what protects the person is told all the same. Almost always nobody is restricted, and the index is empty.
     */
    private static final String HELD = """
            exists (select from restriction r join notice k on k.id = %1$s.notice_id
                     where r.person_id = %1$s.entity_id and r.lifted_at is null
                       and k.kind in ('rectified', 'merged', 'separated'))
            """;

    /** Whether the delivery {@code w} may be tried now. */
    static final String NOW = """
            w.route = :route
            and (w.status = 'new' and w.next_at <= now() or w.status = 'claimed' and w.claimed_until < now())
            and not %s
            """.formatted(HELD.formatted("w"));

    // The states are those that are not over, said so that the index of all that waits cannot be gone through for each.
    /** Whether nothing that comes before the delivery {@code w} is still on its way, and its register has a profile. */
    static final String FREE = """
            (cardinality(:closed::text[]) = 0
                 or not exists (select from notice c where c.id = w.notice_id and c.register_id = any(:closed::text[])))
            and not exists (select 1
                              from notice_delivery earlier
                             where earlier.recipient = w.recipient
                               and earlier.entity_id = w.entity_id
                               and earlier.position < w.position
                               and earlier.status not in ('sent', 'confirmed', 'dead', 'refused')
                               and not %s)
            """.formatted(HELD.formatted("earlier"));

    /**
     * Takes the oldest that are due, each of its person first; what it returns is the caller's. The subquery is materialised
     * so that the limit is the limit of what is claimed, whatever the planner does.
     */
    static final String CLAIM = """
            with due as materialized (
                select w.id
                  from notice_delivery w
                 where %s and %s
                 order by w.position
                 limit :most
                   for update of w skip locked)
            update notice_delivery d
               set status = 'claimed', attempts = d.attempts + 1, lease = gen_random_uuid(),
                   claimed_until = now() + :seconds * interval '1 second'
              from due, notice n
             where d.id = due.id and n.id = d.notice_id
            returning d.id, d.lease, d.notice_id, n.register_id, n.kind, d.entity_id, d.recipient, d.route, d.position,
                      d.attempts, n.created_at, d.reminder, d.payload,
                      %s as followed
            """.formatted(NOW, FREE, Overtaking.FOLLOWED);

    private DueDeliveries() {}
}
