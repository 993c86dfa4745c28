package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Frame;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of columns, be they in a row of the file or in the mapping. */
final class Header {

    /** A heading may be broken into lines, or hold the blanks that programs put in the place of a plain one. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\u00A0\u202F]+");

    private Header() {}

    /**
     * The names as the file writes them, in one line each.
     *
     * @param place where the row lies, as in {@code line 3}
     * @throws UnreadableDelivery when two columns have one name, so that a mapping could not tell them apart
     */
    static List<String> of(List<String> cells, String place) {
        List<String> names = cells.stream().map(Header::inOneLine).toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.isEmpty() && !seen.add(name)) {
                throw new UnreadableDelivery(
                        ("Two columns are called '%s' (%s), so which one is meant cannot be told. Have one renamed, or pass"
                                        + " over that row by content.skip and name the columns in content.columns of the mapping.")
                                .formatted(name, place),
                        null);
            }
        }
        return names;
    }

    /** Whether a row names the columns although the mapping does: somebody saved the file with its header after all. */
    static boolean repeats(Frame frame, List<String> cells) {
        if (cells.size() < frame.columns().size()) {
            return false;
        }
        for (int i = 0; i < cells.size(); i++) {
            String name = i < frame.columns().size() ? frame.columns().get(i) : "";
            if (!name.equalsIgnoreCase(inOneLine(cells.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static String inOneLine(String cell) {
        return BLANKS.matcher(cell).replaceAll(" ").strip();
    }
}
