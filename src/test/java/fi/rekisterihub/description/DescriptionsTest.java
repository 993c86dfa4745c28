package fi.rekisterihub.description;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.description.Description.Kind;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.RecipientRule;
import fi.rekisterihub.profile.RetentionRule;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DescriptionsTest {

    private static final Set<String> OF_NO_RULE = Set.of(Telling.LAW, Telling.ENGINE);

    /** What a template, a missing text or a stop too many leaves behind. */
    private static final Pattern NO_SENTENCE = Pattern.compile(
            "[{}<>]|\\?\\?|\\bnull\\b|  |\\.\\.| [.,]|text\\.|\\.;|:\\.|,\\.|\\(\\)|^[,.]",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** Small words that no sentence of the other languages has. */
    private static final Map<String, Pattern> FOREIGN = Map.of(
            "fi", words("the|of|with|which|your|from|are|you|this|och|att|eller|för|inte|uppgifter"),
            "sv", words("the|of|with|which|your|you|this|tai|sekä|tiedot|että|ovat"),
            "en", words("tai|sekä|tiedot|että|ovat|och|att|eller|inte|uppgifter"));

    @Test
    @DisplayName("rule 5 both texts of every register are whole in three languages")
    void writesBothTextsOfEveryRegisterInThreeLanguages() {
        List<String> wrong = new ArrayList<>();
        Shipped.texts().forEach(text -> {
            assertThat(text.parts().size()).as(text.fileName()).isGreaterThan(9);
            assertThat(text.parts().stream().map(Part::id).distinct().count())
                    .isEqualTo(text.parts().size());
            for (Part part : text.parts()) {
                if (part.lines().findAny().isEmpty()) {
                    wrong.add(text.fileName() + " says nothing in " + part.id());
                }
            }
            Shipped.lines(text).stream()
                    .filter(line -> line.isBlank() || NO_SENTENCE.matcher(line).find())
                    .forEach(line -> wrong.add(text.fileName() + ": " + line));
        });
        assertThat(Shipped.texts()).hasSizeGreaterThan(11);
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("rule 5 no text has words of another language in it")
    void hasNoWordsOfAnotherLanguage() {
        List<String> foreign = new ArrayList<>();
        Shipped.texts().forEach(text -> Shipped.lines(text).stream()
                .filter(line -> FOREIGN.get(text.language()).matcher(line).find())
                .forEach(line -> foreign.add(text.fileName() + ": " + line)));
        assertThat(foreign).isEmpty();
    }

    @Test
    @DisplayName("rule 5 every field of every register has a name in three languages")
    void namesEveryField() throws IOException {
        for (String suffix : List.of("", "_sv", "_en")) {
            Set<String> named = new TreeSet<>();
            for (String bundle : List.of("terms", "holdings", "description")) {
                read(bundle + suffix).stringPropertyNames().forEach(key -> named.add(key.replaceFirst("^text\\.", "")));
            }
            for (Profile profile : Shipped.profiles()) {
                assertThat(fields(profile).map("field."::concat).filter(field -> !named.contains(field)))
                        .as(profile.id() + suffix)
                        .isEmpty();
            }
        }
    }

    @Test
    @DisplayName("rule 5 every sentence stands on a rule of the profile, on the law, or on what the engine always does")
    void everyLineNamesTheRuleThatItCameFrom() {
        for (Profile profile : Shipped.profiles()) {
            Set<String> rules = rules(profile);
            for (Kind kind : Kind.values()) {
                assertThat(Shipped.text(kind, profile, "fi").parts().stream().flatMap(Part::lines))
                        .as(profile.id())
                        .allSatisfy(line -> assertThat(rules).contains(line.from()));
            }
        }
    }

    @Test
    @DisplayName("rule 5 every rule of the profile is said in the notice and in the record")
    void saysEveryRule() {
        for (Profile profile : Shipped.profiles()) {
            for (Kind kind : Kind.values()) {
                Set<String> said = Shipped.text(kind, profile, "sv").parts().stream()
                        .flatMap(Part::lines)
                        .map(Block.Line::from)
                        .collect(Collectors.toSet());
                assertThat(said)
                        .as(profile.id())
                        .containsAll(elements(profile).keySet().stream()
                                .filter(path -> !sameAsAnEarlierSource(profile, path))
                                .toList());
            }
        }
    }

    @Test
    @DisplayName("rule 5 what leaves the profile leaves the text, and what comes into it comes")
    void followsTheProfile() {
        for (Profile profile : Shipped.profiles()) {
            elements(profile).forEach((path, element) -> {
                Profile without = Shipped.without(profile, path.substring(0, path.indexOf('/')), element);
                for (String language : Wording.LANGUAGES) {
                    for (Kind kind : Kind.values()) {
                        Description text = Shipped.text(kind, profile, language);
                        Description other = Shipped.text(kind, without, language);
                        assertThat(other.parts().stream().flatMap(Part::lines).map(Block.Line::from))
                                .as(profile.id() + " without " + path)
                                .doesNotContain(path);
                        if (!sameAsAnotherSource(profile, path)) {
                            assertThat(Comparison.of(text, other).same())
                                    .as(profile.id() + " says nothing of " + path)
                                    .isFalse();
                        }
                    }
                }
            });
        }
    }

    @Test
    @DisplayName("rule 5 the name of a recipient that is gone stands nowhere any more")
    void forgetsARecipient() {
        for (Profile profile : Shipped.profiles()) {
            for (RecipientRule recipient : profile.recipients()) {
                if (profile.sources().stream()
                                .anyMatch(source -> source.text().fi().contains(recipient.name()))
                        || recipient
                                .purpose()
                                .fi()
                                .contains(profile.controller().name())) {
                    continue;
                }
                assertThat(Shipped.lines(
                                Shipped.text(Kind.NOTICE, Shipped.without(profile, "recipients", recipient), "fi")))
                        .as(profile.id())
                        .noneMatch(line -> line.contains(recipient.name()));
            }
        }
    }

    @Test
    @DisplayName("rule 5 every setting of a register is heard in its texts")
    void followsEverySetting() {
        for (Profile profile : Shipped.profiles()) {
            List<Profile> others = List.of(
                    Shipped.with(profile, "automatedDecisions", old -> !(boolean) old),
                    Shipped.with(profile, "profiling", old -> !(boolean) old),
                    Shipped.with(profile, "thirdCountries", old -> !(boolean) old),
                    Shipped.with(
                            profile,
                            "requests",
                            old -> Shipped.with((Record) old, "answerWithin", any -> java.time.Period.ofDays(9))),
                    Shipped.with(
                            profile,
                            "requests",
                            old -> Shipped.with((Record) old, "freeInspections", times -> (int) times + 1)),
                    Shipped.with(
                            profile,
                            "requests",
                            old -> Shipped.with((Record) old, "verifyIdentity", verify -> !(boolean) verify)),
                    Shipped.with(
                            profile, "requests", old -> Shipped.with((Record) old, "ways", any -> Set.of("visit"))));
            for (Profile other : others) {
                for (String language : Wording.LANGUAGES) {
                    for (Kind kind : Kind.values()) {
                        assertThat(Comparison.of(
                                                Shipped.text(kind, profile, language),
                                                Shipped.text(kind, other, language))
                                        .same())
                                .as("%s %s %s", profile.id(), language, other)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("rule 5 the texts bear the fingerprint of the rules, short and whole, and the day")
    void bearsFingerprintAndDay() {
        Shipped.texts().forEach(text -> {
            List<String> lines = Shipped.lines(text);
            assertThat(lines.subList(lines.size() - 3, lines.size()))
                    .as(text.fileName())
                    .anyMatch(line -> line.endsWith(": " + text.fingerprint()))
                    .anyMatch(line -> line.endsWith(": " + text.fingerprint().substring(0, 12)))
                    .anyMatch(line -> line.contains("28") && line.contains("2026"));
        });
    }

    @Test
    void putsTheLanguageOfTheRegistersPeopleFirst() {
        assertThat(Shipped.profiles()).allSatisfy(profile -> assertThat(Descriptions.languages(profile))
                .startsWith(profile.language())
                .containsExactlyInAnyOrder("fi", "sv", "en"));
    }

    private static Pattern words(String words) {
        return Pattern.compile("(?<![\\p{L}-])(?:" + words + ")(?![\\p{L}-])", Pattern.UNICODE_CASE);
    }

    /** Paths of the rules that are elements of lists, and the elements. */
    private static Map<String, Object> elements(Profile profile) {
        return Stream.of(
                        profile.contacts().stream().map(it -> Map.entry("contacts/" + it.role(), (Object) it)),
                        profile.purposes().stream().map(it -> Map.entry("purposes/" + it.id(), (Object) it)),
                        profile.permissions().stream()
                                .filter(it -> profile.permissions(it.purpose()).size() == 1)
                                .map(it -> Map.entry("permissions/" + it.purpose(), (Object) it)),
                        profile.groups().stream().map(it -> Map.entry("groups/" + it.id(), (Object) it)),
                        profile.dataClasses().stream().map(it -> Map.entry("dataClasses/" + it.id(), (Object) it)),
                        profile.sources().stream()
                                .filter(it -> !it.kind().equals("list"))
                                .map(it -> Map.entry("sources/" + it.feed(), (Object) it)),
                        profile.recipients().stream().map(it -> Map.entry("recipients/" + it.id(), (Object) it)),
                        onlyOnes(profile.retention()).map(it -> Map.entry("retention/" + it.what(), (Object) it)))
                .flatMap(all -> all)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Several rules of one kind of data share a path. */
    private static Stream<RetentionRule> onlyOnes(List<RetentionRule> rules) {
        return rules.stream()
                .filter(rule -> rules.stream()
                                .filter(other -> other.what().equals(rule.what()))
                                .count()
                        == 1);
    }

    private static boolean sameAsAnotherSource(Profile profile, String path) {
        return profile.sources().stream()
                .filter(source -> path.equals("sources/" + source.feed()))
                .anyMatch(source ->
                        profile.sources().stream().anyMatch(other -> !other.equals(source) && sameSaid(source, other)));
    }

    private static boolean sameAsAnEarlierSource(Profile profile, String path) {
        return profile.sources().stream()
                .filter(source -> path.equals("sources/" + source.feed()))
                .anyMatch(source -> profile.sources().stream()
                        .takeWhile(other -> !other.equals(source))
                        .anyMatch(other -> sameSaid(source, other)));
    }

    private static boolean sameSaid(Profile.SourceRule one, Profile.SourceRule other) {
        return one.text().equals(other.text()) && one.kind().equals(other.kind());
    }

    private static Set<String> rules(Profile profile) {
        Set<String> rules = new TreeSet<>(OF_NO_RULE);
        rules.addAll(elements(profile).keySet());
        profile.permissions().forEach(rule -> rules.add("permissions/" + rule.purpose()));
        profile.retention().forEach(rule -> rules.add("retention/" + rule.what()));
        profile.optOutLists().forEach(list -> rules.add("opt-out-lists/" + list));
        profile.fourEyes().forEach(act -> rules.add("four-eyes/" + act.word()));
        profile.requests().ways().forEach(way -> rules.add("requests/ways/" + way));
        rules.addAll(Set.of(
                "controller",
                "name",
                "fingerprint",
                "groups",
                "sources",
                "permissions",
                "recipients",
                "retention",
                "limits",
                "data-classes",
                "third-countries",
                "automated-decisions",
                "profiling",
                "requests/ways",
                "requests/verify-identity",
                "requests/answer-within",
                "requests/free-inspections"));
        return rules;
    }

    private static Stream<String> fields(Profile profile) {
        return profile.groups().stream().flatMap(group -> group.fields().stream());
    }

    private static Properties read(String bundle) throws IOException {
        Properties texts = new Properties();
        try (Reader file = Files.newBufferedReader(
                Path.of("src/main/resources/messages", bundle + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(file);
        }
        return texts;
    }
}
