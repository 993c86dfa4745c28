package fi.rekisterihub.profile;

import fi.rekisterihub.Finding;
import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.OperatorText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

    private record Read(OperatorText text, OperatorFile file, Profile profile) {}

    /** @param home the hub's home; profiles lie in {@code mappings/registers/*.yaml} */
    public static ProfileFolder read(Path home) {
        List<Read> good = new ArrayList<>();
        Set<String> closed = new TreeSet<>();
        List<Finding> findings = new ArrayList<>();
        for (OperatorText text : OperatorText.list(home, FOLDER, ".yaml")) {
            OperatorFile file = text.parse();
            closed.add(text.stem());
            ProfileReader.read(file, text.fingerprint()).ifPresent(profile -> {
                file.mustBeNamed("id", profile.id(), text.stem());
                if (file.findings().isEmpty()) {
                    file.root().ifPresent(root -> PromiseChecks.check(root, profile));
                    good.add(new Read(text, file, profile));
                }
            });
            findings.addAll(file.findings());
        }
        List<Profile> all = good.stream().map(Read::profile).toList();
        Map<String, Profile> profiles = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (Read read : good) {
            int before = read.file().findings().size();
            OnwardChecks.check(read.file(), read.profile(), all);
            List<Finding> found = read.file().findings();
            findings.addAll(found.subList(before, found.size()));
            if (found.isEmpty()) {
                String id = read.profile().id();
                closed.remove(id);
                profiles.put(id, read.profile());
                texts.put(id, read.text().text());
            }
        }
        return new ProfileFolder(Map.copyOf(profiles), Map.copyOf(texts), Set.copyOf(closed), List.copyOf(findings));
    }

    /** The file of a register as it was read; each call parses it anew and has no findings of another. */
    public OperatorFile file(String registerId) {
        return new OperatorText(FOLDER + "/" + registerId + ".yaml", texts.getOrDefault(registerId, "")).parse();
    }

    /** The same where some of the files, though each good by itself, are bad beside what they speak of. */
    public ProfileFolder without(Map<String, List<Finding>> bad) {
        Map<String, Profile> left = new HashMap<>(profiles);
        Map<String, String> leftTexts = new HashMap<>(texts);
        Set<String> nowClosed = new TreeSet<>(closed);
        List<Finding> all = new ArrayList<>(findings);
        bad.forEach((id, found) -> {
            left.remove(id);
            leftTexts.remove(id);
            nowClosed.add(id);
            all.addAll(found);
        });
        return new ProfileFolder(Map.copyOf(left), Map.copyOf(leftTexts), Set.copyOf(nowClosed), List.copyOf(all));
    }
}
