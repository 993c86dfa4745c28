package fi.rekisterihub.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whom a simulated provider knows, and who of them is suppressed. */
final class Readers {

    /** The ids do not fit in a double, so that whoever reads them as one meets the wrong person. */
    private static final long FIRST_ID = 9_007_199_254_740_993L;

    private final Map<String, Reader> readers = new LinkedHashMap<>();
    private final Map<String, String> emails = new HashMap<>();
    private final List<String> suppressions = new ArrayList<>();
    private Consumer<String> whenSuppressed = nobodyListens -> {};

    /** One reader; {@code effects} counts how often the state was changed to suppressed. */
    private static final class Reader {
        private final long id;
        private boolean suppressed;
        private final Set<String> left = new TreeSet<>();
        private int effects;

        private Reader(long id) {
            this.id = id;
        }
    }

    synchronized void add(String email) {
        reader(email);
    }

    synchronized boolean knows(String email) {
        return readers.containsKey(normal(email));
    }

    synchronized boolean suppresses(String email) {
        Reader reader = readers.get(normal(email));
        return reader != null && reader.suppressed;
    }

    /** Suppresses, whether it was known or not. */
    void suppress(String email) {
        boolean changed;
        synchronized (this) {
            Reader reader = reader(email);
            changed = !reader.suppressed;
            reader.suppressed = true;
            reader.effects += changed ? 1 : 0;
            suppressions.add(normal(email));
        }
        if (changed) {
            whenSuppressed.accept(email);
        }
    }

    /** The reader did it there: nobody is told. */
    synchronized void unsubscribe(String email) {
        reader(email).suppressed = true;
    }

    /** The reader left one letter, topic or tag of several. */
    synchronized void leave(String email, String topic) {
        reader(email).left.add(topic);
    }

    /** What the reader left of it all, one by one. */
    synchronized List<String> left(String email) {
        Reader reader = readers.get(normal(email));
        return reader == null ? List.of() : List.copyOf(reader.left);
    }

    synchronized void subscribe(String email) {
        reader(email).suppressed = false;
    }

    synchronized void forget(String email) {
        readers.remove(normal(email));
    }

    synchronized String id(String email) {
        return Long.toString(reader(email).id);
    }

    synchronized Optional<String> withId(@Nullable String id) {
        return Optional.ofNullable(emails.get(id)).filter(readers::containsKey);
    }

    /** By the MD5 of the address, as Mailchimp names its members. */
    synchronized Optional<String> withHash(String hash) {
        return withId(hash);
    }

    synchronized List<String> suppressed() {
        return readers.entrySet().stream()
                .filter(entry -> entry.getValue().suppressed)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How often the address became suppressed. */
    synchronized int effects(String email) {
        Reader reader = readers.get(normal(email));
        return reader == null ? 0 : reader.effects;
    }

    /** How often it was told to suppress the address, with or without an effect. */
    synchronized long timesTold(String email) {
        return suppressions.stream().filter(normal(email)::equals).count();
    }

    /** Everybody whom it was told to suppress, in the order of the calls. */
    synchronized List<String> told() {
        return List.copyOf(suppressions);
    }

    synchronized void whenSuppressed(Consumer<String> listener) {
        whenSuppressed = listener;
    }

    private Reader reader(String email) {
        return readers.computeIfAbsent(normal(email), unknown -> {
            Reader reader = new Reader(FIRST_ID + emails.size());
            emails.put(Long.toString(reader.id), unknown);
            emails.put(ContactApis.md5(unknown), unknown);
            return reader;
        });
    }

    private static String normal(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
