package fi.rekisterihub.guide;

import fi.rekisterihub.OperatorText;
import fi.rekisterihub.content.Glance;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.MappingFolder;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.ProfileFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The guided start of a source: from a file to a route, a mapping and a sample that pass the check. */
public final class NewSource {

    private final Request request;
    private final ProfileFolder profiles;

    private NewSource(Request request) {
        this.request = request;
        this.profiles = ProfileFolder.read(request.home());
    }

    /**
     * @param feed how the feed is to be called, such as {@code shop-person}
     * @param register whose fields are proposed; may be left out when there is one
     * @param record {@code person} or {@code company}; told by the columns when left out
     * @param key the column that tells one record from another
     * @param skip rows above the names of the columns; told from the file when left out
     */
    public record Request(
            Path home,
            String feed,
            Path file,
            Optional<String> register,
            Optional<String> record,
            Optional<String> key,
            Optional<Integer> skip) {}

    /**
     * What is to be written.
     *
     * @param files path relative to the home → text
     * @param lines what to tell the operator
     */
    public record Draft(Map<String, String> files, List<String> lines) {}

    /** @throws IllegalArgumentException saying what to give instead */
    public static Draft draft(Request request) {
        return new NewSource(request).draft();
    }

    /**
     * Writes the files of a draft, all or none, and never over one that is there.
     *
     * @throws IllegalArgumentException when one is there already
     */
    public static void write(Path home, Draft draft) {
        for (String name : draft.files().keySet()) {
            if (Files.exists(home.resolve(name))) {
                throw new IllegalArgumentException(
                        "%s is there already and is left as it is; choose another name for the feed, or delete it."
                                .formatted(name));
            }
        }
        try {
            for (Map.Entry<String, String> file : draft.files().entrySet()) {
                Path path = home.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files cannot be written below %s.".formatted(home), e);
        }
    }

    private Draft draft() {
        if (!request.feed().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "'%s' cannot name a feed; write small letters, digits and '-', as in shop-person."
                            .formatted(request.feed()));
        }
        if (!Files.isRegularFile(request.file()) || !Files.isReadable(request.file())) {
            throw new IllegalArgumentException("There is no readable file %s.".formatted(request.file()));
        }
        Profile register = register();
        Glance glance = Glance.at(request.file(), request.skip().orElse(null));
        SourceColumns columns = SourceColumns.of(
                glance, register, request.record().orElse(null), request.key().orElse(null));
        SourceFiles texts = new SourceFiles(request.feed(), glance, columns);
        Mapping mapping = MappingFolder.draft(
                        new OperatorText("mappings/%s.yaml".formatted(request.feed()), texts.mapping()), profiles)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The names of the columns cannot be put into a mapping; give them plain names and try again."));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("routes/%s.camel.yaml".formatted(request.feed()), texts.route());
        files.put("mappings/%s.yaml".formatted(request.feed()), texts.mapping());
        files.put("mappings/samples/%s/row.in.json".formatted(request.feed()), texts.sampleIn());
        files.put("mappings/samples/%s/row.out.json".formatted(request.feed()), texts.sampleOut(mapping));
        return new Draft(files, lines(register, glance, columns, texts));
    }

    private Profile register() {
        Map<String, Profile> known = profiles.profiles();
        String id = request.register().orElseGet(() -> {
            if (known.size() != 1) {
                throw new IllegalArgumentException(
                        "Say which register the feed is for, with --register; there are %s.".formatted(names(known)));
            }
            return known.keySet().iterator().next();
        });
        return Optional.ofNullable(known.get(id))
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no good profile of a register '%s'; there are %s.".formatted(id, names(known))));
    }

    private static String names(Map<String, Profile> known) {
        return known.isEmpty()
                ? "none"
                : String.join(", ", known.keySet().stream().sorted().toList());
    }

    private List<String> lines(Profile register, Glance glance, SourceColumns columns, SourceFiles texts) {
        List<String> lines = new ArrayList<>();
        lines.add("%s is %s with %d columns; %d were understood, as records of the kind '%s'."
                .formatted(
                        request.file().getFileName(),
                        glance.written(),
                        glance.columns().size(),
                        columns.understood(),
                        columns.record()));
        if (glance.skip() > 0) {
            lines.add("  its table begins below %d rows, which content.skip passes over".formatted(glance.skip()));
        }
        if (!glance.named()) {
            lines.add("  it does not name its columns; give them names in content.columns and where they are used");
        }
        columns.remarks().forEach(remark -> lines.add("  " + remark));
        if (register.source(request.feed()).isEmpty()) {
            lines.add("");
            lines.add("Add to mappings/registers/%s.yaml, under 'sources' at its place in the order of trust:"
                    .formatted(register.id()));
            lines.addAll(texts.profileLines());
        }
        lines.add("");
        lines.add("Then look before you leap:");
        lines.add("  check");
        lines.add("  preview %s --file %s".formatted(request.feed(), request.file()));
        return lines;
    }
}
