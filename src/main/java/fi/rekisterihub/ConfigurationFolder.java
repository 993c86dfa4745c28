package fi.rekisterihub;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files of the operator that are taken into use together with the routes: mappings and register profiles.
 *
 * <p>The implementation is a Spring bean. It is also named in {@code META-INF/services/fi.rekisterihub.ConfigurationFolder}
 * and has a public constructor without parameters, because the command {@code check} runs without Spring and then
 * only prepares.
 *
 * <p>The room {@code route} takes it into use once at start, before any lifecycle bean or route starts and in commands
 * too, and again at every swap.
 */
public interface ConfigurationFolder {

    /** What the files are called in messages, for example {@code mappings}. */
    String name();

    /**
     * Reads and checks every file; changes nothing.
     *
     * @param home a folder laid out as {@code hub.home}; findings name files relative to it
     */
    Prepared prepare(Path home);

    /** The last good text of a file where the database keeps it; empty when it does not. */
    default Optional<String> lastGood(String file) {
        return Optional.empty();
    }

    /** Files that were read and checked, ready to be taken into use. */
    interface Prepared {

        /** Everything that is wrong; empty when all may be taken into use. */
        List<Finding> findings();

        /**
         * Replaces what is in use, in one step that readers never see half done. Files with findings are left out.
         * When this throws, what was in use stays in use.
         */
        void takeIntoUse();

        /** Takes the files of before into use again, because a later part of the same change failed. Never throws. */
        void putBack();

        /** Remembers these files as the last good ones, once everything that belongs to the change is in use. */
        void keep();
    }
}
