package fi.rekisterihub.api;

import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.SenderLinks;
import fi.rekisterihub.permission.SenderLinks.SenderLink;
import fi.rekisterihub.permission.Wish;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Unsubscribe links and their headers for the messages of those who send by themselves. */
@RestController
@RequestMapping("/api/v1/registers/{register}/links")
class LinksApi {

    private static final int MOST = 10_000;
    private static final int LONGEST_MESSAGE_ID = 250;

    private final SenderLinks links;
    private final Profiles profiles;
    private final Audit audit;

    LinksApi(SenderLinks links, Profiles profiles, Audit audit) {
        this.links = links;
        this.profiles = profiles;
        this.audit = audit;
    }

    /**
     * A link for each person of the register, with {@code List-Unsubscribe} and {@code List-Unsubscribe-Post} for e-mail. The
     * sender's DKIM signature must cover both headers. Who is not in the register is named under {@code unknown}.
     */
    @PostMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'OFFICER')")
    Made make(@PathVariable String register, @RequestBody Wanted wanted, Principal user) {
        Profile profile = profiles.find(register).orElseThrow(() -> new NoSuchThing("register", register));
        Set<Long> persons = new HashSet<>(Objects.requireNonNullElse(wanted.persons(), List.of()));
        if (persons.isEmpty() || persons.size() > MOST || persons.contains(null)) {
            throw new BadRequest("persons must name between 1 and %d persons by their ids.".formatted(MOST));
        }
        String message = Objects.requireNonNullElse(wanted.messageId(), "");
        if (message.length() > LONGEST_MESSAGE_ID) {
            throw new BadRequest("messageId is longer than %d characters.".formatted(LONGEST_MESSAGE_ID));
        }
        Wish wish = wish(profile, wanted);
        List<SenderLink> made = links.of(register, wish, message, persons);
        audit.record(
                user.getName(), "links-made", null, "%d links of %s, %s".formatted(made.size(), register, wish.text()));
        Set<Long> unknown = new TreeSet<>(persons);
        made.forEach(link -> unknown.remove(link.person()));
        return new Made(made, List.copyOf(unknown));
    }

    private static Wish wish(Profile profile, Wanted wanted) {
        Wish wish = new Wish(
                Objects.requireNonNullElse(wanted.purpose(), PermissionAct.DIRECT_MARKETING),
                Objects.requireNonNullElse(wanted.channel(), "email"),
                Objects.requireNonNullElse(wanted.scope(), PermissionAct.EVERYTHING));
        if (profile.permissions(wish.purpose()).stream()
                .noneMatch(rule -> rule.channels().contains(wish.channel()))) {
            throw new BadRequest("The register %s asks no permission for '%s' by '%s'."
                    .formatted(profile.id(), wish.purpose(), wish.channel()));
        }
        if (!wish.scope().equals(PermissionAct.EVERYTHING)
                && profile.topics(wish.purpose()).stream()
                        .noneMatch(topic -> topic.id().equals(wish.scope()))) {
            throw new BadRequest("The register %s has no topic '%s'.".formatted(profile.id(), wish.scope()));
        }
        return wish;
    }

    /**
     * What is asked for.
     *
     * @param persons the ids of the persons
     * @param messageId the sender's id of the message; evidence with the click
     * @param purpose {@code direct-marketing} when absent
     * @param channel email when absent
     * @param scope a topic; everything in the purpose when absent
     */
    record Wanted(
            @Nullable List<Long> persons,
            @Nullable String messageId,
            @Nullable String purpose,
            @Nullable String channel,
            @Nullable String scope) {}

    /** @param unknown persons who are not in the register */
    record Made(List<SenderLink> links, List<Long> unknown) {}
}
