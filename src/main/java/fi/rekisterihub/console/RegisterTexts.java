package fi.rekisterihub.console;

import fi.rekisterihub.Finland;
import fi.rekisterihub.description.Description;
import fi.rekisterihub.description.Description.Kind;
import fi.rekisterihub.description.Descriptions;
import fi.rekisterihub.description.Pages;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.ProfileVersions;
import fi.rekisterihub.profile.ProfileVersions.Version;
import fi.rekisterihub.profile.Profiles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The public texts of the registers in force, each with the day since when its rules are. */
@Component
final class RegisterTexts {

    /** Eight registers, both texts, three languages: a PDF takes a second to make, and everybody may ask for it. */
    private static final int KEPT = 48;

    private final Profiles profiles;
    private final ProfileVersions versions;
    private final Map<Description, byte[]> files = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Description, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    RegisterTexts(Profiles profiles, ProfileVersions versions) {
        this.profiles = profiles;
        this.versions = versions;
    }

    /** @throws NotHere when no profile of that id is in force */
    Profile profile(String register) {
        return profiles.find(register).orElseThrow(NotHere::new);
    }

    Description text(Kind kind, Profile profile, String language) {
        LocalDate today = Finland.today();
        LocalDate since = versions.firstUsed(profile).map(RegisterTexts::day).orElse(today);
        return Descriptions.of(kind, profile, language, since, today);
    }

    /** As it read on its first day. */
    static Description text(Kind kind, Profile profile, Version version, String language) {
        LocalDate day = day(version.firstUsed());
        return Descriptions.of(kind, profile, language, day, day);
    }

    /** One is made at a time, so that nobody keeps the machine busy by asking for all of them. */
    byte[] pdf(Description text) {
        synchronized (files) {
            byte[] file = files.get(text);
            if (file == null) {
                file = Pages.pdf(text);
                files.put(text, file);
            }
            return file;
        }
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, Finland.ZONE);
    }
}
