package fi.rekisterihub.mail;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Letters as they are compared: {@code Älkää}, {@code alkaa} and a decomposed {@code älkää} are one. */
final class Letters {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+|[\\u00AD\\u200B-\\u200F\\u2060\\uFEFF]");
    private static final Pattern SPACES = Pattern.compile("[\\u00A0\\u2000-\\u200A\\u202F\\u3000\\t]");

    private Letters() {}

    static String folded(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return SPACES.matcher(bare)
                .replaceAll(" ")
                .replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .replace('ø', 'o')
                .replace("æ", "ae")
                .toLowerCase(Locale.ROOT)
                .replace('ø', 'o')
                .replace("æ", "ae");
    }
}
