package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.profile.RequestRule;
import java.time.Period;
import java.util.List;

/** How to use one's rights, and what happens then (GDPR articles 11 and 12). */
final class RequestsChapter implements Chapter {

    private static final Period OF_THE_LAW = Period.ofMonths(1);

    /** A way for programs that speak for people: of no use to who reads a notice. */
    private static final String OF_PROGRAMS = "api";

    @Override
    public List<Part> write(Telling telling) {
        RequestRule rule = telling.profile().requests();
        Parts part = new Parts("requests", telling.say("requests"));
        part.say("requests/ways", telling.say("requests.ways"));
        part.bullets(rule.ways().stream()
                .filter(way -> telling.record() || !way.equals(OF_PROGRAMS))
                .map(way -> way(telling, way))
                .toList());
        if (rule.verifyIdentity()) {
            part.say("requests/verify-identity", telling.say("requests.identity"));
        }
        part.say("requests/answer-within", deadline(telling, rule.answerWithin()));
        part.say("requests/free-inspections", free(telling, rule));
        part.say(Telling.LAW, telling.say("requests.refusal"));
        return part.done();
    }

    private static Line way(Telling telling, String way) {
        return telling.line(
                "requests/ways/" + way,
                "requests.way." + way,
                way.equals("form")
                        ? "/rights/" + telling.profile().id()
                        : telling.profile().controller().contact());
    }

    private static String deadline(Telling telling, Period within) {
        return within.equals(OF_THE_LAW)
                ? telling.say("requests.deadline.law")
                : telling.say("requests.deadline", telling.words().period(within));
    }

    /** A number of times is said only where the register promises one, or gives more than the law asks for. */
    private static String free(Telling telling, RequestRule rule) {
        int times = rule.freeInspections();
        if (times == 1) {
            return telling.say(rule.promisesFree() ? "requests.free.one" : "requests.free");
        }
        return telling.say("requests.free.many", telling.words().number(times));
    }
}
