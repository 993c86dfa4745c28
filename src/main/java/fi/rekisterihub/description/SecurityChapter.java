package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.profile.FourEyes;
import java.util.ArrayList;
import java.util.List;

/**
 * How the data are guarded (GDPR articles 30(1)(g), 32): only what is true of every hub. Nothing of what an installation
 * adds, such as encrypted disks.
 */
final class SecurityChapter implements Chapter {

    private static final List<String> OF_THE_HUB = List.of("users", "roles", "throttle", "log", "technical-logs");

    @Override
    public List<Part> write(Telling telling) {
        List<Line> measures = new ArrayList<>();
        OF_THE_HUB.forEach(measure -> measures.add(telling.line(Telling.ENGINE, "security." + measure)));
        if (telling.profile().permission(Telling.MARKETING, "email").isPresent()) {
            measures.add(telling.line("permissions/" + Telling.MARKETING, "security.links"));
        }
        for (FourEyes act : telling.profile().fourEyes()) {
            measures.add(telling.line("four-eyes/" + act.word(), "security.four-eyes." + act.word()));
        }
        return new Parts("security", telling.say("security")).bullets(measures).done();
    }
}
