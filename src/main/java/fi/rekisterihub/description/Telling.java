package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.PermissionRule;
import fi.rekisterihub.profile.Profile.Purpose;
import fi.rekisterihub.profile.RecipientRule;
import fi.rekisterihub.profile.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What every chapter is written of: the rules, the language, the day that the text bears and the day on which it is read.
 *
 * @param kind which of the two texts is being written
 */
record Telling(Profile profile, Wording words, LocalDate day, LocalDate today, Description.Kind kind) {

    /** For what the GDPR gives everybody, whatever the profile says. */
    static final String LAW = "law";

    /** For what the hub does in every register. */
    static final String ENGINE = "engine";

    static final String MARKETING = "direct-marketing";
    static final String PROFILING = "profiling";

    /** The record speaks of the people in the register, not to them: where it needs other words, it has its own. */
    String say(String key, Object... values) {
        String own = kind.word() + "." + key;
        return words.say(words.has(own) ? own : key, values);
    }

    String in(Texts texts) {
        return texts.in(words.language());
    }

    Line line(String from, String key, Object... values) {
        return new Line(from, say(key, values));
    }

    boolean record() {
        return kind == Description.Kind.RECORD;
    }

    boolean anyBasis(String... bases) {
        return profile.purposes().stream().anyMatch(purpose -> List.of(bases).contains(purpose.basis()));
    }

    /** Where {@link #anyBasis} is true: the first purpose that makes it so. */
    String fromBasis(String... bases) {
        return profile.purposes().stream()
                .filter(purpose -> List.of(bases).contains(purpose.basis()))
                .map(purpose -> "purposes/" + purpose.id())
                .findFirst()
                .orElse(LAW);
    }

    /** Whether anything of it is direct marketing, to which the person may object without a reason. */
    boolean markets() {
        return profile.purposes().stream().map(Purpose::id).anyMatch(MARKETING::equals);
    }

    /** Whether people in Sweden are in it: the register speaks to its people in Swedish first. */
    boolean forSweden() {
        return profile.language().equals("sv");
    }

    /** The first permission that must be given before it is used, as a path; empty where there is none. */
    Optional<String> fromOptIn() {
        return profile.permissions().stream()
                .filter(PermissionRule::optIn)
                .map(rule -> "permissions/" + rule.purpose())
                .findFirst();
    }

    /** Who writes to the register's people for the controller. */
    List<String> providers() {
        return profile.recipients().stream()
                .filter(recipient -> recipient.role().equals("provider"))
                .map(RecipientRule::name)
                .toList();
    }

    /** Whether the person may say no to this purpose without a reason: profiling only by an objection. */
    boolean prohibited(Purpose purpose) {
        return !purpose.id().equals(PROFILING)
                && profile.permissions(purpose.id()).stream().anyMatch(rule -> !rule.optIn());
    }
}
