package fi.rekisterihub.database;

import java.util.UUID;

/**
 * Ids that grow with time (RFC 9562, version 7): rows that are made together lie together in every index, where random
 * ids would touch a page each.
 */
public final class OrderedId {

    private static final int VERSION = 0x7000;

    private OrderedId() {}

    public static UUID next() {
        UUID random = UUID.randomUUID();
        long high = System.currentTimeMillis() << 16 | VERSION | (random.getMostSignificantBits() & 0x0FFF);
        return new UUID(high, random.getLeastSignificantBits());
    }
}
