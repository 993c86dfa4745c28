package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.description.Block.Row;
import fi.rekisterihub.profile.RecipientRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who receives what, where, and on what ground (GDPR articles 13(1)(e) and (f), 19, 30(1)(d) and (e)). */
final class RecipientsChapter implements Chapter {

    @Override
    public List<Part> write(Telling telling) {
        Parts part = new Parts("recipients", telling.say("recipients"));
        List<RecipientRule> recipients = telling.profile().recipients();
        if (recipients.isEmpty()) {
            part.say("recipients", telling.say("recipients.none"));
        } else {
            part.say("recipients", telling.say("recipients.intro"));
            part.table(
                    List.of(
                            telling.say("recipients.who"),
                            telling.say("recipients.why"),
                            telling.say("recipients.where"),
                            telling.say("recipients.what")),
                    recipients.stream().map(one -> row(telling, one)).toList());
            told(part, telling, recipients);
            part.say("recipients", telling.say("recipients.others"));
        }
        part.say(Telling.LAW, telling.say("recipients.authorities"));
        if (!telling.record()) {
            part.heading("third-countries", telling.say("transfers"));
            transfers(part, telling, recipients);
            return part.done();
        }
        // Article 30(1) has a letter of its own for them.
        Parts abroad = new Parts("transfers", telling.say("transfers"));
        transfers(abroad, telling, recipients);
        return Stream.of(part.done(), abroad.done()).flatMap(List::stream).toList();
    }

    /** GDPR article 19. Who only writes to people for the controller is told of prohibitions instead. */
    private static void told(Parts part, Telling telling, List<RecipientRule> recipients) {
        List<String> told = recipients.stream()
                .filter(one -> !one.role().equals("provider"))
                .filter(one ->
                        !one.personFields().isEmpty() || !one.companyFields().isEmpty())
                .map(RecipientRule::name)
                .toList();
        if (!told.isEmpty()) {
            part.say(
                    "recipients", telling.say("recipients.told", telling.words().and(told)));
        }
    }

    private static Row row(Telling telling, RecipientRule one) {
        List<String> fields = new ArrayList<>(one.personFields());
        one.companyFields().stream().filter(field -> !fields.contains(field)).forEach(fields::add);
        String why =
                telling.say("recipients.role." + one.role(), telling.words().sentence(telling.in(one.purpose())));
        if (telling.record()) {
            why += " " + telling.say(one.route().isEmpty() ? "recipients.by-hand" : "recipients.by-route", one.route());
        }
        return new Row(
                "recipients/" + one.id(),
                List.of(
                        one.name(),
                        why,
                        telling.words().country(one.country()),
                        fields.isEmpty()
                                ? telling.say("recipients.nothing")
                                : telling.words().capital(telling.words().fields(fields))));
    }

    private static void transfers(Parts part, Telling telling, List<RecipientRule> recipients) {
        if (!telling.profile().thirdCountries()) {
            part.say("third-countries", telling.say("transfers.never"));
            return;
        }
        List<Line> abroad = recipients.stream()
                .filter(one -> !one.inEea())
                .map(one -> abroad(telling, one))
                .toList();
        if (abroad.isEmpty()) {
            part.say("third-countries", telling.say(recipients.isEmpty() ? "transfers.no-one" : "transfers.none"));
        } else {
            part.bullets(abroad);
            if (abroad.size() < recipients.size()) {
                part.say("recipients", telling.say("transfers.others"));
            }
        }
        part.say("third-countries", telling.say("transfers.basis-needed"));
    }

    private static Line abroad(Telling telling, RecipientRule one) {
        String from = "recipients/" + one.id();
        String country = telling.words().country(one.country());
        if (one.basis() == null || !one.permitted(telling.today())) {
            return telling.line(from, "transfers.refused", one.name(), country);
        }
        String key = "transfers.basis." + one.basis();
        String basis = telling.words().has(key) ? telling.say(key) : telling.say("transfers.basis.other", one.basis());
        String said = one.basisFrom() == null
                ? telling.say("transfers.one", one.name(), country, basis)
                : telling.say(
                        "transfers.one.since",
                        one.name(),
                        country,
                        basis,
                        telling.words().day(one.basisFrom()));
        // The decision on the United States is good only for companies that have joined its framework.
        String note = "transfers.note." + one.basis() + "." + one.country();
        if (telling.words().has(note)) {
            said += " " + telling.say(note);
        }
        String copy = "transfers.copy." + one.basis();
        return new Line(from, telling.words().has(copy) && !telling.record() ? said + " " + telling.say(copy) : said);
    }
}
