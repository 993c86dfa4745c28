package fi.rekisterihub.profile;

import fi.rekisterihub.Finding;
import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.OperatorText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The profile files of one hub home, read once.
 *
 * @param profiles the good ones by id
 * @param texts what they were read from, by id
 * @param closed ids of the registers whose file is bad
 * @param findings what is wrong
 */
public record ProfileFolder(
        Map<String, Profile> profiles, Map<String, String> texts, Set<String> closed, List<Finding> findings) {

    public static final ProfileFolder NONE = new ProfileFolder(Map.of(), Map.of(), Set.of(), List.of());

    static final String FOLDER = "mappings/registers";

    /** @param home the hub's home; profiles lie in {@code mappings/registers/*.yaml} */
    public static ProfileFolder read(Path home) {
        Map<String, Profile> profiles = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        Set<String> closed = new TreeSet<>();
        List<Finding> findings = new ArrayList<>();
        for (OperatorText text : OperatorText.list(home, FOLDER, ".yaml")) {
            OperatorFile file = text.parse();
            closed.add(text.stem());
            ProfileReader.read(file, text.fingerprint()).ifPresent(profile -> {
                file.mustBeNamed("id", profile.id(), text.stem());
                if (file.findings().isEmpty()) {
                    closed.remove(text.stem());
                    profiles.put(profile.id(), profile);
                    texts.put(profile.id(), text.text());
                }
            });
            findings.addAll(file.findings());
        }
        return new ProfileFolder(Map.copyOf(profiles), Map.copyOf(texts), Set.copyOf(closed), List.copyOf(findings));
    }
}
