package fi.rekisterihub.mapping;

import fi.rekisterihub.Finding;
import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.OperatorText;
import fi.rekisterihub.profile.ProfileFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The mapping tables of one hub home, read once, with their samples played through them.
 *
 * @param mappings the good ones by feed
 * @param closed the feeds whose table, or a sample beside it, is bad
 * @param findings what is wrong
 */
public record MappingFolder(Map<String, Mapping> mappings, Set<String> closed, List<Finding> findings) {

    static final MappingFolder NONE = new MappingFolder(Map.of(), Set.of(), List.of());

    private static final int VERSION_LENGTH = 12;

    /** A table that is not yet among the files; empty when something is wrong with it. */
    public static Optional<Mapping> draft(OperatorText text, ProfileFolder profiles) {
        OperatorFile file = text.parse();
        return MappingReader.read(file, profiles, text.fingerprint().substring(0, VERSION_LENGTH), new Codes())
                .filter(mapping -> file.findings().isEmpty());
    }

    public static MappingFolder read(Path home, ProfileFolder profiles) {
        return read(home, profiles, new Codes());
    }

    /** @param codes the lists that the tables ask; the samples ask those of {@code mappings/samples/codes.json} */
    public static MappingFolder read(Path home, ProfileFolder profiles, Codes codes) {
        Codes ofSamples = Samples.codes(home);
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        Set<String> closed = new TreeSet<>();
        List<Finding> findings = new ArrayList<>();
        for (OperatorText text : OperatorText.list(home, "mappings", ".yaml")) {
            OperatorFile file = text.parse();
            List<Finding> wrong = new ArrayList<>();
            String version = text.fingerprint().substring(0, VERSION_LENGTH);
            MappingReader.read(file, profiles, version, codes).ifPresent(mapping -> {
                file.mustBeNamed("feed", mapping.feed(), text.stem());
                if (file.findings().isEmpty()) {
                    mappings.put(mapping.feed(), mapping);
                    wrong.addAll(Samples.check(
                            home,
                            mapping.codeLists().isEmpty()
                                    ? mapping
                                    : MappingReader.read(file, profiles, version, ofSamples)
                                            .orElse(mapping)));
                }
            });
            wrong.addAll(file.findings());
            if (!wrong.isEmpty()) {
                mappings.remove(text.stem());
                closed.add(text.stem());
            }
            findings.addAll(wrong);
        }
        return new MappingFolder(Map.copyOf(mappings), Set.copyOf(closed), List.copyOf(findings));
    }
}
