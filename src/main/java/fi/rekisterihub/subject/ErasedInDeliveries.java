package fi.rekisterihub.subject;

import fi.rekisterihub.content.WithoutRecords.Going;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.mapping.Reading;
import fi.rekisterihub.mapping.RecordKind;
import fi.rekisterihub.permission.ErasedKeys;
import fi.rekisterihub.permission.Suppressions;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which records of a delivery speak of somebody who was erased, by every table that reads it. One that another register
 * still holds by the same record stays: erasing from one register leaves the others.
 */
@Component
class ErasedInDeliveries {

    private static final String HELD_ELSEWHERE = """
            select exists (select from source_record r join stream s on s.id = r.stream_id
                            where s.feed = :feed and s.register_id = any(:registers) and r.key = :key
                              and r.entity_id is not null)
            """;
    private static final String KNOWN_ELSEWHERE = """
            select exists (select from person_key k join person p on p.id = k.person_id
                            where k.subject_key = any(:keys) and p.register_id = any(:registers))
            """;

    private final Mappings mappings;
    private final Profiles profiles;
    private final ErasedKeys erasedKeys;
    private final Suppressions suppressions;
    private final JdbcClient jdbc;

    ErasedInDeliveries(
            Mappings mappings, Profiles profiles, ErasedKeys erasedKeys, Suppressions suppressions, JdbcClient jdbc) {
        this.mappings = mappings;
        this.profiles = profiles;
        this.erasedKeys = erasedKeys;
        this.suppressions = suppressions;
        this.jdbc = jdbc;
    }

    /** For the deliveries of one feed, by who is erased now. */
    Going of(String feed) {
        Map<String, Set<String>> erased = new HashMap<>();
        List<Mapping> tables = mappings.all().stream()
                .filter(table -> table.deliveredAs().equals(feed) && table.kind() != RecordKind.OPTOUT)
                .toList();
        tables.forEach(table -> takers(table).forEach(register -> erased.computeIfAbsent(register, suppressions::all)));
        return (text, fields, readable) -> tables.stream()
                .anyMatch(table -> readable ? anyPart(table, fields, erased) : inText(table, text, erased));
    }

    private boolean anyPart(Mapping table, Map<String, ?> fields, Map<String, Set<String>> erased) {
        try {
            return table.parts(fields).stream().anyMatch(part -> speaks(table, part, erased));
        } catch (BadRecord noParts) {
            return inText(table, String.valueOf(fields), erased);
        }
    }

    private boolean speaks(Mapping table, Map<String, ?> part, Map<String, Set<String>> erased) {
        Reading reading = table.read(part);
        if (!(reading instanceof Reading.Told told)) {
            return inText(table, String.valueOf(part), erased);
        }
        Observation seen = told.observation();
        Set<String> keys = erasedKeys.ofRecord(table.feed(), seen.key(), ErasedInDeliveries.told(seen));
        Set<String> others = othersThan(table, keys, erased);
        return others != null
                && (others.isEmpty()
                        || !jdbc.sql(HELD_ELSEWHERE)
                                .param("feed", table.feed())
                                .param("registers", others.toArray(String[]::new))
                                .param("key", seen.key())
                                .query(Boolean.class)
                                .single());
    }

    private boolean inText(Mapping table, String text, Map<String, Set<String>> erased) {
        Set<String> keys = erasedKeys.inText(text);
        Set<String> others = othersThan(table, keys, erased);
        return others != null
                && (others.isEmpty()
                        || !jdbc.sql(KNOWN_ELSEWHERE)
                                .param("keys", keys.toArray(String[]::new))
                                .param("registers", others.toArray(String[]::new))
                                .query(Boolean.class)
                                .single());
    }

    /** The registers that take the table and erased nobody by these keys; null when none erased anybody. */
    private @Nullable Set<String> othersThan(Mapping table, Set<String> keys, Map<String, Set<String>> erased) {
        Set<String> others = new HashSet<>();
        boolean any = false;
        for (String register : takers(table)) {
            if (Collections.disjoint(erased.getOrDefault(register, Set.of()), keys)) {
                others.add(register);
            } else {
                any = true;
            }
        }
        return any ? others : null;
    }

    private List<String> takers(Mapping table) {
        return profiles.takers(table.feed()).stream().map(Profile::id).toList();
    }

    private static ErasedKeys.Told told(Observation seen) {
        Map<String, @Nullable String> values = seen.values();
        Set<String> identities = new HashSet<>();
        for (String target : List.of("identity", "newIdentity")) {
            String number = seen.person().get(target);
            if (number != null) {
                identities.add(number.split("/", 2)[0]);
            }
        }
        return new ErasedKeys.Told(
                values.get("familyName"),
                values.get("givenName"),
                values.get("email"),
                values.get("phone"),
                values.get("street"),
                values.get("postalCode"),
                identities);
    }
}
