package fi.rekisterihub.permission;

import fi.rekisterihub.Finland;
import fi.rekisterihub.register.SubjectKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Opt-out lists of others, applied as sets. An entry holds only a keyed hash; it binds whoever has that key when the
 * question is asked, so a person whose number changed since is bound by the new one.
 */
public final class OptOutLists {

    private static final String PUT = """
            with put as (
                insert into optout_entry (list, record_key, subject_key, channel, valid_until, since_run)
                select :list, r.record_key, r.subject_key, r.channel, r.valid_until, :runId
                  from unnest(:recordKeys::uuid[], :subjectKeys, :channels, :validUntil::date[])
                       as r(record_key, subject_key, channel, valid_until)
                on conflict (list, record_key) where ended_at is null
                do update set subject_key = excluded.subject_key, channel = excluded.channel,
                              valid_until = excluded.valid_until
                returning (xmax = 0) as added)
            select count(*) filter (where added) from put
            """;

    private static final String END = """
            update optout_entry set ended_at = now(), ended_run = :runId
             where list = :list and record_key = any(:recordKeys::uuid[]) and ended_at is null
            """;

    private static final String COUNT = """
            insert into optout_list (name, entries, applied_at, run_id, schemes)
            values (:list, :difference, now(), :runId, :schemes)
            on conflict (name) do update
               set entries = optout_list.entries + excluded.entries, applied_at = now(), run_id = excluded.run_id,
                   schemes = array(select distinct unnest(optout_list.schemes || excluded.schemes) order by 1)
            """;
    private static final String ENDED = """
            insert into optout_list (name, applied_at, run_id, version_date) values (:list, now(), :runId, :version)
            on conflict (name) do update
               set applied_at = now(), run_id = excluded.run_id,
                   version_date = coalesce(excluded.version_date, optout_list.version_date)
            """;

    private final JdbcClient jdbc;
    private final SubjectKeys subjectKeys;
    private final PermissionSettings settings;

    OptOutLists(JdbcClient jdbc, SubjectKeys subjectKeys, PermissionSettings settings) {
        this.jdbc = jdbc;
        this.subjectKeys = subjectKeys;
        this.settings = settings;
    }

    /**
     * Applies and counts one chunk in the caller's transaction.
     *
     * @param absentKeys record keys that a verified full list no longer holds; their entries end
     * @return the record keys of entries that name nobody (no readable number, an incomplete address): not in force,
     *     for the caller to park
     */
    public List<String> apply(String list, long runId, List<OptOutRow> newOrChanged, List<String> absentKeys) {
        Applied applied = write(list, runId, newOrChanged, absentKeys, false);
        count(list, runId, applied);
        return applied.unusable();
    }

    /**
     * The entries themselves, without the number of all of them: whoever counts holds the list until the end of the
     * transaction, and others may write entries of it meanwhile. {@link #count} is for the end of it.
     *
     * @param whole whether the list always comes whole: an entry without an end then binds for as long as it stands there,
     *     because a row that does not change is not seen again
     */
    Applied write(String list, long runId, List<OptOutRow> newOrChanged, List<String> absentKeys, boolean whole) {
        LocalDate usualEnd = whole ? null : usualEnd();
        List<OptOutRow> usable = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        List<String> ended = new ArrayList<>(absentKeys);
        for (OptOutRow row : newOrChanged) {
            if (row.removed()) {
                ended.add(row.recordKey());
                continue;
            }
            String key = subjectKey(row);
            if (key == null) {
                unusable.add(row.recordKey());
            } else {
                usable.add(row);
                keys.add(key);
            }
        }
        // What an entry said before it became unreadable stays in force: a broken line lifts no ban.
        long difference = put(list, runId, usable, keys, usualEnd) - end(list, runId, ended);
        Set<String> schemes = usable.stream()
                .map(OptOutLists::scheme)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        return new Applied(difference, schemes, unusable);
    }

    void count(String list, long runId, Applied applied) {
        jdbc.sql(COUNT)
                .param("list", list)
                .param("difference", applied.difference())
                .param("runId", runId)
                .param("schemes", applied.schemes().toArray(String[]::new))
                .update();
    }

    /**
     * A list has been dealt with to its last row, also when none of its rows was new.
     *
     * @param version of which day it says that it is
     */
    void ended(String list, long runId, @Nullable LocalDate version) {
        jdbc.sql(ENDED)
                .param("list", list)
                .param("runId", runId)
                .param("version", version, java.sql.Types.DATE)
                .update();
    }

    /** Whether an entry can be tied to anybody at all. */
    boolean namesSomebody(OptOutRow row) {
        return subjectKey(row) != null;
    }

    private LocalDate usualEnd() {
        return Finland.today().plus(settings.listValidity());
    }

    private long put(String list, long runId, List<OptOutRow> rows, List<String> keys, @Nullable LocalDate usualEnd) {
        return jdbc.sql(PUT)
                .param("list", list)
                .param("runId", runId)
                .param("recordKeys", entries(list, rows.stream().map(OptOutRow::recordKey)))
                .param("subjectKeys", keys.toArray(String[]::new))
                .param("channels", rows.stream().map(OptOutRow::channel).toArray(String[]::new))
                .param(
                        "validUntil",
                        rows.stream()
                                .map(row -> row.validUntil() == null ? usualEnd : row.validUntil())
                                .map(end -> end == null ? null : end.toString())
                                .toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private long end(String list, long runId, List<String> absentKeys) {
        return jdbc.sql(END)
                .param("list", list)
                .param("runId", runId)
                .param("recordKeys", entries(list, absentKeys.stream()))
                .update();
    }

    /** Hashed: who has left a list long ago, or is no customer of ours, has no business here by name. */
    private String[] entries(String list, Stream<String> recordKeys) {
        return recordKeys.map(key -> subjectKeys.entry(list, key).toString()).toArray(String[]::new);
    }

    private static @Nullable String scheme(OptOutRow row) {
        OptOutRow.HashedValue hashed = row.hashed();
        return hashed == null ? row.ofDomain() ? ListedKeys.OF_DOMAINS : null : hashed.scheme();
    }

    private @Nullable String subjectKey(OptOutRow row) {
        OptOutRow.HashedValue hashed = row.hashed();
        if (hashed != null) {
            return row.channel().equals("post") ? null : subjectKeys.listed(hashed.scheme(), hashed.hash());
        }
        return switch (row.channel()) {
            case "email" -> row.ofDomain() ? subjectKeys.domain(row.email()) : subjectKeys.email(row.email());
            case "phone", "sms" -> subjectKeys.phone(row.phone());
            case "post" -> subjectKeys.post(row.familyName(), row.givenName(), row.street(), row.postalCode());
            default -> null;
        };
    }

    /**
     * What entries came and went.
     *
     * @param difference by how many there are more in force than before
     * @param schemes how hashes among them were made
     * @param unusable the record keys of entries that name nobody
     */
    record Applied(long difference, Set<String> schemes, List<String> unusable) {}
}
