package fi.rekisterihub.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * Common given names, by which a given name is told from a surname beside it, and which of them one person may go by: who is
 * Johannes in one register is Jussi or Johan in another. Jussi and Juha are two brothers, though, so a name is set against what
 * its bearers are called, and not these against each other.
 */
final class GivenNames {

    /** An {@link Outline} has room for the numbers of so many. */
    static final int MOST = (1 << 10) - 1;

    private static final int PLACES = 1 << 11;
    private static final byte[][] NAMES = new byte[PLACES][];
    private static final int[] NUMBERS = new int[PLACES];
    private static final BitSet[] FORMS = new BitSet[MOST + 1];
    private static final int LONGEST;

    static {
        int last = 0;
        int longest = 0;
        for (String[] line : lines()) {
            int[] numbers = new int[line.length];
            for (int i = 0; i < line.length; i++) {
                byte[] name = bytes(line[i]);
                int place = place(name, 0, name.length);
                if (NAMES[place] == null) {
                    NAMES[place] = name;
                    NUMBERS[place] = ++last;
                    FORMS[last] = new BitSet();
                }
                numbers[i] = NUMBERS[place];
                longest = Math.max(longest, name.length);
            }
            for (int i = 1; i < numbers.length; i++) {
                FORMS[numbers[0]].set(numbers[i]);
                FORMS[numbers[i]].set(numbers[0]);
            }
        }
        LONGEST = longest;
    }

    private GivenNames() {}

    /** @param name in small letters */
    static boolean isKnown(String name) {
        byte[] letters = bytes(name);
        return number(letters, 0, letters.length) > 0;
    }

    /** Whether the one is a usual form of the other. */
    static boolean areForms(byte[] left, byte[] right) {
        int one = number(left, 0, left.length);
        return one > 0 && areForms(one, number(right, 0, right.length));
    }

    /** @param one number of a name, 0 for one that is not known */
    static boolean areForms(int one, int other) {
        return one > 0 && other > 0 && FORMS[one].get(other);
    }

    /** 0 for a name that is not known. */
    static int number(byte[] name, int from, int length) {
        return length > LONGEST ? 0 : NUMBERS[place(name, from, length)];
    }

    /** Where the name stands, or would. */
    private static int place(byte[] name, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + name[i];
        }
        int place = Mix.of(hash) & PLACES - 1;
        while (NAMES[place] != null
                && !Arrays.equals(NAMES[place], 0, NAMES[place].length, name, from, from + length)) {
            place = place + 1 & PLACES - 1;
        }
        return place;
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String[]> lines() {
        try (InputStream in = Objects.requireNonNull(GivenNames.class.getResourceAsStream("given-names.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The list of given names cannot be read.", e);
        }
    }
}
