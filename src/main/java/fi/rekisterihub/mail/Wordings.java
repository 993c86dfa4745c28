package fi.rekisterihub.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How mail systems word each reason: {@code mail/bounce-wordings.txt}, and in other languages than English
 * {@code mail/bounce-wordings-other.txt}, which is read first. A line is a regular expression on
 * {@link Diagnostic#words()}; {@code {name}} stands for a word list of the file, {@code ..} for up to four words
 * of one sentence, {@code ...} for up to eight. The first line that is found decides, so the order of the lines is the order of the decision.
 */
final class Wordings {

    private static final List<String> FILES = List.of("/mail/bounce-wordings-other.txt", "/mail/bounce-wordings.txt");
    private static final Pattern LIST = Pattern.compile("\\{(\\w+)\\} = (.*)");
    private static final Pattern USE = Pattern.compile("\\{(\\w+)\\}");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Wordings SHIPPED = load();

    private final List<Wording> all;
    private final Predicate<Found> unheard;

    private Wordings(List<Wording> all, Predicate<Found> unheard) {
        this.all = List.copyOf(all);
        this.unheard = unheard;
    }

    /** One line of the file. */
    record Wording(BounceReason reason, String line, Pattern pattern) {}

    /** Where a line was found. */
    record Found(Wording wording, String words) {

        BounceReason reason() {
            return wording.reason();
        }
    }

    static Wordings shipped() {
        return SHIPPED;
    }

    /** For measuring what is known without some of them. */
    Wordings without(Predicate<Found> unknown) {
        return new Wordings(all, unknown);
    }

    List<Wording> all() {
        return all;
    }

    Optional<Found> find(String words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        for (Wording wording : all) {
            Matcher matcher = wording.pattern().matcher(words);
            if (matcher.find()) {
                Found found = new Found(wording, matcher.group());
                if (!unheard.test(found)) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private static Wordings load() {
        return new Wordings(FILES.stream().flatMap(file -> read(file).stream()).toList(), found -> false);
    }

    private static List<Wording> read(String file) {
        try (InputStream stream = Wordings.class.getResourceAsStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(stream, file + " is missing"), StandardCharsets.UTF_8))) {
            return read(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("The wordings of bounces cannot be read from " + file + ".", e);
        }
    }

    private static List<Wording> read(BufferedReader lines) {
        Map<String, String> lists = new HashMap<>();
        List<Wording> all = new ArrayList<>();
        BounceReason reason = BounceReason.UNDEFINED;
        for (String line : (Iterable<String>) lines.lines()::iterator) {
            Matcher list = LIST.matcher(line);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (list.matches()) {
                lists.put(list.group(1), "(?:" + expanded(list.group(2), lists) + ")");
            } else if (line.startsWith("[")) {
                reason = BounceReason.of(line.substring(1, line.indexOf(']')));
            } else {
                all.add(new Wording(reason, line, pattern(expanded(line, lists))));
            }
        }
        return all;
    }

    private static String expanded(String line, Map<String, String> lists) {
        return USE.matcher(line)
                .replaceAll(use -> Matcher.quoteReplacement(Objects.requireNonNull(
                        lists.get(use.group(1)), () -> "There is no word list {%s}.".formatted(use.group(1)))));
    }

    /** Words are whole unless the line ends in {@code \w*}; letters lose their marks as those of the text do. */
    private static Pattern pattern(String line) {
        String folded =
                MARKS.matcher(Normalizer.normalize(line, Normalizer.Form.NFKD)).replaceAll("");
        String gapped =
                folded.replace(" ... ", " (?:[^\\s@;]{1,40} ){0,8}?").replace(" .. ", " (?:[^\\s@;]{1,40} ){0,4}?");
        return Pattern.compile("(?<![\\w-])(?:" + gapped + ")(?!\\w)");
    }
}
