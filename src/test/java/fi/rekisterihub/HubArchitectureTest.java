package fi.rekisterihub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Keeps the table of rooms in docs/architecture.md true, and the habits of the code. */
class HubArchitectureTest {

    private static final String ROOT = "fi.rekisterihub";
    private static final Path MAIN = Path.of("src/main/java/fi/rekisterihub");
    private static final int LONGEST_FILE = 400;

    /** Room to the rooms that it may ask; the root package and {@code database} may be asked by all. */
    private static final Map<String, Set<String>> ASKS = Map.ofEntries(
            Map.entry("database", Set.of()),
            Map.entry("register", Set.of()),
            Map.entry("profile", Set.of("register")),
            Map.entry("description", Set.of("profile")),
            Map.entry("mapping", Set.of("profile", "register")),
            Map.entry("population", Set.of("mapping", "register")),
            Map.entry("content", Set.of("mapping", "population")),
            Map.entry("intake", Set.of("content", "mapping", "population", "profile", "register")),
            Map.entry("guide", Set.of("content", "mapping", "profile", "register")),
            Map.entry("evidence", Set.of()),
            Map.entry("mail", Set.of()),
            Map.entry("match", Set.of("content", "mapping", "register")),
            Map.entry("notice", Set.of("profile", "register")),
            Map.entry("permission", Set.of("mail", "mapping", "profile", "register", "notice", "intake")),
            Map.entry("identity", Set.of("match", "profile", "register", "permission", "notice")),
            Map.entry("reconcile", Set.of("intake", "mapping", "match", "profile", "register", "permission", "notice")),
            Map.entry(
                    "subject",
                    Set.of(
                            "content",
                            "intake",
                            "mail",
                            "mapping",
                            "notice",
                            "permission",
                            "profile",
                            "reconcile",
                            "register")),
            Map.entry(
                    "retention",
                    Set.of("intake", "notice", "permission", "profile", "reconcile", "register", "subject")));

    /** A row of the table of rooms: names, tables, whom it asks. */
    private static final Pattern ROOM = Pattern.compile("\\| (`[`a-z, ]+`) \\| [^|]* \\| ([^|]+) \\|");

    private static final Set<String> RIM = Set.of("edge", "route", "console", "api", "security", "cli");
    private static final Set<String> KNOW_CAMEL = Set.of("edge", "route");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @TestFactory
    @DisplayName("a room asks only the rooms that the table names")
    Stream<DynamicTest> asksOnlyItsNeighbours() {
        return ASKS.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    Set<String> forbidden = new TreeSet<>(ASKS.keySet());
                    forbidden.addAll(RIM);
                    forbidden.removeAll(room.getValue());
                    forbidden.removeAll(List.of(room.getKey(), "database"));
                    noClasses()
                            .that(resideInAPackage(room(room.getKey())))
                            .should()
                            .dependOnClassesThat(resideInAnyOf(forbidden))
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }));
    }

    @Test
    void onlyTheRimKnowsCamel() {
        noClasses()
                .that(resideOutsideOfPackages(
                        KNOW_CAMEL.stream().map(HubArchitectureTest::room).toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.camel.."))
                .check(CLASSES);
    }

    @Test
    void roomsFormNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyRoomIsInTheTable() throws IOException {
        try (Stream<Path> folders = Files.list(MAIN)) {
            Set<String> known = new TreeSet<>(ASKS.keySet());
            known.addAll(RIM);
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .isSubsetOf(known);
        }
    }

    @Test
    void everyRoomSaysWhatItIsFor() throws IOException {
        try (Stream<Path> walked = Files.walk(MAIN)) {
            List<Path> silent = walked.filter(Files::isDirectory)
                    .filter(HubArchitectureTest::holdsJava)
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(silent).isEmpty();
        }
    }

    @Test
    void noFileIsLongerThanAPersonReadsAtOnce() throws IOException {
        try (Stream<Path> walked = Files.walk(MAIN)) {
            List<String> tooLong = walked.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > LONGEST_FILE)
                    .map(Path::toString)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    @Test
    void speaksThroughTheLogOrNotAtAll() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
        noClasses()
                .that(resideOutsideOfPackages(room("cli")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void throwsNothingGeneric() {
        noClasses()
                .should()
                .callConstructor(RuntimeException.class, String.class)
                .orShould()
                .callConstructor(RuntimeException.class, Throwable.class)
                .orShould()
                .callConstructor(RuntimeException.class, String.class, Throwable.class)
                .orShould()
                .callConstructor(Exception.class, String.class)
                .check(CLASSES.that(new com.tngtech.archunit.base.DescribedPredicate<>("are no exceptions themselves") {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
                        return !type.isAssignableTo(Throwable.class);
                    }
                }));
    }

    @Test
    void isGivenWhatItNeedsByItsConstructor() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .check(CLASSES);
    }

    @Test
    void docsShowTheSameTable() throws IOException {
        Map<String, Set<String>> shown = new TreeMap<>();
        Set<String> rim = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("docs/architecture.md"))) {
            Matcher row = ROOM.matcher(line);
            if (row.matches()) {
                for (String room : words(row.group(1).replace("`", ""))) {
                    if (RIM.contains(room)) {
                        rim.add(room);
                    } else {
                        shown.put(room, words(row.group(2)));
                    }
                }
            }
        }
        assertThat(shown).isEqualTo(new TreeMap<>(ASKS));
        assertThat(rim).isEqualTo(new TreeSet<>(RIM));
    }

    private static Set<String> words(String cell) {
        return Arrays.stream(cell.split(","))
                .map(String::strip)
                .filter(word -> !word.equals("–"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass>
            resideInAnyOf(Set<String> rooms) {
        return com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                rooms.stream().map(HubArchitectureTest::room).toArray(String[]::new));
    }

    private static String room(String name) {
        return ROOT + "." + name + "..";
    }

    private static boolean holdsJava(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
