package fi.rekisterihub.evidence;

import java.util.Locale;

/**
 * Something that is not as it was sealed: ids and names of sources only.
 *
 * @param source empty when a block itself is meant, {@code id} then is 0
 */
public record CheckFinding(Kind kind, String source, long id, long block) {

    /** What is wrong with it. */
    public enum Kind {
        /** The header, its hash, its signature, or its place in the chain. */
        BLOCK_ALTERED,
        /** The entry is not the one whose hash its block holds. */
        ENTRY_ALTERED,
        /** The row reads otherwise than when it was sealed. */
        ROW_ALTERED,
        /** The row is gone, and nothing says that it was taken out. */
        ROW_MISSING,
        /** The row was put among others that were sealed before it. */
        ROW_ADDED,
        /** The salt is gone, and nothing says that the contents were taken out. */
        SALT_MISSING;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** As the table keeps it. */
    String text() {
        return "%s %d %d %s".formatted(kind.word(), block, id, source).strip();
    }

    static CheckFinding of(String text) {
        String[] parts = text.split(" ", 4);
        return new CheckFinding(
                Kind.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_')),
                parts.length == 4 ? parts[3] : "",
                Long.parseLong(parts[2]),
                Long.parseLong(parts[1]));
    }

    @Override
    public String toString() {
        return source.isEmpty()
                ? "%s: block %d".formatted(kind.word(), block)
                : "%s: %s %d in block %d".formatted(kind.word(), source, id, block);
    }
}
