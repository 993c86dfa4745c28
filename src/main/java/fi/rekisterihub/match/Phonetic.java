package fi.rekisterihub.match;

/** What remains of a name when it is heard over a bad line: its first sound and the kinds of its consonants. */
final class Phonetic {

    private static final int MOST_SOUNDS = 5;
    private static final byte[] KINDS = new byte[256];

    static {
        kind(1, "bpfvw");
        kind(2, "cgjkqsxz");
        kind(3, "dt");
        kind(4, "l");
        kind(5, "mn");
        kind(6, "r");
    }

    private Phonetic() {}

    private static void kind(int kind, String letters) {
        for (char letter : letters.toCharArray()) {
            KINDS[letter] = (byte) kind;
        }
    }

    /** A number that names with the same sound share; 0 for no name. */
    static int of(byte[] name) {
        if (name.length == 0) {
            return 0;
        }
        int sound = first(name[0]);
        int last = KINDS[name[0] & 0xFF];
        int sounds = 0;
        for (int i = 1; i < name.length && sounds < MOST_SOUNDS; i++) {
            int kind = KINDS[name[i] & 0xFF];
            if (kind != 0 && kind != last) {
                sound = sound * 7 + kind;
                sounds++;
            }
            last = kind;
        }
        return sound;
    }

    private static int first(byte letter) {
        return switch (letter) {
            case 'c', 'q', 'k' -> 'k';
            case 'v', 'w' -> 'v';
            case 'z', 's', 'x' -> 's';
            case 'i', 'j', 'y' -> 'j';
            default -> letter & 0xFF;
        };
    }
}
