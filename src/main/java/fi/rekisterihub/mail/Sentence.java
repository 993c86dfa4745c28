package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sentence and what its words mean.
 *
 * @param firsts where each meaning that it has stands first, by the meaning's number
 * @param unknown how many words are in no table
 * @param cuts before which words a comma stands
 */
record Sentence(
        List<String> tokens,
        BitSet meanings,
        Map<Integer, Integer> firsts,
        int unknown,
        boolean question,
        List<Integer> cuts) {

    private static final List<Integer> EXPLAINING = Meanings.ALL.numbers("thing", "everyday", "removing-told");

    Sentence {
        tokens = List.copyOf(tokens);
        firsts = Map.copyOf(firsts);
        cuts = List.copyOf(cuts);
    }

    static Sentence of(List<String> tokens, boolean question) {
        BitSet explained = new BitSet();
        read(tokens, (phrase, places) -> {
            // "Unsubscribe link" and "price list" are no "unsubscribe" and no "list".
            if (places.size() > 1 && EXPLAINING.contains(phrase.meaning())) {
                places.forEach(explained::set);
            }
        });
        BitSet meanings = new BitSet();
        BitSet known = new BitSet();
        Map<Integer, Integer> firsts = new HashMap<>();
        read(tokens, (phrase, places) -> {
            places.forEach(known::set);
            if (!explained.get(places.get(0)) || EXPLAINING.contains(phrase.meaning())) {
                meanings.set(phrase.meaning());
                firsts.putIfAbsent(phrase.meaning(), places.get(0));
            }
        });
        for (int at = 0; at < tokens.size(); at++) {
            if (Meanings.ALL.isCommon(tokens.get(at))) {
                known.set(at);
            }
        }
        return new Sentence(tokens, meanings, firsts, tokens.size() - known.cardinality(), question, List.of());
    }

    Sentence cutAt(List<Integer> commas) {
        return new Sentence(tokens, meanings, firsts, unknown, question, commas);
    }

    /** What stands between its commas, when there are any. */
    List<Sentence> clauses() {
        List<Sentence> clauses = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            if (cut > from && cut < tokens.size()) {
                clauses.add(of(tokens.subList(from, cut), false));
                from = cut;
            }
        }
        if (from > 0) {
            clauses.add(of(tokens.subList(from, tokens.size()), question));
        }
        return clauses;
    }

    private static void read(List<String> tokens, Reader reader) {
        for (int at = 0; at < tokens.size(); at++) {
            for (Phrase phrase : Meanings.ALL.beginningWith(tokens.get(at))) {
                List<Integer> places = phrase.placesIn(tokens, at);
                if (!places.isEmpty()) {
                    reader.found(phrase, places);
                }
            }
        }
    }

    private interface Reader {
        void found(Phrase phrase, List<Integer> places);
    }

    boolean has(int meaning) {
        return meanings.get(meaning);
    }

    /** Where a meaning stands first, -1 when nowhere. */
    int first(int meaning) {
        return firsts.getOrDefault(meaning, -1);
    }
}
