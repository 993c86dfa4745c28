package fi.rekisterihub.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A company's name cut into what it is called and its legal form: {@code Oy Esimerkki Ab}, {@code Esimerkki Osakeyhtiö} and
 * {@code Exempel Ab} have one form, before the name or behind it. What stands behind the form is a branch, a department or a
 * second name: {@code Esimerkki Oy, Turun toimipiste}.
 *
 * @param called without the form; a name that is nothing but forms stays whole
 * @param form one word for each kind of company in whatever language, empty when the name says none
 */
record CompanyName(String called, String form) {

    /** Between names that one field holds: {@code Esimerkki Oy / Pizzeria Malli}, {@code Esimerkki Oy (ent. Vanha Oy)}. */
    private static final Pattern BETWEEN_NAMES = Pattern.compile("\\s+[/|–-]\\s+|[(;]");

    /** Few enough slips must not make one of another, so they are longer than people write them. */
    private static final Map<String, String> FORMS = forms(
            "oy: oy ab osakeyhtiö aktiebolag oyab aboy ltd limited inc gmbh llc",
            "oyj: oyj abp publ plc",
            "kommandit: ky kb kommandiittiyhtiö kommanditbolag",
            "avoin: ay öb",
            "toiminimi: tmi toiminimi fma firma",
            "yhdistys: ry rf",
            "osuuskunta: osk osuuskunta anl andelslag",
            "saatio: sr");

    /** Before {@code oy} and {@code ab} they make another form. */
    private static final Map<String, String> HOUSES =
            forms("asunto: as asunto bostads bost", "kiinteisto: koy kiinteistö kiint fastighets fast");

    /** Too short or too common as words to end a name wherever they stand. */
    private static final Set<String> ONLY_AT_THE_ENDS = Set.of("ay", "firma", "sr", "inc", "fma", "publ");

    private static final Set<String> BRANCHES =
            Set.of("toimipiste", "sivuliike", "filial", "konttori", "myymälä", "aluetoimisto", "verksamhetsställe");
    private static final Set<String> AND = Set.of("ja", "och", "and");

    /** Without the office that stands behind a comma, and of several names in one field the one that comes with a form. */
    static String main(String written) {
        int comma = written.lastIndexOf(',');
        boolean office = comma > 0
                && CompanyLikeness.isKin(written.substring(comma + 1).strip().toLowerCase(Locale.ROOT));
        return named(office ? written.substring(0, comma) : written);
    }

    private static String named(String written) {
        if (written.indexOf('/') < 0
                && written.indexOf('(') < 0
                && !written.contains(" - ")
                && !written.contains(" – ")) {
            return written;
        }
        return BETWEEN_NAMES
                .splitAsStream(written)
                .filter(part -> Arrays.stream(part.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                        .anyMatch(FORMS::containsKey))
                .findFirst()
                .orElse(written);
    }

    /** @param name in small letters, words with one blank between them */
    static CompanyName of(String name) {
        List<String> words = words(name);
        String form = "";
        int from = 0;
        while (from < words.size() && length(words, from) > 0) {
            form = form.isEmpty() ? form(words, from) : form;
            from += length(words, from);
        }
        int to = from;
        while (to < words.size() && !(to > from && endsName(words, to))) {
            to++;
        }
        if (to < words.size()) {
            form = form.isEmpty() || form.equals("oy") ? form(words, to) : form;
        }
        List<String> called = withoutBranch(words.subList(from, to));
        return called.isEmpty() ? new CompanyName(name, form) : new CompanyName(String.join(" ", called), form);
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : name.split(" ")) {
            String before = words.isEmpty() ? "" : words.get(words.size() - 1);
            // T:mi, O.y. and R.Y. come in two words.
            if (before.length() == 1
                    && word.length() <= 2
                    && Set.of("tmi", "oy", "ky", "ry").contains(before + word)) {
                words.set(words.size() - 1, before + word);
            } else if (!AND.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private static boolean endsName(List<String> words, int at) {
        String word = words.get(at);
        return FORMS.containsKey(word) && (at == words.size() - 1 || !ONLY_AT_THE_ENDS.contains(word));
    }

    /** Of the form that stands there, in words; 0 when none does. */
    private static int length(List<String> words, int at) {
        return isHouse(words, at)
                ? 2
                : FORMS.containsKey(words.get(at)) || words.get(at).equals("koy") ? 1 : 0;
    }

    private static String form(List<String> words, int at) {
        String word = words.get(at);
        return isHouse(words, at) || word.equals("koy") ? HOUSES.getOrDefault(word, "") : FORMS.getOrDefault(word, "");
    }

    private static boolean isHouse(List<String> words, int at) {
        return HOUSES.containsKey(words.get(at))
                && at + 1 < words.size()
                && FORMS.getOrDefault(words.get(at + 1), "").equals("oy");
    }

    private static List<String> withoutBranch(List<String> words) {
        boolean branch = words.size() > 2 && BRANCHES.contains(words.get(words.size() - 1));
        return branch ? words.subList(0, words.size() - 2) : words;
    }

    private static Map<String, String> forms(String... lines) {
        Map<String, String> forms = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split(": ");
            for (String word : parts[1].split(" ")) {
                forms.put(word, parts[0]);
            }
        }
        return Map.copyOf(forms);
    }
}
