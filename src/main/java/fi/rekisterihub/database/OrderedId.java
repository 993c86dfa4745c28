package fi.rekisterihub.database;

import java.util.UUID;

/**
 * Ids that grow with time (RFC 9562, version 7): rows that are made together lie together in every index, where random
 * ids would touch a page each.
 */
public final class OrderedId {

    private static final int VERSION = 0x7000;
    /** The first bits of the lower half say how the id is laid out. */
    private static final int VARIANT_BITS = 2;

    /** FNV-1a, 64 bits. */
    private static final long FIRST_MIX = 0xcbf29ce484222325L;

    private static final long MIX = 0x100000001b3L;

    private OrderedId() {}

    public static UUID next() {
        UUID random = UUID.randomUUID();
        long high = System.currentTimeMillis() << 16 | VERSION | (random.getMostSignificantBits() & 0x0FFF);
        return new UUID(high, random.getLeastSignificantBits());
    }

    /** The id of a part of something: always the same for one name, and beside the ids of its other parts. */
    public static UUID within(UUID whole, String part) {
        long mixed = FIRST_MIX;
        for (int i = 0; i < part.length(); i++) {
            mixed = (mixed ^ part.charAt(i)) * MIX;
        }
        return new UUID(whole.getMostSignificantBits(), whole.getLeastSignificantBits() ^ (mixed >>> VARIANT_BITS));
    }
}
