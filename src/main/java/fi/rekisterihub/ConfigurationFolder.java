package fi.rekisterihub;

import java.nio.file.Path;
import java.util.List;

/**
 * A kind of operator's file that is taken into use together with the routes: mappings, register profiles.
 *
 * <p>An implementation is a Spring bean. It is also named in {@code META-INF/services/fi.rekisterihub.ConfigurationFolder}
 * and has a public constructor without parameters, because the command {@code check} runs without Spring and then
 * calls {@link #check} only.
 *
 * <p>The room {@code route} calls {@link #takeIntoUse} once at start, before any lifecycle bean or route starts and
 * in commands too, and again at every swap.
 */
public interface ConfigurationFolder {

    /** What the files are called in messages, for example {@code mappings}. */
    String name();

    /**
     * Reads every file and keeps nothing.
     *
     * @param home a folder laid out as {@code hub.home}; findings name files relative to it
     * @return everything that is wrong; empty when the files may be taken into use
     */
    List<Finding> check(Path home);

    /**
     * Replaces what is in use, in one step that readers never see half done. Files that {@link #check} finds wrong
     * are left out.
     *
     * @throws IllegalStateException when nothing could be replaced; what was in use then stays in use
     */
    void takeIntoUse(Path home);
}
