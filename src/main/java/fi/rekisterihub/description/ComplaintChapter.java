package fi.rekisterihub.description;

import java.util.List;

/** To whom one may complain (GDPR articles 13(2)(d), 77). */
final class ComplaintChapter implements Chapter {

    @Override
    public List<Part> write(Telling telling) {
        return new Parts("complaint", telling.say("complaint"))
                .say(
                        Telling.LAW,
                        telling.say("complaint.text", telling.forSweden() ? telling.say("complaint.sweden") : ""))
                .done();
    }
}
