package fi.rekisterihub.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Code lists as they are at one moment.
 *
 * @param texts list and language, as {@link #of} joins them, to code to text
 * @param versions list to a print of all that it holds: another text is another version
 */
public record CodeBook(Map<String, Map<String, String>> texts, Map<String, String> versions) {

    /** The list of post codes, whose texts are towns. */
    public static final String POST_CODES = "post-codes";

    static final CodeBook EMPTY = new CodeBook(Map.of(), Map.of());

    public CodeBook {
        texts = Map.copyOf(texts);
        versions = Map.copyOf(versions);
    }

    public static String of(String list, String language) {
        return list + '/' + language;
    }

    @Nullable
    String text(String list, String code, String language) {
        return texts.getOrDefault(of(list, language), Map.of()).get(code);
    }
}
