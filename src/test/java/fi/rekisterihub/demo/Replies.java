package fi.rekisterihub.demo;

import fi.rekisterihub.simulator.WorldPerson;
import java.util.List;

/** What people answer to a newsletter: most of those who write to this mailbox want out, some only say something. */
final class Replies {

    private static final List<Reply> FINNISH = List.of(
            new Reply("VS: Marraskuun uutiskirje", "Hei,\n\npoistakaa minut postituslistalta, kiitos.\n"),
            new Reply("Peruutus", "Peru tilaus.\n"),
            new Reply("Automaattinen vastaus: Marraskuun uutiskirje", "Olen lomalla 30.11. saakka.\n"),
            new Reply("Suoramarkkinointikielto", "Kiellän suoramarkkinoinnin.\n"),
            new Reply("VS: Marraskuun uutiskirje", "Kiitos, hyvä kirje! Palataan ensi viikolla.\n"),
            new Reply("Lopeta", "Kiitos, lopeta.\n"));

    private static final List<Reply> SWEDISH = List.of(
            new Reply("SV: Novemberbrevet", "Hej,\n\nsluta skicka reklam till mig, tack.\n"),
            new Reply("Avsluta prenumeration", "Avsluta prenumeration.\n"),
            new Reply("SV: Novemberbrevet", "Tack för brevet, vi hörs nästa vecka.\n"));

    private Replies() {}

    private record Reply(String subject, String text) {}

    static void write(PostOffice postOffice, WorldPerson person, long turn) {
        List<Reply> replies = person.language().equals("sv") ? SWEDISH : FINNISH;
        Reply reply = replies.get((int) (turn % replies.size()));
        String signature = "\n" + person.givenName() + ' ' + person.familyName() + '\n';
        postOffice.reply(person.email(), reply.subject(), reply.text() + signature);
    }
}
