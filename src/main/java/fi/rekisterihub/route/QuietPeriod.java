package fi.rekisterihub.route;

import java.time.Duration;

/**
 * Tells when what was saved has been left alone for long enough. Editors save in several steps, and people save several
 * files that belong together. Not thread-safe.
 */
final class QuietPeriod {

    private final long quietNanos;
    private FolderPrint last = FolderPrint.NOTHING;
    private long since;

    QuietPeriod(Duration quiet) {
        this.quietNanos = quiet.toNanos();
    }

    /** @param nanos a clock that nobody sets, such as {@link System#nanoTime()} */
    boolean isOver(FolderPrint now, long nanos) {
        if (!now.equals(last)) {
            last = now;
            since = nanos;
        }
        return nanos - since >= quietNanos;
    }
}
