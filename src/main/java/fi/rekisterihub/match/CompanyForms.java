package fi.rekisterihub.match;

import java.util.Set;

/**
 * Takes the legal form off a company's name: {@code Oy Esimerkki Ab}, {@code Esimerkki Oy} and {@code Exempel Ab} differ in
 * what they are called, not in what they are. A name that is nothing but forms stays.
 */
final class CompanyForms {

    private static final Set<String> FORMS = Set.of(
            "oy",
            "ab",
            "oyj",
            "abp",
            "ky",
            "kb",
            "ay",
            "öb",
            "tmi",
            "fma",
            "toiminimi",
            "firma",
            "ry",
            "rf",
            "osk",
            "anl",
            "osuuskunta",
            "andelslag",
            "as",
            "ltd",
            "oyab",
            "aboy",
            "osakeyhtiö",
            "aktiebolag",
            "publ",
            "sr",
            "sivuliike",
            "filial");

    private CompanyForms() {}

    /** @param name in small letters, words with one blank between them */
    static String without(String name) {
        String[] words = name.split(" ");
        int from = 0;
        int to = words.length;
        while (to > from && FORMS.contains(words[to - 1])) {
            to--;
        }
        while (from < to && FORMS.contains(words[from])) {
            from++;
        }
        return from == to ? name : String.join(" ", java.util.Arrays.copyOfRange(words, from, to));
    }
}
