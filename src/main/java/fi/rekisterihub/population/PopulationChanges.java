package fi.rekisterihub.population;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.Finland;
import fi.rekisterihub.mapping.BadRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes of a shielded answer as flat records, in the order in which they became true. */
public final class PopulationChanges {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PopulationChanges() {}

    /**
     * The changes of all pages together, ordered by {@code muutospv}. One that cannot be read comes with {@code virhe};
     * one without a day comes first, because nobody knows what it comes before.
     *
     * @throws IllegalArgumentException when a page is no answer of the feed
     */
    public static List<Change> of(Iterable<byte[]> shieldedPages) {
        List<Change> changes = new ArrayList<>();
        for (byte[] page : shieldedPages) {
            for (JsonNode change : changesIn(page)) {
                changes.add(read(change, changes.size() + 1L, change.toString(), null));
            }
        }
        changes.sort(Comparator.comparing(Change::at));
        return changes;
    }

    /** The same of the older file of fixed widths. */
    public static List<Change> ofFile(byte[] shieldedFile) {
        List<Change> changes = new ArrayList<>();
        FixedFile.events(shieldedFile)
                .forEach(event -> changes.add(read(event.change(), event.line(), event.raw(), event.problem())));
        changes.sort(Comparator.comparing(Change::at));
        return changes;
    }

    /** How many changes a page holds. */
    public static int count(byte[] page) {
        return changesIn(page).size();
    }

    private static JsonNode parse(byte[] page) {
        try {
            return JSON.readTree(page);
        } catch (IOException e) {
            throw new IllegalArgumentException("The answer is no JSON.");
        }
    }

    private static JsonNode changesIn(byte[] page) {
        JsonNode root = parse(page);
        JsonNode changes = root.isArray() ? root : root.path("muutokset");
        if (!changes.isArray()) {
            throw new IllegalArgumentException("The answer has no list 'muutokset'.");
        }
        return changes;
    }

    private static Change read(JsonNode change, long line, String raw, @Nullable String problem) {
        try {
            String person = person(change);
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("henkilotunnus", person);
            Instant at = Instant.MIN;
            try {
                at = instant(change);
                LocalDate day = LocalDate.ofInstant(at, Finland.ZONE);
                fields.put("muutospv", day.toString());
                new GroupFold(day, fields).fold(change.path(PopulationShield.GROUPS));
            } catch (BadRecord bad) {
                fields.put("virhe", bad.reason());
            }
            if (problem != null) {
                fields.put("virhe", problem);
            }
            fields.put("avain", key(person, at, raw));
            return new Change(line, at, raw, fields, null);
        } catch (BadRecord bad) {
            return new Change(line, Instant.MIN, raw, Map.of(), bad);
        }
    }

    /** Keys of one person stand in the order of the changes, and no two changes have the same. */
    private static String key(String person, Instant at, String raw) {
        return "%s@%s#%s".formatted(person, at.equals(Instant.MIN) ? "0" : at, fingerprint(raw));
    }

    /** The instant is the midnight in Finland at which the change's day began, written in UTC. */
    private static Instant instant(JsonNode change) {
        try {
            return Instant.parse(change.path("muutospv").asText());
        } catch (DateTimeException e) {
            throw new BadRecord(
                    "muutospv", "The change does not say when it became true, so it has no place in order.");
        }
    }

    private static String person(JsonNode change) {
        String key = PopulationShield.key(change.path(PopulationShield.ID).asText());
        if (key == null) {
            throw new BadRecord(
                    PopulationShield.ID, "The identity number is missing or has a wrong form or check character.");
        }
        return key;
    }

    private static String fingerprint(String raw) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One change of one person.
     *
     * @param line its number in the series
     * @param fields what the mapping table sees: docs/formats.md lists them
     * @param bad why it cannot be told of whom it speaks, else null
     */
    public record Change(
            long line,
            Instant at,
            String raw,
            Map<String, @Nullable Object> fields,
            @Nullable BadRecord bad) {}
}
