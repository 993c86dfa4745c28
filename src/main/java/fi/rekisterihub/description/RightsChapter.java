package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import fi.rekisterihub.profile.Profile.PermissionRule;
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
        Optional<String> given = telling.anyBasis("consent")
                ? Optional.of(telling.fromBasis("consent"))
                : telling.profile().permissions().stream()
                        .filter(PermissionRule::optIn)
                        .map(rule -> "permissions/" + rule.purpose())
                        .findFirst();
        given.ifPresent(from -> right(rights, telling, from, "withdrawal"));
        if (telling.anyBasis("consent", "contract")) {
            right(rights, telling, telling.fromBasis("consent", "contract"), "portability");
        }
        return new Parts("rights", telling.say("rights")).entries(rights).done();
    }

    private static void right(List<Entry> rights, Telling telling, String from, String right) {
        List<String> said = new ArrayList<>();
        said.add(telling.say("rights." + right + ".text"));
        if (right.equals("restriction") && telling.profile().requests().restrictWhileDeciding()) {
            said.add(telling.say("rights.restriction.while-deciding"));
        }
        rights.add(new Entry(from, telling.say("rights." + right), said));
    }
}
