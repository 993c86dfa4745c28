package fi.rekisterihub.profile;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.OperatorText;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sections that a profile may leave out, and what holds where it does. */
class ProfileSectionsTest {

    private static final String TEXT = "text: {fi: a, sv: b, en: c}";

    private static final String SMALLEST = """
            id: small
            name: {fi: a, sv: b, en: c}
            controller: {name: Yritys Oy, business-id: 0000000-0, contact: gdpr@yritys.example}
            purposes:
              - {id: direct-marketing, basis: consent, %1$s}
            groups:
              - {id: people, entity: person, fields: [familyName, dietaryRestrictions, hobby], %1$s}
              - {id: firms, entity: company, fields: [name], %1$s}
            sources:
              - {feed: person, kind: person, %1$s}
            """.formatted(TEXT);

    @Test
    void whatIsLeftOutIsAsTheLawHasIt() {
        Profile profile = good(SMALLEST);

        assertThat(profile.requests())
                .isEqualTo(new RequestRule(
                        Period.ofMonths(1), 1, false, true, true, Set.of("email", "form", "api", "post", "visit")));
        assertThat(profile.profiling()).isFalse();
        assertThat(profile.thirdCountries()).isTrue();
        assertThat(profile.contacts()).isEmpty();
        assertThat(profile.dataClasses()).isEmpty();
        assertThat(profile.limits()).isEmpty();
        assertThat(profile.sources().get(0).groups()).containsExactly("people", "firms");
    }

    @Test
    void readsWhatAProfileSays() {
        Profile profile =
                good(SMALLEST.replace("kind: person,", "kind: person, groups: [people],") + """
                contacts:
                  - {role: security, contact: security@yritys.example}
                profiling: true
                third-countries: none
                requests:
                  answer-within: P7D
                  free-inspections: 2
                  restrict-while-deciding: false
                  verify-identity: false
                  ways: [post, visit]
                data-classes:
                  - {id: dietary-restrictions, fields: [dietaryRestrictions], onward: false, needs: direct-marketing, %1$s}
                  - {id: interests, fields: [hobby], profiling: true, %1$s}
                limits:
                  - {at-most: 1, of: [hobby, dietaryRestrictions], %1$s}
                retention:
                  - {what: people, after: P3Y, at-least: P3M, anchors: [contract-end, event-end], holds: [dispute], %1$s}
                """.formatted(TEXT));

        assertThat(profile.contacts()).containsExactly(new Profile.RoleContact("security", "security@yritys.example"));
        assertThat(profile.profiling()).isTrue();
        assertThat(profile.thirdCountries()).isFalse();
        assertThat(profile.requests())
                .isEqualTo(new RequestRule(Period.ofDays(7), 2, true, false, false, Set.of("post", "visit")));
        Texts text = new Texts("a", "b", "c");
        assertThat(profile.dataClasses())
                .containsExactly(
                        new Profile.DataClass(
                                "dietary-restrictions",
                                Set.of("dietaryRestrictions"),
                                false,
                                "direct-marketing",
                                false,
                                text),
                        new Profile.DataClass("interests", Set.of("hobby"), true, null, true, text));
        assertThat(profile.limits())
                .containsExactly(new Profile.Limit(1, Set.of("hobby", "dietaryRestrictions"), text));
        assertThat(profile.sources().get(0).groups()).containsExactly("people");
        assertThat(profile.retention())
                .containsExactly(new RetentionRule(
                        "people",
                        Period.ofYears(3),
                        Period.ofMonths(3),
                        List.of("contract-end", "event-end"),
                        List.of("dispute"),
                        text));
    }

    @Test
    void noAnswerIsPromisedLaterThanTheLawAllows() {
        assertThat(found("requests: {answer-within: P28D}")).isEmpty();
        assertThat(found("requests: {answer-within: P30D}"))
                .containsExactly(
                        "'P30D' can be longer than the month of GDPR article 12(3); write P1M, or at most P28D.");
        assertThat(found("requests: {answer-within: soon}"))
                .singleElement()
                .asString()
                .contains("answer-within");
        assertThat(found("requests: {free-inspections: twice}"))
                .containsExactly("'free-inspections: twice' cannot be used: write a whole number such as 1.");
        assertThat(found("requests: {free-inspections: 0}"))
                .singleElement()
                .asString()
                .contains("at least 1");
    }

    @Test
    void saysWhatIsWrongInASection() {
        assertThat(found("data-classes: [{id: people, fields: [familyName], %s}]"))
                .containsExactly("'people' is a group or a class already; give this class another id.");
        assertThat(found("data-classes: [{id: interests, fields: [shoeSize], %s}]"))
                .containsExactly("No group of this register holds 'shoeSize', so no class can either.");
        assertThat(found("data-classes: [{id: interests, fields: [hobby], needs: profiling, %s}]"))
                .containsExactly("The profile has no purpose 'profiling'; add it under purposes.");
        assertThat(found("limits: [{at-most: 2, of: [hobby, dietaryRestrictions], %s}]"))
                .singleElement()
                .asString()
                .startsWith("At most 2 of 2 fields limits nothing");
        assertThat(found("retention: [{what: people, %s}]"))
                .containsExactly("This rule sets no time: give 'after', 'at-least' or both.");
        assertThat(found("retention: [{what: people, after: P0D, %s}]"))
                .singleElement()
                .asString()
                .contains("write a period like P1Y");
        assertThat(found("retention: [{what: people, after: P3X, %s}]"))
                .containsExactly("'after: P3X' cannot be used: write a period like P1Y, P26M or P7D.");
        assertThat(found("limits: [{at-most: few, of: [hobby, dietaryRestrictions], %s}]"))
                .containsExactly("'at-most: few' cannot be used: write a whole number such as 1.");
        assertThat(found("third-countries: some")).singleElement().asString().contains("third-countries");
    }

    private static Profile good(String yaml) {
        OperatorFile file = new OperatorText("mappings/registers/small.yaml", yaml).parse();
        Profile profile = ProfileReader.read(file, "").orElseThrow();
        assertThat(file.findings()).isEmpty();
        return profile;
    }

    private static List<String> found(String lines) {
        OperatorFile file = new OperatorText("mappings/registers/small.yaml", SMALLEST + lines.formatted(TEXT)).parse();
        ProfileReader.read(file, "");
        return file.findings().stream().map(Finding::message).toList();
    }
}
