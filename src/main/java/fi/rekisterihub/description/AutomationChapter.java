package fi.rekisterihub.description;

import java.util.ArrayList;
import java.util.List;

/** Profiling and decisions without a person (GDPR articles 13(2)(f), 22). */
final class AutomationChapter implements Chapter {

    @Override
    public List<Part> write(Telling telling) {
        Parts part = new Parts("automation", telling.say("automation"));
        boolean automated = telling.profile().automatedDecisions();
        part.say("automated-decisions", telling.say(automated ? "automation.sure" : "automation.by-hand"));
        part.say("automated-decisions", telling.say("automation.no-decision"));
        if (!telling.profile().profiling()) {
            part.say("profiling", telling.say("profiling.none"));
            return part.done();
        }
        List<String> fields = new ArrayList<>();
        telling.profile().dataClasses().stream()
                .filter(one -> one.profiling())
                .forEach(one -> fields.addAll(one.fields()));
        part.say(
                "profiling",
                fields.isEmpty()
                        ? telling.say("profiling.some")
                        : telling.say("profiling.fields", telling.words().fields(fields)));
        part.say("profiling", telling.say("profiling.object"));
        return part.done();
    }
}
