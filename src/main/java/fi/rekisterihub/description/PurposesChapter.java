package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import fi.rekisterihub.profile.Profile.PermissionRule;
import fi.rekisterihub.profile.Profile.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What for, and on what legal basis (GDPR articles 13(1)(c) and (d), 13(2)(c) and (e), 30(1)(b)). */
final class PurposesChapter implements Chapter {

    @Override
    public List<Part> write(Telling telling) {
        Parts part = new Parts("purposes", telling.say("purposes"));
        part.entries(telling.profile().purposes().stream()
                .map(purpose -> entry(telling, purpose))
                .toList());
        if (!telling.profile().purposes().isEmpty()) {
            part.say(Telling.LAW, telling.say("purposes.regulation"));
        }
        for (String basis : List.of("contract", "legal-obligation")) {
            if (telling.anyBasis(basis)) {
                part.say(telling.fromBasis(basis), telling.say("purposes.given." + basis));
            }
        }
        Optional<String> asked =
                telling.anyBasis("consent") ? Optional.of(telling.fromBasis("consent")) : telling.fromOptIn();
        asked.ifPresent(from -> part.say(from, telling.say("purposes.given.consent")));
        return part.done();
    }

    private static Entry entry(Telling telling, Purpose purpose) {
        List<String> said = new ArrayList<>();
        said.add(telling.say("purposes.basis." + purpose.basis()));
        if (purpose.basis().equals("legitimate-interest")) {
            said.add(telling.say("purposes.interest"));
            if (!telling.record()) {
                said.add(telling.say(
                        telling.prohibited(purpose) ? "purposes.interest.prohibit" : "purposes.interest.object"));
            }
        }
        if (!purpose.basis().equals("consent")) {
            onlyWithConsent(telling, purpose).ifPresent(said::add);
        }
        return new Entry(
                "purposes/" + purpose.id(), telling.words().capital(telling.in(purpose.text())), List.copyOf(said));
    }

    /** The law asks for consent by some ways of contact, whatever the basis is by the others. */
    private static Optional<String> onlyWithConsent(Telling telling, Purpose purpose) {
        List<String> channels = telling.profile().permissions(purpose.id()).stream()
                .filter(PermissionRule::optIn)
                .flatMap(rule -> rule.channels().stream())
                .toList();
        return channels.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        telling.say("purposes.basis.opt-in", telling.words().terms("channel", channels)));
    }
}
