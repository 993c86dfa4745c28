package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import fi.rekisterihub.profile.Profile.RoleContact;
import java.util.ArrayList;
import java.util.List;

/** Who answers for the register, and whom to write to (GDPR articles 13(1)(a) and (b), 30(1)(a)). */
final class ControllerChapter implements Chapter {

    @Override
    public List<Part> write(Telling telling) {
        var controller = telling.profile().controller();
        List<Entry> who = new ArrayList<>();
        who.add(new Entry(
                "controller",
                telling.say("controller.name"),
                List.of(
                        controller.businessId().isEmpty()
                                ? controller.name()
                                : telling.say("controller.with-id", controller.name(), controller.businessId()))));
        if (controller.joint() != null) {
            who.add(new Entry(
                    "controller",
                    telling.say("controller.joint"),
                    List.of(telling.words().sentence(telling.in(controller.joint())))));
        }
        if (!controller.contact().isEmpty()) {
            who.add(new Entry("controller", telling.say("controller.contact"), List.of(controller.contact())));
        }
        for (RoleContact contact : telling.profile().contacts()) {
            who.add(new Entry("contacts/" + contact.role(), role(telling, contact.role()), List.of(contact.contact())));
        }
        who.add(new Entry(
                "name",
                telling.say("controller.register"),
                List.of(telling.in(telling.profile().name()))));
        return new Parts("controller", telling.say("controller")).entries(who).done();
    }

    private static String role(Telling telling, String role) {
        String key = "controller.role." + role;
        return telling.words().has(key) ? telling.say(key) : telling.words().capital(role);
    }
}
