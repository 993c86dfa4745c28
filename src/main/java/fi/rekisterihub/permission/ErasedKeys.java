package fi.rekisterihub.permission;

import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.register.TraceFinder;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Under which keys an erased person stays away, and by which one that comes is known for them. An address that others of the
 * register have too, such as a switchboard's number, stays away together with the person's name only: to shut it out
 * would be to shut out the others. A year of birth beside a name is no key, because it is of many.
 */
@Component
public final class ErasedKeys {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s\"'<>(){},;:=&\\\\/|\\[\\]]+@[\\w.-]+\\w");
    private static final Pattern NUMBER = Pattern.compile("[+]?\\d[\\d ()/.\\u00a0-]{5,20}\\d");
    private static final Pattern CELLS = Pattern.compile("[;,\\t\\r\\n|\"{}\\[\\]]+");

    private final SubjectKeys keys;
    private final TraceFinder traces;

    ErasedKeys(SubjectKeys keys, TraceFinder traces) {
        this.keys = keys;
        this.traces = traces;
    }

    /** Everything under which the person would be known again. */
    public Set<String> of(PersonTraces person) {
        Set<String> shared = traces.shared(person);
        Set<String> own = new TreeSet<>(person.identityKeys());
        person.keys().stream()
                .filter(key -> !key.startsWith("person:") && !shared.contains(key))
                .forEach(own::add);
        person.records().forEach(record -> own.add(keys.record(record.feed(), record.key())));
        for (String family : person.values("familyName")) {
            for (String given : person.values("givenName")) {
                shared.forEach(key -> add(own, keys.named(family, given, key)));
            }
        }
        return own;
    }

    /** The keys of a record that a source sends; of the values only those matter that it tells. */
    public Set<String> ofRecord(String feed, String recordKey, Told told) {
        Set<String> all = of(told);
        all.add(keys.record(feed, recordKey));
        return all;
    }

    /** The keys of what somebody tells of themselves. */
    public Set<String> of(Told told) {
        Set<String> all = new TreeSet<>(told.identityKeys());
        String email = keys.email(told.email());
        String phone = keys.phone(told.phone());
        Stream.of(email, phone).forEach(key -> {
            add(all, key);
            add(all, keys.named(told.familyName(), told.givenName(), key));
        });
        add(all, keys.post(told.familyName(), told.givenName(), told.street(), told.postalCode()));
        return all;
    }

    /** The keys of whatever looks like an address or a number in a text that could not be read as a record. */
    public Set<String> inText(String text) {
        Set<String> all = new TreeSet<>();
        for (Matcher found = ADDRESS.matcher(text); found.find(); ) {
            add(all, keys.email(found.group()));
        }
        for (String cell : CELLS.split(text)) {
            for (Matcher found = NUMBER.matcher(cell); found.find(); ) {
                add(all, keys.phone(found.group()));
            }
        }
        return all;
    }

    private static void add(Set<String> keys, @Nullable String key) {
        if (key != null) {
            keys.add(key);
        }
    }

    /** Whether a key is the number of somebody in a source, and no address or name of theirs. */
    public static boolean isOfRecord(String key) {
        return key.startsWith(SubjectKeys.RECORD + ':');
    }

    /** Whether a key is a phone number and nothing else. */
    public static boolean isOfPhone(String key) {
        return key.startsWith("phone:");
    }

    /** What a record tells of who it speaks of. */
    public record Told(
            @Nullable String familyName,
            @Nullable String givenName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String street,
            @Nullable String postalCode,
            Set<String> identityKeys) {

        /** What somebody tells of themselves, as it was typed: a blank is nothing, and no identity number is asked for. */
        public static Told typed(
                @Nullable String familyName,
                @Nullable String givenName,
                @Nullable String email,
                @Nullable String phone,
                @Nullable String street,
                @Nullable String postalCode) {
            return new Told(
                    said(familyName),
                    said(givenName),
                    said(email),
                    said(phone),
                    said(street),
                    said(postalCode),
                    Set.of());
        }

        private static @Nullable String said(@Nullable String typed) {
            return typed == null || typed.isBlank() ? null : typed.strip();
        }
    }
}
