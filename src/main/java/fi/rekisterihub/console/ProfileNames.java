package fi.rekisterihub.console;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.RecipientRule;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the registers' profiles call their sources and recipients, so that operators name them in one place. */
@Component
final class ProfileNames {

    private final Profiles profiles;

    ProfileNames(Profiles profiles) {
        this.profiles = profiles;
    }

    /** @param kind register, feed, purpose or recipient; anything else, and any unknown id, gives the id */
    String of(String kind, String id, String language) {
        Optional<String> name =
                switch (kind) {
                    case "register" ->
                        profiles.find(id).map(profile -> profile.name().in(language));
                    case "feed" ->
                        all().flatMap(profile -> profile.source(id).stream())
                                .map(source -> source.text().in(language))
                                .findFirst();
                    case "purpose" ->
                        all().flatMap(profile -> profile.purposes().stream())
                                .filter(purpose -> purpose.id().equals(id))
                                .map(purpose -> purpose.text().in(language))
                                .findFirst();
                    case "recipient" ->
                        all().flatMap(profile -> profile.recipients().stream())
                                .filter(recipient -> recipient.id().equals(id))
                                .map(RecipientRule::name)
                                .findFirst();
                    default -> Optional.empty();
                };
        return name.orElse(id);
    }

    private Stream<Profile> all() {
        return profiles.all().stream();
    }
}
