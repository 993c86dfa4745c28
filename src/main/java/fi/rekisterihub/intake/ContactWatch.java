package fi.rekisterihub.intake;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The companies and decision-makers that a directory ("Fonecta-style") calls us about, by the directory's own numbers,
 * which its answers have told. Only what differs from what it was told last goes to it. Its calls carry no data: what a
 * call means is that the contact is to be read anew, once for any number of calls.
 */
@Service
public class ContactWatch {

    // Nobody is watched who may not be changed: the restricted and the dead. Of whom a safety prohibition keeps, no
    // text is left.
    private static final String DIFFERENCE = """
            with told as (
                select s.key, s.entity_id, s.outcome, t.register_id, nullif(convert_from(s.raw, 'UTF8'), '')::json as raw
                  from source_record s join stream t on t.id = s.stream_id
                 where t.feed = :feed and t.register_id = any(:registers) and s.outcome <> 'x'),
            one as (
                select raw ->> 'companyId' as company, told.key as person
                  from told join person p on p.id = told.entity_id
                 where p.restricted_at is null and p.deceased_at is null
                union all
                select told.key, null
                  from told join company c on c.register_id = told.register_id and c.business_id = raw ->> 'businessId'
                 where raw ->> 'contactType' = 'COMPANY'),
            wanted as (
                select company, coalesce(array_agg(distinct person order by person) filter (where person is not null),
                                         '{}') as persons
                  from one where company is not null group by company)
            select w.company, w.persons from wanted w
              left join watched_contact t on t.feed = :feed and t.company_key = w.company
             where t.persons is distinct from w.persons
             order by w.company limit :most
            """;
    private static final String TOLD = """
            insert into watched_contact (feed, company_key, persons) values (:feed, :company, :persons)
            on conflict (feed, company_key) do update set persons = excluded.persons, at = now()
            """;
    private static final String FORGET = "delete from watched_contact where feed = :feed";
    // One statement, because calls come in storms; a signal that waits already is not written again.
    private static final String CHANGED = """
            with known as (
                select s.key, 1 as rank
                  from stream t join source_record s on s.stream_id = t.id and s.key = :person
                  join person p on p.id = s.entity_id
                 where t.feed = :feed and t.register_id = any(:registers)
                   and p.restricted_at is null and p.deceased_at is null
                union all
                select s.key, 2
                  from stream t join source_record s on s.stream_id = t.id and s.key = :company
                 where t.feed = :feed and t.register_id = any(:registers)
                union all
                select company_key, 2 from watched_contact where feed = :feed and company_key = :company),
            meant as (
                select key, exists (select from lookup l where l.feed = :feed and l.key = known.key
                                       and l.asked_at - :margin * interval '1 second' > :changed) as read_since
                  from known order by rank limit 1),
            noted as (
                insert into signal (feed, key) select :feed, key from meant where not read_since
                on conflict (feed, key) do update set noticed_at = now() where signal.noticed_at <= signal.read_at)
            select read_since from meant
            """;

    private static final String WATCHER = "watcher";

    private static final OffsetDateTime NO_TIME = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    /** By how much the two clocks may differ without a change being missed. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Profiles profiles;
    private final FeedCursors cursors;

    ContactWatch(JdbcClient jdbc, TransactionTemplate transaction, Profiles profiles, FeedCursors cursors) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.profiles = profiles;
        this.cursors = cursors;
    }

    /** @param fingerprint of the watcher's name and address: another one must be told, and everything with it */
    public boolean isRegistered(String feed, String fingerprint) {
        return cursors.place(feed, WATCHER).filter(fingerprint::equals).isPresent();
    }

    /** The directory knows the watcher now, and has been told of nothing yet. */
    public void registered(String feed, String fingerprint) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql(FORGET).param("feed", feed).update();
            cursors.move(feed, WATCHER, fingerprint);
        });
    }

    /** The directory may not know the watcher any more, and so nothing of what it was told. */
    public void forgotten(String feed) {
        cursors.forget(feed, WATCHER);
    }

    /** What is to be told next; empty when the directory knows everything. */
    public List<Watched> difference(String feed, int most) {
        return jdbc.sql(DIFFERENCE)
                .param("feed", feed)
                .param("registers", registers(feed))
                .param("most", most)
                .query((row, n) -> new Watched(row.getString("company"), List.of((String[])
                        row.getArray("persons").getArray())))
                .list();
    }

    /** The directory has taken them. */
    public void told(String feed, List<Watched> watched) {
        transaction.executeWithoutResult(status -> watched.forEach(one -> jdbc.sql(TOLD)
                .param("feed", feed)
                .param("company", one.company())
                .param("persons", one.persons().toArray(String[]::new))
                .update()));
    }

    /**
     * The directory says that a contact has changed. The person is read when we have the person, else the company.
     *
     * @param company the directory's own number, as {@code person}; empty when it names none
     * @param changed when, by its clock; null when it does not say
     */
    public Noted changed(String feed, String company, String person, @Nullable Instant changed) {
        return jdbc.sql(CHANGED)
                .param("feed", feed)
                .param("registers", registers(feed))
                .param("company", company)
                .param("person", person)
                .param("margin", MARGIN.toSeconds())
                .param("changed", changed == null ? NO_TIME : changed.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .optional()
                .map(readSince -> readSince ? Noted.READ_SINCE : Noted.TO_READ)
                .orElse(Noted.NOT_OURS);
    }

    private String[] registers(String feed) {
        return profiles.takers(feed).stream().map(Profile::id).toArray(String[]::new);
    }

    /** What becomes of a call. */
    public enum Noted {
        TO_READ,
        READ_SINCE,
        NOT_OURS
    }

    /**
     * One company of the watch set.
     *
     * @param company the directory's own number
     * @param persons the directory's own numbers of the decision-makers there
     */
    public record Watched(String company, List<String> persons) {}
}
