package fi.rekisterihub.description;

import fi.rekisterihub.description.Description.Kind;
import fi.rekisterihub.profile.Profile;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** A register of which a saved profile says something else to the public than the one in force. */
public record ChangedText(Profile before, Profile after) {

    /** Profiles that only differ in comments or in the order of lines are left out: nobody is told anything else. */
    public static List<ChangedText> between(Collection<Profile> inForce, Collection<Profile> saved, LocalDate day) {
        return saved.stream()
                .flatMap(profile -> inForce.stream()
                        .filter(ruling -> ruling.id().equals(profile.id()))
                        .map(ruling -> new ChangedText(ruling, profile)))
                .filter(pair -> pair.differs(day))
                .sorted((one, other) -> one.after().id().compareTo(other.after().id()))
                .toList();
    }

    public Comparison comparison(Kind kind, String language, LocalDate day) {
        return Comparison.of(
                Descriptions.of(kind, before, language, day, day), Descriptions.of(kind, after, language, day, day));
    }

    private boolean differs(LocalDate day) {
        if (before.fingerprint().equals(after.fingerprint())) {
            return false;
        }
        for (Kind kind : Kind.values()) {
            for (String language : Wording.LANGUAGES) {
                if (!comparison(kind, language, day).same()) {
                    return true;
                }
            }
        }
        return false;
    }
}
