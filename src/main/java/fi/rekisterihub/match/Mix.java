package fi.rekisterihub.match;

/** Spreads numbers evenly, the same way in every process: what is found must not hang on chance. */
final class Mix {

    private Mix() {}

    static int of(int value) {
        int mixed = value;
        mixed = (mixed ^ (mixed >>> 16)) * 0x7feb352d;
        mixed = (mixed ^ (mixed >>> 15)) * 0x846ca68b;
        return mixed ^ (mixed >>> 16);
    }

    static long of(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
        return mixed ^ (mixed >>> 32);
    }

    /** Of two numbers in this order. */
    static int of(int first, int second) {
        return of(of(first) * 0x9E3779B1 + second);
    }
}
