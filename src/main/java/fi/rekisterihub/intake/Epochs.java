package fi.rekisterihub.intake;

import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What the meaning of a record depends on besides its text: the mapping, the profile, and the code lists that the
 * mapping asks. When one of them has another text, every record counts as different and is judged anew.
 */
@Component
class Epochs {

    private final Profiles profiles;
    private final Mappings mappings;
    private final CodeLists lists;

    Epochs(Profiles profiles, Mappings mappings, CodeLists lists) {
        this.profiles = profiles;
        this.mappings = mappings;
        this.lists = lists;
    }

    String of(Mapping mapping, String registerId) {
        String profile = profiles.find(registerId)
                .map(Profile::fingerprint)
                .map(fingerprint -> fingerprint.substring(0, 12))
                .orElse("-");
        return mapping.version() + "/" + profile + codes(mapping);
    }

    /** Nothing for a table that asks no list, so that a list's change costs only those who depend on it. */
    private String codes(Mapping mapping) {
        Set<String> asked = mapping.codeLists();
        if (asked.isEmpty()) {
            return "";
        }
        lists.refresh();
        return asked.stream()
                .map(list -> "/" + list + "=" + mappings.codes().version(list))
                .collect(Collectors.joining());
    }
}
