package fi.rekisterihub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The sentences that the hub keeps as data, such as why a row was parked: written once, in English, and read by people in
 * three languages. A kept sentence is known by its form, which gives its code and what differs in it; so rows that
 * were written before a translation came are read in it too, and programs have a code beside the sentence.
 */
public final class KeptSentences {

    private static final String BUNDLE = "messages/sentences";
    private static final ResourceBundle.Control EXACTLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final Pattern GAP = Pattern.compile("\\{(\\d)}");
    private static final int MOST_REMEMBERED = 5_000;

    private static final List<Form> FORMS = forms();
    private static final Map<String, Optional<Said>> KNOWN = new ConcurrentHashMap<>();

    private KeptSentences() {}

    /**
     * A sentence as data.
     *
     * @param code stable, for programs
     * @param arguments what differs, as it was written
     */
    public record Said(String code, List<String> arguments) {}

    /** Empty for a sentence of somebody else's, such as a person's reason. */
    public static Optional<Said> read(String sentence) {
        if (KNOWN.size() >= MOST_REMEMBERED) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(sentence, KeptSentences::recognise);
    }

    /** The sentence in fi, sv or en; as it was written when it is not one of the hub's own. */
    public static String in(String language, String sentence) {
        Optional<Said> said = read(sentence);
        if (said.isEmpty() || language.equals("en")) {
            return sentence;
        }
        String form = bundle(language).getString(said.get().code());
        return GAP.matcher(form)
                .replaceAll(gap -> Matcher.quoteReplacement(
                        // A sentence may carry another, as why the first of many rows could not be used.
                        in(language, written(said.get().arguments().get(Integer.parseInt(gap.group(1)))))));
    }

    /**
     * Why records were refused or given to a person, as a sentence about them; the rule's own word when it has none.
     *
     * @param outcome refused or review
     * @param detail what differs, such as the name of the better source
     */
    public static String why(String language, String outcome, String rule, String detail) {
        ResourceBundle texts = outcome.equals("review")
                ? ResourceBundle.getBundle("messages/terms", locale(language), EXACTLY)
                : bundle(language);
        String key = (outcome.equals("review") ? "reason." : outcome + ".") + rule;
        return texts.containsKey(key) ? texts.getString(key).replace("{0}", detail) : rule;
    }

    private static Locale locale(String language) {
        return language.equals("sv") || language.equals("en") ? Locale.forLanguageTag(language) : Locale.ROOT;
    }

    /** A share such as 2.0 with the comma of both languages. */
    private static String written(String argument) {
        return argument.matches("\\d+\\.\\d+") ? argument.replace('.', ',') : argument;
    }

    private static Optional<Said> recognise(String sentence) {
        for (Form form : FORMS) {
            Matcher fits = form.pattern.matcher(sentence);
            if (fits.matches()) {
                return Optional.of(new Said(
                        form.code,
                        IntStream.rangeClosed(1, fits.groupCount())
                                .mapToObj(fits::group)
                                .toList()));
            }
        }
        return Optional.empty();
    }

    /** Those with the most words of their own first, so that a wide one does not take what a narrow one says better. */
    private static List<Form> forms() {
        ResourceBundle english = bundle("en");
        List<Form> forms = new ArrayList<>();
        english.keySet().forEach(code -> forms.add(Form.of(code, english.getString(code))));
        forms.sort(Comparator.comparingInt((Form form) -> form.own).reversed());
        return forms;
    }

    private static ResourceBundle bundle(String language) {
        return ResourceBundle.getBundle(BUNDLE, locale(language), EXACTLY);
    }

    private record Form(String code, Pattern pattern, int own) {

        static Form of(String code, String text) {
            StringBuilder pattern = new StringBuilder();
            Matcher gap = GAP.matcher(text);
            int at = 0;
            while (gap.find()) {
                pattern.append(Pattern.quote(text.substring(at, gap.start()))).append("(.*?)");
                at = gap.end();
            }
            pattern.append(Pattern.quote(text.substring(at)));
            return new Form(
                    code,
                    Pattern.compile(pattern.toString(), Pattern.DOTALL),
                    GAP.matcher(text).replaceAll("").length());
        }
    }
}
