package fi.rekisterihub.route;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.Rounds;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes saved files into use without a command. It reads the folders again and again and compares what they hold: the
 * file system's own events do not come from network folders and mounted volumes. What would change a public text waits for
 * somebody who has seen the change.
 */
@Component
@ConditionalOnProperty(name = "hub.routes.enabled", matchIfMissing = true)
final class RouteWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);
    private static final int LOOKS_IN_A_QUIET_PERIOD = 4;
    private static final int UNREADABLE_LOOKS_UNTIL_TOLD = 10;
    private static final Duration LONGEST_SWAP = Duration.ofSeconds(30);

    private final WatchedFolders folders;
    private final RouteSettings settings;
    private final RouteFolder folder;
    private final QuietPeriod quiet;
    private int unreadable;
    private @Nullable Rounds looking;

    RouteWatch(HubHome home, RouteSettings settings, RouteFolder folder) {
        this.folders = new WatchedFolders(home.home(), RouteFolder.FOLDERS);
        this.settings = settings;
        this.folder = folder;
        this.quiet = new QuietPeriod(settings.quiet());
    }

    @Override
    public synchronized void start() {
        Duration pause = settings.quiet().dividedBy(LOOKS_IN_A_QUIET_PERIOD);
        looking = Rounds.every("route-watch", pause, pause, this::look);
    }

    private void look() {
        try {
            FolderPrint now = folders.now();
            unreadable = 0;
            boolean over = quiet.isOver(now, System.nanoTime());
            if (over && folder.lookedAt().filter(seen -> !seen.equals(now)).isPresent()) {
                folder.swap(Set.of());
            }
        } catch (UncheckedIOException vanished) {
            // A file that is renamed while it is read; the next look finds it under its new name.
            if (++unreadable == UNREADABLE_LOOKS_UNTIL_TOLD) {
                LOG.error("Saved files cannot be watched: {}", vanished.getMessage());
            }
        } catch (RuntimeException failed) {
            LOG.error("The saved files could not be taken into use.", failed);
        }
    }

    /** Waits for a swap that is going on, so that Camel is not stopped in the middle of it. */
    @Override
    public synchronized void stop() {
        if (looking == null) {
            return;
        }
        try {
            looking.finish(LONGEST_SWAP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        looking = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.watch();
    }
}
