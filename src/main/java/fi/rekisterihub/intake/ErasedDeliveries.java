package fi.rekisterihub.intake;

import fi.rekisterihub.register.ErasureRest;
import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.PersonTraces.SourceKey;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Files and pages as they came, of feeds that have spoken of the person. They hold others beside, so each is written anew without
 * the person, soon after; until then nothing in it can come back, because whoever reads it asks who was erased.
 */
@Repository
class ErasedDeliveries implements KeepsPersonalData {

    private static final String OF_FEEDS = """
            select distinct d.id::text
              from run r join delivery d on d.id = r.delivery_id
             where r.register_id = :register and r.feed = any(:feeds) and d.purged_at is null
            """;
    // Before the records go: they say which feeds have spoken, as questions do. A table may read what another feed
    // delivers.
    private static final String MAY_HOLD = """
            select distinct d.id::text
              from run r join delivery d on d.id = r.delivery_id
             where r.register_id = :register and d.purged_at is null
               and (r.feed = any(:feeds)
                    or r.feed in (select s.feed from source_record c join stream s on s.id = c.stream_id
                                   where c.entity_id = any(:companies))
                    or r.feed in (select v.feed from review v where v.candidates && :ids::bigint[]))
            """;

    private final JdbcClient jdbc;
    private final ErasureRest rest;

    ErasedDeliveries(JdbcClient jdbc, ErasureRest rest) {
        this.jdbc = jdbc;
        this.rest = rest;
    }

    @Override
    public String place() {
        return "deliveries";
    }

    @Override
    public long count(PersonTraces person) {
        return find(person).size();
    }

    @Override
    public long erase(PersonTraces person) {
        List<String> deliveries = find(person);
        rest.add(person.registerId(), ErasureRest.What.DELIVERY, deliveries);
        return deliveries.size();
    }

    /** Of feeds that were found to have spoken in another way. */
    void eraseAlsoOf(String registerId, Collection<String> feeds) {
        rest.add(
                registerId,
                ErasureRest.What.DELIVERY,
                jdbc.sql(OF_FEEDS)
                        .param("register", registerId)
                        .param("feeds", feeds.toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    private List<String> find(PersonTraces person) {
        return jdbc.sql(MAY_HOLD)
                .param("register", person.registerId())
                .param(
                        "feeds",
                        person.records().stream()
                                .map(SourceKey::feed)
                                .distinct()
                                .toArray(String[]::new))
                .param("ids", person.ids())
                .param("companies", person.companies().toArray(Long[]::new))
                .query(String.class)
                .list();
    }
}
