package fi.rekisterihub.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** An opt-out list for phone on several days: as long as the register, and every second number in it is somebody's there. */
final class PhoneLists {

    private static final int PHONE = 5;
    private static final int REPLACED_OF_A_HUNDRED = 2;

    final int size;
    /** The same numbers in two orders. */
    private final List<Path> same = new ArrayList<>();
    /** Two in a hundred are others than in the list before. */
    private final List<Path> replaced = new ArrayList<>();

    /** @param register a file of persons */
    PhoneLists(Path folder, Path register) throws IOException {
        List<String> numbers = numbers(register);
        size = numbers.size();
        int others = size * REPLACED_OF_A_HUNDRED / 100;
        List<String> kept = numbers.subList(0, size - others);
        List<String> other = new ArrayList<>(kept);
        for (int i = 0; i < others; i++) {
            // Half of those that come are somebody's in the register too, as are half of those that go.
            other.add(i % 2 == 0 ? "+358457%07d".formatted(i) : absent(numbers.get(size - others + i)));
        }
        for (int order = 0; order < 2; order++) {
            same.add(write(folder.resolve("list-" + order + ".csv"), numbers, order));
            replaced.add(write(folder.resolve("other-list-" + order + ".csv"), other, order));
        }
    }

    Path sameOn(int day) {
        return same.get(day % 2);
    }

    /** Each differs from the one before it, also from {@link #sameOn} before the first. */
    Path replacedOn(int day) {
        return day % 2 == 0 ? replaced.get(0) : same.get(0);
    }

    private static List<String> numbers(Path register) throws IOException {
        List<String> numbers = new ArrayList<>();
        try (Stream<String> lines = Files.lines(register)) {
            lines.skip(1).forEach(line -> numbers.add(line.split(";", -1)[PHONE]));
        }
        for (int i = 1; i < numbers.size(); i += 2) {
            numbers.set(i, absent(numbers.get(i)));
        }
        Collections.shuffle(numbers, new Random(7));
        return numbers;
    }

    /** A number that nobody of the register has, or somebody's if it was one already. */
    private static String absent(String number) {
        return number.startsWith("+35845") ? "+35840" + number.substring(6) : "+35845" + number.substring(6);
    }

    private static Path write(Path file, List<String> numbers, int order) throws IOException {
        List<String> shuffled = new ArrayList<>(numbers);
        Collections.shuffle(shuffled, new Random(order));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("number\n");
            for (String number : shuffled) {
                out.write(number);
                out.write('\n');
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return file;
    }
}
