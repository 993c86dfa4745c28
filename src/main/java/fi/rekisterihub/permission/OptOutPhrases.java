package fi.rekisterihub.permission;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How people ask in Finnish, Swedish and English not to be written to. All patterns are for folded text
 * ({@link OwnText#folded}) and for one sentence.
 */
final class OptOutPhrases {

    /** Count only as the whole message, greetings and thanks apart. */
    static final Set<String> WHOLE = Set.of(
            "lopeta",
            "lopettakaa",
            "peru",
            "peruuta",
            "poista",
            "poistakaa",
            "pois",
            "pois listalta",
            "eroa",
            "peruuta tilaus",
            "peru tilaus",
            "lopeta tilaus",
            "avsluta",
            "sluta",
            "stopp",
            "avregistrera",
            "avprenumerera",
            "avanmal",
            "avbestall",
            "ta bort",
            "avsluta prenumeration",
            "avregistrering",
            "sag upp",
            "stop",
            "unsubscribe",
            "remove",
            "remove me",
            "opt out",
            "opt-out",
            "optout",
            "cancel subscription");

    static final Pattern COURTESY = Pattern.compile(
            "\\b(hei|moi|terve|hyva \\w+|kiitos|kiitoksia|ystavallisesti|hej|hejsan|tack|vanligen|snalla|hi|hello|dear \\w+"
                    + "|please|thanks|thank you|kindly)\\b|[.,!:;\"'()*-]");

    private static final String MAIL_FI =
            "(viest|maile|sahkopost|mainos|mainon|uutiskir|markkinoin|spam|postia\\b|postitu|naita\\b|mitaan\\b)";
    private static final String MAIL_SV = "(mejl|mail|e-?post|reklam|utskick|nyhetsbrev|spam|meddeland|marknadsforing)";
    private static final String MAIL_EN = "(e-?mail|mail|newsletter|message|marketing|spam|these\\b|anything\\b)";

    static final List<Pattern> OPT_OUT = List.of(
            of(
                    "\\bpois(ta|taa|takaa|taisit\\w*|taisimme|tamaan)\\b.{0,40}\\b(minu[tn]|meidat|osoitte\\w+|sahkoposti\\w*"
                            + "|yhteystie\\w+|tieto(ni|jani|mme|jamme)|posti\\w*lista\\w*|jakelulista\\w*|uutiskir\\w+)"),
            of("\\b(minut|meidat|osoitteeni)\\b.{0,30}\\bpois(taa|tettava|tetaan)?\\b.{0,20}\\b(lista|rekister|posti)"),
            of("\\b(alkaa|ala|lopeta|lopettakaa|lopettaisitteko)\\b.{0,40}\\b(laheta|lahettak|lahetta|" + MAIL_FI
                    + ")"),
            of("\\bei enaa\\b.{0,20}" + MAIL_FI),
            of("\\b(en|emme)\\b( \\w+)? ?(halua|haluaisi|tahdo)\\b.{0,40}" + MAIL_FI),
            of(
                    "\\b(haluan|haluaisin|haluamme|pyydan)\\b.{0,20}\\b(pois|erota|perua)\\b.{0,30}\\b(\\w*lista|uutiskir|posti)"),
            of(
                    "\\b(peru|perun|perua|perukaa|peruuta|peruutan|peruuttakaa|irtisanon)\\b.{0,20}\\b(uutiskir|suostumu|markkinointilup)"),
            of("\\b(suora)?markkinointikiel|\\bkiellan (suora)?markkinoin|\\beroan \\w*lista|en anna lupaa markkinoin"
                    + "|tietojeni poist"),
            of("\\b(ta bort|stryk|radera|plocka bort)\\b (mig|oss|min (e-?post|mejl|mail)?\\w*|mina uppgifter)"),
            of("\\b(vill|onskar)\\b.{0,10}\\bbli (borttagen|avregistrerad)"),
            of("\\b(sluta|skicka inte|skicka ej|inga (fler|mer)a?)\\b.{0,25}" + MAIL_SV),
            of("\\b(vill|onskar)\\b( \\w+)? ?(inte|ej)\\b.{0,30}" + MAIL_SV),
            of(
                    "\\b(avregistrera|avanmal|avprenumerera|avbestall|avsluta|sager upp|sag upp)\\b"
                            + ".{0,30}\\b(mig|oss|min (e-?post|mejl|mail|adress)\\w*|nyhetsbrev\\w*|prenumerationen pa nyhetsbrev\\w*|utskick\\w*)"),
            of("aterkallar mitt samtycke|(motsatter mig|nej till) direktmarknad|(kontakta|mejla|maila) mig inte"),
            of(
                    "\\b(remove|delete|erase|unsubscribe|take)\\b (me|us|my (e-?mail|mail|address|data|details)\\w*|this address)\\b"),
            of("\\b(stop|cease|quit)\\b (e-?mailing|mailing|sending|contacting|spamming|writing|messaging)\\b"),
            of("\\b(do not|don't|dont|never)\\b (contact|e-?mail|mail|write)( to)? (me|us)\\b"),
            of("\\b(do not|don't|dont)\\b send\\b.{0,20}" + MAIL_EN),
            of("\\bno (more|further)\\b.{0,12}" + MAIL_EN),
            of("\\b(do not|don't|dont|no longer)\\b (want|wish)\\b.{0,40}" + MAIL_EN),
            of("\\b(want|like|wish|need) to (unsubscribe|opt out|be removed)|\\bopt (me|us) out\\b|please unsubscribe"
                    + "|withdraw my consent|object to direct marketing"),
            of("\\bcancel\\b.{0,20}\\b(newsletter|mailing)"));

    /** A sentence that says the opposite, asks, tells of the past, or is about something else as well. */
    static final Pattern DOUBTFUL =
            of("\\b(ala|alkaa) (poista|poistako|peru|perukaa|lopeta|lopettako)|en halua (pois|perua|erota)"
                    + "|\\b(en|emme) ole peru|vahingossa|takaisin|miksi|miten|\\bvain\\b|\\bmutta\\b|kokou|tapaami|\\blasku"
                    + "|tarjou|\\bhin(ta|na)|sopimu|\\brivi|\\bhanet\\b|tilau\\w+ \\d|tuotann"
                    + "|(inte|ej) (bort|avreg|avanm|avsl)|bort inte|vill inte (bli|avreg|missa)|av misstag|varfor|\\bhur\\b|\\bbara\\b|\\bmen\\b"
                    + "|\\bmote|faktur|offert|order \\d|avtal|\\brad \\d|\\bhenne\\b|\\bhonom\\b|projekt|produkt|prislist"
                    + "|(do not|don't|dont|did not|didn't|never) (un|remove|delete|stop|cancel|opt)|by mistake|\\bwhy\\b|\\bhow (do|can)\\b|add me"
                    + "|\\bonly\\b|\\bbut\\b|\\bexcept\\b|meeting|\\border\\b|invoice|\\bprice|\\bquote\\b|contract|production|machine"
                    + "|\\b(her|him|she|he)\\b|\\?");

    private OptOutPhrases() {}

    private static Pattern of(String pattern) {
        return Pattern.compile(pattern);
    }
}
