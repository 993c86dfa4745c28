package fi.rekisterihub.profile;

import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.Section;
import fi.rekisterihub.profile.Profile.Controller;
import fi.rekisterihub.profile.Profile.Group;
import fi.rekisterihub.profile.Profile.Purpose;
import fi.rekisterihub.profile.Profile.RoleContact;
import fi.rekisterihub.profile.Profile.SourceRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads one profile file; what is wrong becomes a finding of the file. Its parts have readers of their own. */
final class ProfileReader {

    private ProfileReader() {}

    /** Empty when the file is not readable as a profile at all; then it has findings. */
    static Optional<Profile> read(OperatorFile file, String fingerprint) {
        return file.root().map(root -> read(root, fingerprint));
    }

    private static Profile read(Section root, String fingerprint) {
        root.only(
                "id",
                "name",
                "controller",
                "contacts",
                "language",
                "automated-decisions",
                "profiling",
                "third-countries",
                "four-eyes",
                "requests",
                "purposes",
                "permissions",
                "groups",
                "data-classes",
                "limits",
                "sources",
                "recipients",
                "retention",
                "opt-out-lists");
        List<Purpose> purposes = PurposesReader.purposes(root);
        List<Group> groups = HoldingsReader.groups(root);
        List<SourceRule> sources = SourcesReader.sources(root, groups);
        boolean thirdCountries =
                root.oneOf("third-countries", "on-basis", "on-basis", "none").equals("on-basis");
        return new Profile(
                root.text("id"),
                ReadWords.texts(root, "name"),
                controller(root),
                contacts(root),
                root.oneOf("language", "fi", "fi", "sv", "en"),
                ReadWords.yesOrNo(root, "automated-decisions", false),
                ReadWords.yesOrNo(root, "profiling", false),
                thirdCountries,
                RequestsReader.requests(root),
                ReadWords.among(
                        root,
                        "four-eyes",
                        "act that a second person confirms",
                        FourEyes::word,
                        Arrays.asList(FourEyes.values())),
                purposes,
                PurposesReader.permissions(root, purposes),
                groups,
                HoldingsReader.dataClasses(root, groups, purposes),
                HoldingsReader.limits(root, groups),
                sources,
                RecipientsReader.recipients(root, groups, thirdCountries),
                RetentionReader.retention(root),
                SourcesReader.optOutLists(root, sources),
                fingerprint);
    }

    private static Controller controller(Section root) {
        return root.section("controller")
                .map(section -> section.only("name", "business-id", "contact", "joint"))
                .map(section -> new Controller(
                        section.text("name"),
                        section.optionalText("business-id").orElse(""),
                        section.text("contact"),
                        section.has("joint") ? ReadWords.texts(section, "joint") : null))
                .orElseGet(() -> new Controller(root.text("controller"), "", "", null));
    }

    private static List<RoleContact> contacts(Section root) {
        return root.sections("contacts").stream()
                .map(contact -> contact.only("role", "contact"))
                .map(contact -> new RoleContact(contact.text("role"), contact.text("contact")))
                .toList();
    }
}
