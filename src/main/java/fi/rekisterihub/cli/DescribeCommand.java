package fi.rekisterihub.cli;

import fi.rekisterihub.Finland;
import fi.rekisterihub.NearestWord;
import fi.rekisterihub.OperatorText;
import fi.rekisterihub.description.Comparison;
import fi.rekisterihub.description.Description;
import fi.rekisterihub.description.Descriptions;
import fi.rekisterihub.description.Pages;
import fi.rekisterihub.description.PlainText;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.profile.ProfileText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code describe <register>}: its public texts, from the files alone; and what a change of profile changes in them. */
@Command(
        name = "describe",
        description = "Writes a register's privacy notice or record of processing from its profile.",
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

    private static final String LAST_GOOD = "last-good";

    private final List<String> settings;
    private final PrintStream out;
    private final PrintStream err;

    @Parameters(paramLabel = "<register>", description = "the register's id, such as sofor-asiakasrekisteri")
    private String register = "";

    @Option(names = "--lang", description = "fi, sv or en (default: the register's own language)")
    private @Nullable Language language;

    @Option(names = "--record", description = "the record of processing (GDPR article 30) and not the public notice")
    private boolean record;

    @Option(names = "--format", description = "text, html or pdf (default: text)", defaultValue = "text")
    private Format format = Format.text;

    @Option(names = "--out", description = "the file that is written; without it the text is printed")
    private @Nullable Path file;

    @Option(
            names = "--against",
            description = "prints what differs from another profile file, or from the one in use: last-good")
    private @Nullable String against;

    DescribeCommand(List<String> settings, PrintStream out, PrintStream err) {
        this.settings = settings;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Path home = new CommandSettings(settings).home();
        ProfileFolder folder = ProfileFolder.read(home);
        String place = "mappings/registers/" + register + ".yaml";
        @Nullable Profile profile = folder.profiles().get(register);
        if (profile == null) {
            if (!folder.closed().contains(register)) {
                throw new IllegalArgumentException("There is no register '%s' in %s%s"
                        .formatted(
                                register,
                                home.resolve("mappings/registers"),
                                NearestWord.hint(register, folder.profiles().keySet())));
            }
            folder.findings().stream()
                    .filter(finding -> finding.file().equals(place))
                    .forEach(err::println);
            return 1;
        }
        if (against != null) {
            write(PlainText.lines(difference(read(home, against, place), profile)));
            return 0;
        }
        write(describe(profile));
        return 0;
    }

    private Description describe(Profile profile) {
        LocalDate today = Finland.today();
        return Descriptions.of(
                record ? Description.Kind.RECORD : Description.Kind.NOTICE,
                profile,
                language == null ? profile.language() : language.name(),
                today,
                today);
    }

    private Comparison difference(Profile before, Profile after) {
        Comparison comparison = Comparison.of(describe(before), describe(after));
        err.println(
                comparison.same()
                        ? "The text does not change."
                        : "%d lines of the text change.".formatted(comparison.differences()));
        return comparison;
    }

    /** @param other a profile file, or the word for what a server of this home has in use */
    private static Profile read(Path home, String other, String place) {
        Path path = other.equals(LAST_GOOD) ? home.resolve("data/last-good").resolve(place) : Path.of(other);
        try {
            return ProfileText.read(new OperatorText(path.toString(), Files.readString(path)))
                    .profile()
                    .orElseThrow(() -> new IllegalArgumentException("%s is no profile.".formatted(path)));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    other.equals(LAST_GOOD)
                            ? "There is no last good profile of this register in %s; no server has used it yet."
                                    .formatted(path)
                            : "The profile %s cannot be read.".formatted(path));
        }
    }

    private void write(Description description) {
        switch (format) {
            case text -> write(PlainText.lines(description));
            case html -> write(Pages.file(description).getBytes(StandardCharsets.UTF_8));
            case pdf -> write(Pages.pdf(description));
        }
    }

    private void write(List<String> lines) {
        String text = String.join("\n", lines) + "\n";
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] content) {
        try {
            if (file == null) {
                out.write(content);
                out.flush();
            } else {
                Files.write(file, content);
                out.printf("wrote %s%n", file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written.".formatted(file), e);
        }
    }

    /** Of the texts. */
    enum Language {
        fi,
        sv,
        en
    }

    /** As what a text is written. */
    enum Format {
        text,
        html,
        pdf
    }
}
