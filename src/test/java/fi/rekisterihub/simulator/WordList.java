package fi.rekisterihub.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/** Things of which some are commoner than others. */
final class WordList<T> {

    private final List<T> words;
    private final int[] upTo;

    private WordList(List<T> words, int[] upTo) {
        this.words = List.copyOf(words);
        this.upTo = upTo;
    }

    static <T> WordList<T> of(List<T> words, ToIntFunction<T> weight) {
        int[] upTo = new int[words.size()];
        int sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += weight.applyAsInt(words.get(i));
            upTo[i] = sum;
        }
        return new WordList<>(words, upTo);
    }

    /** The same weights for something derived from each word. */
    <R> WordList<R> mapped(Function<T, R> change) {
        return new WordList<>(words.stream().map(change).toList(), upTo);
    }

    /** Reads {@code src/test/resources/world/<name>.csv}; lines that begin with # are remarks. */
    static <T> List<T> read(String name, Function<String[], T> reader) {
        List<T> all = new ArrayList<>();
        try (InputStream in = WordList.class.getResourceAsStream("/world/" + name + ".csv")) {
            if (in == null) {
                throw new IllegalArgumentException("There is no list world/%s.csv.".formatted(name));
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    all.add(reader.apply(line.split(";", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    T pick(RandomGenerator random) {
        int at = Arrays.binarySearch(upTo, random.nextInt(upTo[upTo.length - 1]) + 1);
        return words.get(at >= 0 ? at : -at - 1);
    }
}
