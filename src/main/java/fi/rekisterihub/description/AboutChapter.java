package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import java.util.List;

/** Of which rules and of which day the text is. */
final class AboutChapter implements Chapter {

    static final String ID = "about";
    private static final int SHORT = 12;

    @Override
    public List<Part> write(Telling telling) {
        String fingerprint = telling.profile().fingerprint();
        return new Parts(ID, telling.say("about"))
                .say(Telling.ENGINE, telling.say("about.generated"))
                .entries(List.of(
                        new Entry(
                                Telling.ENGINE,
                                telling.say("about.day"),
                                List.of(telling.words().day(telling.day()))),
                        new Entry(
                                "fingerprint",
                                telling.say("about.fingerprint"),
                                List.of(fingerprint.substring(0, Math.min(SHORT, fingerprint.length())))),
                        new Entry("fingerprint", telling.say("about.fingerprint.full"), List.of(fingerprint))))
                .done();
    }
}
