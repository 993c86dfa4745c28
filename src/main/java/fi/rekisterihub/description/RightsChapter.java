package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rights that the register's legal bases give its people (GDPR articles 7(3), 15–18, 20, 21). */
final class RightsChapter implements Chapter {

    @Override
    public List<Part> write(Telling telling) {
        List<Entry> rights = new ArrayList<>();
        right(rights, telling, Telling.LAW, "access");
        right(rights, telling, Telling.LAW, "rectification");
        right(rights, telling, Telling.LAW, "erasure");
        right(rights, telling, Telling.LAW, "restriction");
        if (telling.markets()) {
            right(rights, telling, "purposes/" + Telling.MARKETING, "marketing");
        }
        if (telling.anyBasis("legitimate-interest")) {
            right(rights, telling, telling.fromBasis("legitimate-interest"), "objection");
        }
        Optional<String> given =
                telling.anyBasis("consent") ? Optional.of(telling.fromBasis("consent")) : telling.fromOptIn();
        given.ifPresent(from -> right(rights, telling, from, "withdrawal"));
        Optional<String> own = telling.anyBasis("consent", "contract")
                ? Optional.of(telling.fromBasis("consent", "contract"))
                : telling.fromOptIn();
        own.ifPresent(from -> right(rights, telling, from, "portability"));
        return new Parts("rights", telling.say("rights")).entries(rights).done();
    }

    private static void right(List<Entry> rights, Telling telling, String from, String right) {
        List<String> said = new ArrayList<>();
        said.add(telling.say("rights." + right + ".text"));
        if (right.equals("erasure")) {
            // Only those who send messages are told not to write; the others are told that the data were erased.
            if (!telling.providers().isEmpty()) {
                said.add(telling.say("rights.erasure.senders"));
            }
            said.add(telling.say("rights.erasure.backups"));
        }
        if (right.equals("restriction") && telling.profile().requests().restrictWhileDeciding()) {
            said.add(telling.say("rights.restriction.while-deciding"));
        }
        rights.add(new Entry(from, telling.say("rights." + right), said));
    }
}
