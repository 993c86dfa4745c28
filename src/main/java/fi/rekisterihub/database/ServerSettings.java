package fi.rekisterihub.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the embedded PostgreSQL is started with. Durable: {@code fsync} and {@code synchronous_commit} are on, because an
 * opt-out that was answered with "done" must be there after a power cut.
 */
public final class ServerSettings {

    private static final long MEGABYTE = 1L << 20;
    private static final long LEAST_BUFFERS = 128;
    private static final long MOST_BUFFERS = 2_048;

    private ServerSettings() {}

    /** For the machine, or the container, that this process runs in. */
    public static Map<String, String> ofThisMachine() {
        return of(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize());
    }

    /**
     * An eighth of the memory keeps the indexes of a large register at hand and leaves the rest to the hub and to the
     * file cache.
     */
    static Map<String, String> of(long memoryBytes) {
        long megabytes = memoryBytes / MEGABYTE;
        long buffers = Math.max(LEAST_BUFFERS, Math.min(MOST_BUFFERS, megabytes / 8));
        Map<String, String> settings = new TreeMap<>();
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("max_connections", "60");
        settings.put("shared_buffers", buffers + "MB");
        settings.put("effective_cache_size", Math.max(buffers, megabytes / 2) + "MB");
        settings.put("max_wal_size", "2GB");
        // Log files that a large import has made are used again instead of being written anew.
        settings.put("min_wal_size", "512MB");
        settings.put("random_page_cost", "1.1");
        settings.put("jit", "off");
        // Without the detail, which is the row that was refused.
        settings.put("log_error_verbosity", "terse");
        return settings;
    }
}
