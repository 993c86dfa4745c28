package fi.rekisterihub.reconcile;

import fi.rekisterihub.Finland;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.Recipients;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.RecipientRule;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** The recipients of a register as its profile names them, with today's word on the ground of each transfer. */
@Component
class ProfileRecipients implements Recipients {

    private final Profiles profiles;
    private final Clock clock = Clock.system(Finland.ZONE);

    ProfileRecipients(Profiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public List<Recipient> of(String registerId) {
        LocalDate today = LocalDate.now(clock);
        return profiles.find(registerId)
                .map(profile -> profile.recipients().stream()
                        .filter(rule -> !rule.route().isEmpty())
                        .map(rule -> recipient(rule, today))
                        .toList())
                .orElse(List.of());
    }

    private static Recipient recipient(RecipientRule rule, LocalDate today) {
        return new Recipient(
                rule.id(),
                rule.route(),
                Recipient.Role.of(rule.role()),
                rule.companyFields(),
                rule.personFields(),
                rule.contactsBy(),
                rule.permitted(today));
    }
}
