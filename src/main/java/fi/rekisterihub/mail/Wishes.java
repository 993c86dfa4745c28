package fi.rekisterihub.mail;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a sentence asks for by the meanings that stand in it together: the table {@code wishes.txt}. */
final class Wishes {

    private static final List<Wish> ALL =
            WordFile.read("wishes.txt").stream().map(Wishes::wish).toList();

    /** How surely a sentence with these meanings is an opt-out, or what else it is. */
    enum Strength {
        CLEAR,
        LIKELY,
        BARE,
        DOUBT,
        ASKS,
        RECEIVE
    }

    /** A row of the table: meanings that stand together, without those that must not. */
    record Wish(Strength strength, WishReason reason, BitSet together, BitSet without) {

        boolean isIn(Sentence sentence) {
            for (int meaning = together.nextSetBit(0); meaning >= 0; meaning = together.nextSetBit(meaning + 1)) {
                if (!sentence.has(meaning)) {
                    return false;
                }
            }
            return !without.intersects(sentence.meanings());
        }
    }

    private Wishes() {}

    static List<Wish> in(Sentence sentence) {
        return ALL.stream().filter(wish -> wish.isIn(sentence)).toList();
    }

    static Optional<Wish> first(List<Wish> wishes, Strength strength) {
        return wishes.stream().filter(wish -> wish.strength() == strength).findFirst();
    }

    private static Wish wish(WordFile.Row row) {
        String[] name = row.name().split(" ");
        BitSet together = new BitSet();
        BitSet without = new BitSet();
        for (String meaning : row.words()) {
            if (meaning.startsWith("-")) {
                without.set(Meanings.ALL.number(meaning.substring(1)));
            } else {
                together.set(Meanings.ALL.number(meaning));
            }
        }
        return new Wish(Strength.valueOf(name[0].toUpperCase(Locale.ROOT)), WishReason.of(name[1]), together, without);
    }
}
