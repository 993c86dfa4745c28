package fi.rekisterihub.route;

import fi.rekisterihub.Finland;
import fi.rekisterihub.description.ChangedText;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.profile.Profiles;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What saved profiles would change in what the people of the registers in force are told. */
@Component
final class PublicTexts {

    private final Supplier<Collection<Profile>> inForce;

    @Autowired
    PublicTexts(Profiles profiles) {
        this(profiles::all);
    }

    PublicTexts(Supplier<Collection<Profile>> inForce) {
        this.inForce = inForce;
    }

    /** @param home laid out as a hub's home; profiles that cannot be read are left out */
    List<ChangedText> changes(Path home) {
        return ChangedText.between(
                inForce.get(), ProfileFolder.read(home).profiles().values(), Finland.today());
    }

    /** @param seen fingerprints of the saved profiles whose text somebody has looked at */
    List<ChangedText> unseen(Path home, Set<String> seen) {
        return changes(home).stream()
                .filter(change -> !seen.contains(change.after().fingerprint()))
                .toList();
    }
}
