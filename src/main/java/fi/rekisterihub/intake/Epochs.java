package fi.rekisterihub.intake;

import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import org.springframework.stereotype.Component;

/**
 * What the meaning of a record depends on besides its text: the mapping and the profile. When either has another
 * text, every record counts as different and is judged anew.
 */
@Component
class Epochs {

    private final Profiles profiles;

    Epochs(Profiles profiles) {
        this.profiles = profiles;
    }

    String of(Mapping mapping, String registerId) {
        String profile = profiles.find(registerId)
                .map(Profile::fingerprint)
                .map(fingerprint -> fingerprint.substring(0, 12))
                .orElse("-");
        return mapping.version() + "/" + profile;
    }
}
