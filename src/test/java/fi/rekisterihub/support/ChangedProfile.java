package fi.rekisterihub.support;

import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.profile.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A shipped profile with another line in it, in force until it is closed. */
public record ChangedProfile(Profiles profiles, ProfileFolder before) implements AutoCloseable {

    /** @param line in the place of the one on automated decisions, which all shipped profiles have */
    public static ChangedProfile put(Profiles profiles, String registerId, String line) {
        return put(profiles, registerId, "automated-decisions: true", line);
    }

    /** @param before a text of the shipped profile */
    public static ChangedProfile put(Profiles profiles, String registerId, String before, String line) {
        ChangedProfile changed = new ChangedProfile(profiles, profiles.inForce());
        Path home = TestHome.withTables();
        Path file = home.resolve("mappings/registers/" + registerId + ".yaml");
        try {
            Files.writeString(file, Files.readString(file).replace(before, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProfileFolder folder = ProfileFolder.read(home);
        if (!folder.findings().isEmpty()) {
            throw new IllegalArgumentException(folder.findings().toString());
        }
        profiles.takeIntoUse(folder);
        return changed;
    }

    /** The same as long as that takes. */
    public static void during(Profiles profiles, String registerId, String line, Runnable work) {
        ChangedProfile changed = put(profiles, registerId, line);
        try {
            work.run();
        } finally {
            changed.close();
        }
    }

    /** The same with another text in the place of this one. */
    public static void during(Profiles profiles, String registerId, String before, String line, Runnable work) {
        ChangedProfile changed = put(profiles, registerId, before, line);
        try {
            work.run();
        } finally {
            changed.close();
        }
    }

    @Override
    public void close() {
        profiles.putBack(before);
    }
}
