package fi.rekisterihub.description;

import fi.rekisterihub.description.Description.Kind;
import fi.rekisterihub.profile.Profile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the public texts of a register from its profile: the same profile, language and day give the same text. */
public final class Descriptions {

    /** In the order in which a reader asks. */
    private static final List<Chapter> NOTICE = List.of(
            new ControllerChapter(),
            new PurposesChapter(),
            new DataChapter(),
            new SourcesChapter(),
            new MarketingChapter(),
            new RecipientsChapter(),
            new RetentionChapter(),
            new AutomationChapter(),
            new RightsChapter(),
            new RequestsChapter(),
            new ComplaintChapter(),
            new SecurityChapter(),
            new AboutChapter());

    /** In the order of article 30(1), and then what an authority asks next. */
    private static final List<Chapter> RECORD = List.of(
            new ControllerChapter(),
            new PurposesChapter(),
            new DataChapter(),
            new RecipientsChapter(),
            new RetentionChapter(),
            new SecurityChapter(),
            new SourcesChapter(),
            new MarketingChapter(),
            new AutomationChapter(),
            new RequestsChapter(),
            new AboutChapter());

    private Descriptions() {}

    /**
     * @param language fi, sv or en
     * @param day the day that the text bears: since when its rules are in force, where that is known
     * @param today the day on which it is read, by which transfer bases are judged
     */
    public static Description of(Kind kind, Profile profile, String language, LocalDate day, LocalDate today) {
        Wording words = Wording.in(language);
        Telling telling = new Telling(profile, words, day, today, kind);
        List<Part> parts = new ArrayList<>();
        (kind == Kind.NOTICE ? NOTICE : RECORD).forEach(chapter -> parts.addAll(chapter.write(telling)));
        return new Description(
                kind,
                profile.id(),
                language,
                words.say("title." + kind.word()),
                profile.name().in(language),
                profile.controller().name(),
                profile.fingerprint(),
                day,
                List.copyOf(parts));
    }

    /** The languages of every text, that of the register's people first. */
    public static List<String> languages(Profile profile) {
        Set<String> languages = new LinkedHashSet<>();
        languages.add(profile.language());
        languages.addAll(Wording.LANGUAGES);
        return List.copyOf(languages);
    }
}
