package fi.rekisterihub.profile;

import fi.rekisterihub.Finding;
import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.OperatorText;
import java.util.List;
import java.util.Optional;

/**
 * One text of a profile that is not in force: an earlier version, or a draft. It is read as far as it can be, because an
 * earlier version need not keep the rules of today.
 *
 * @param profile empty when the text is no profile at all
 * @param findings what is wrong with it by the rules of today
 */
public record ProfileText(Optional<Profile> profile, List<Finding> findings) {

    public static ProfileText read(OperatorText text) {
        OperatorFile file = text.parse();
        Optional<Profile> profile = ProfileReader.read(file, text.fingerprint());
        return new ProfileText(profile, file.findings());
    }
}
