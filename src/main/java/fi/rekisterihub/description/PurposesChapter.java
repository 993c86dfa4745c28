package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import fi.rekisterihub.profile.Profile.Purpose;
import java.util.ArrayList;
import java.util.List;

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
        for (String basis : List.of("contract", "legal-obligation", "consent")) {
            if (telling.anyBasis(basis)) {
                part.say(telling.fromBasis(basis), telling.say("purposes.given." + basis));
            }
        }
        return part.done();
    }

    private static Entry entry(Telling telling, Purpose purpose) {
        List<String> said = new ArrayList<>();
        said.add(telling.say("purposes.basis." + purpose.basis()));
        if (purpose.basis().equals("legitimate-interest")) {
            said.add(telling.say("purposes.interest"));
        }
        return new Entry(
                "purposes/" + purpose.id(), telling.words().capital(telling.in(purpose.text())), List.copyOf(said));
    }
}
