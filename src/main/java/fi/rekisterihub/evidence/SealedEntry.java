package fi.rekisterihub.evidence;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row with the text that is sealed of it.
 *
 * @param salt with which the contents were hashed; null when there are none
 */
record SealedEntry(SealedRow row, String text, byte @Nullable [] salt) {

    static final int SALT = 16;

    static List<SealedEntry> of(List<SealedRow> rows) {
        byte[] random = new byte[rows.size() * SALT];
        new SecureRandom().nextBytes(random);
        Hash hash = new Hash();
        return java.util.stream.IntStream.range(0, rows.size())
                .mapToObj(place -> {
                    SealedRow row = rows.get(place);
                    byte[] salt = Arrays.copyOfRange(random, place * SALT, (place + 1) * SALT);
                    return row.contents() == null ? without(row) : with(row, salt, hash);
                })
                .toList();
    }

    static SealedEntry without(SealedRow row) {
        return new SealedEntry(row, CanonicalJson.write(row.entry(null)), null);
    }

    static SealedEntry with(SealedRow row, byte[] salt, Hash hash) {
        String commitment = row.contents() == null ? null : Hash.hex(hash.commitment(salt, row.contents()));
        return new SealedEntry(row, CanonicalJson.write(row.entry(commitment)), salt);
    }
}
