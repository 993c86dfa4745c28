package fi.rekisterihub.profile;

import fi.rekisterihub.Finland;
import fi.rekisterihub.Section;
import fi.rekisterihub.profile.Profile.Group;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who receives what of a register, and on what ground it may go there. */
final class RecipientsReader {

    static final List<String> ROLES = List.of("processor", "provider", "keeper");

    /** From when the GDPR applies; stands in for a day that cannot be read. */
    private static final LocalDate GDPR = LocalDate.of(2018, 5, 25);

    private static final String NOBODY = ", so nobody can receive it.";

    private RecipientsReader() {}

    static List<RecipientRule> recipients(Section root, List<Group> groups, boolean thirdCountries) {
        List<RecipientRule> recipients = new ArrayList<>();
        for (Section recipient : root.sections("recipients")) {
            recipient.only(
                    "id",
                    "name",
                    "purpose",
                    "route",
                    "role",
                    "country",
                    "basis",
                    "basis-from",
                    "company-fields",
                    "person-fields",
                    "contacts-by");
            @Nullable
            LocalDate from = recipient
                    .optionalText("basis-from")
                    .map(text -> ReadWords.day(recipient, "basis-from", GDPR))
                    .orElse(null);
            RecipientRule rule = new RecipientRule(
                    recipient.text("id"),
                    recipient.text("name"),
                    ReadWords.texts(recipient, "purpose"),
                    recipient.optionalText("route").orElse(""),
                    ReadWords.oneOf(recipient, "role", "processor", ROLES),
                    recipient.text("country"),
                    recipient.optionalText("basis").orElse(null),
                    from,
                    ReadWords.fields(recipient, "company-fields", HoldingsReader.held(groups, "company"), NOBODY),
                    ReadWords.fields(recipient, "person-fields", HoldingsReader.held(groups, "person"), NOBODY),
                    contactsBy(recipient));
            checkTransfer(recipient, rule, thirdCountries);
            recipients.add(rule);
        }
        return recipients;
    }

    private static Set<String> contactsBy(Section recipient) {
        if (!recipient.has("contacts-by")) {
            return Set.of();
        }
        if (recipient.optionalText("role").orElse("processor").equals("provider")) {
            recipient.problem(
                    "contacts-by", "A provider is told of every prohibition of its e-mail already; leave this out.");
        }
        return ReadWords.words(recipient, "contacts-by", PurposesReader.CONTACT_CHANNELS);
    }

    /** SA5, F5, SM3: a transfer outside the EU and EEA stands on a ground that is valid today, or not at all. */
    private static void checkTransfer(Section section, RecipientRule rule, boolean thirdCountries) {
        if (!thirdCountries && !rule.inEea()) {
            section.problem(
                    "country",
                    "'%s' lies outside the EU and EEA, and 'third-countries: none' promises that nothing goes there."
                            .formatted(rule.country()));
        } else if (rule.permitted(Finland.today())) {
            return;
        } else if ("privacy-shield".equals(rule.basis())) {
            section.problem(
                    "basis",
                    "The Privacy Shield fell on 16 July 2020 (C-311/18); state today's basis, such as adequacy or standard-clauses.");
        } else {
            section.problem(
                    "country",
                    "'%s' lies outside the EU and EEA: give 'basis' (adequacy, standard-clauses) and 'basis-from'."
                            .formatted(rule.country()));
        }
    }
}
