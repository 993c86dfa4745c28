package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What words of three languages mean in a wish about mail: the tables {@code wish-words-*.txt} and {@code wish-ordinary.txt}. */
final class Meanings {

    static final Meanings ALL = new Meanings(
            List.of("wish-words-fi.txt", "wish-words-sv.txt", "wish-words-en.txt", "wish-ordinary.txt"),
            "common-words.txt");

    private static final int LONGEST_STEM = 30;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<String> names;
    private final Map<String, List<Phrase>> words = new HashMap<>();
    private final Map<String, List<Phrase>> stems = new HashMap<>();
    private final List<Phrase> within = new ArrayList<>();
    private final Set<String> common = new HashSet<>();

    private Meanings(List<String> tables, String commonWords) {
        for (String table : tables) {
            for (WordFile.Row row : WordFile.read(table)) {
                int meaning = numbers.computeIfAbsent(row.name(), name -> numbers.size());
                row.words().forEach(written -> add(Phrase.of(written, meaning)));
            }
        }
        names = List.copyOf(numbers.keySet());
        WordFile.read(commonWords).forEach(row -> common.addAll(row.words()));
    }

    private void add(Phrase phrase) {
        if (phrase.first().isWithin()) {
            within.add(phrase);
            return;
        }
        (phrase.first().isStem() ? stems : words)
                .computeIfAbsent(phrase.first().letters(), first -> new ArrayList<>())
                .add(phrase);
    }

    /** The number of a meaning. */
    int number(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("No table gives words for the meaning '%s'.".formatted(name));
        }
        return number;
    }

    List<Integer> numbers(String... names) {
        return Stream.of(names).map(this::number).toList();
    }

    /** The name of a meaning as it stands in the tables. */
    String name(int number) {
        return names.get(number);
    }

    boolean isCommon(String token) {
        return common.contains(token);
    }

    /** The phrases that begin with this word. */
    List<Phrase> beginningWith(String token) {
        List<Phrase> found = new ArrayList<>(words.getOrDefault(token, List.of()));
        for (int length = 2; length <= Math.min(token.length(), LONGEST_STEM); length++) {
            List<Phrase> begun = stems.get(token.substring(0, length));
            if (begun != null) {
                found.addAll(begun);
            }
        }
        within.stream().filter(phrase -> phrase.first().is(token)).forEach(found::add);
        return found;
    }
}
