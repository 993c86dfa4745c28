package fi.rekisterihub.intake;

/** Askings of providers for tests of other rooms. */
public final class PollBench {

    private PollBench() {}

    /** @param inbox where the answers go, which may lie in another database */
    public static Polls polls(IntakeBench bench, Inbox inbox) {
        return new Polls(new FeedCursors(bench.jdbc), inbox);
    }
}
