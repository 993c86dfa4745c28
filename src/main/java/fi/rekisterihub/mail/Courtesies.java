package fi.rekisterihub.mail;

import java.util.regex.Pattern;

/** What stands in a mail without being said: closings, signatures, what telephones and law departments add. */
final class Courtesies {

    private static final Pattern DELIMITER = Pattern.compile("^--$|^-- ?$|^\u2014$");
    private static final Pattern CLOSING = Pattern.compile(
            "^((ystavallisin|parhain|lampimin|yhteistyo)( terveisin)?|kunnioittavasti|kunnioittaen|terveisin|terkuin|terv|yst\\.? ?terv"
                    + "|t|mvh|med (vanlig|vanliga|basta|varma) halsning(ar)?|(vanliga |basta |varma )?halsning(ar)?|halsn"
                    + "|hogaktningsfullt|(best|kind|warm|kindest) (regards|wishes)|regards|rgds|br|sincerely( yours)?"
                    + "|yours (sincerely|faithfully|truly)|cheers)([.,:! ]+(\\p{L}[\\p{L}.:-]*+( |$)){0,3})?$|^(vanligen|best),?$|^/ ?\\p{L}+( \\p{L}+)?$");
    private static final Pattern TELEPHONE = Pattern.compile(
            "^(sent (from|via|using) |lahetetty .{0,40}(sta|lta|stani|ltani)\\b|hanki outlook|skickat? (fran|via) "
                    + "|skickades fran |hamta outlook|get outlook|download outlook|von meinem|envoye ).{0,80}$");
    private static final Pattern DISCLAIMER = Pattern.compile(
            "\\b(is confidential|confidential and|may be privileged|intended recipient|tarkoitettu vain|oikea vastaanottaja"
                    + "|ratt mottagare|avsedd mottagare|on luottamukselli|ar konfidentiell)");
    private static final Pattern OUR_FOOTER = Pattern.compile(
            "you are receiving this|you received this (e-?mail|message) because|saat taman viestin|sait taman viestin, koska"
                    + "|du far detta (mejl|mail|brev|meddelande) eftersom|\\|[^|]*\\||(unsubscribe|click) here"
                    + "|(peruuta|peru) (uutiskirje|tilaus) tasta|avregistrera dig har|^this message was automatically generated"
                    + "|^this (e-?mail|message) was sent by your mail program");
    private static final Pattern AFTERWORD = Pattern.compile("^(ps|p\\.s|pps)\\b.*");

    private Courtesies() {}

    static boolean isDelimiter(String line) {
        return DELIMITER.matcher(line).matches();
    }

    static boolean isClosing(String line) {
        return line.length() <= 60 && CLOSING.matcher(line).matches();
    }

    static boolean isAfterword(String line) {
        return AFTERWORD.matcher(line).matches();
    }

    static boolean isAdded(String line) {
        return line.length() <= 120 && TELEPHONE.matcher(line).matches()
                || OUR_FOOTER.matcher(line).find();
    }

    /** The lines of the paragraph that begins a warning about wrong recipients. */
    static boolean isDisclaimer(String line) {
        return DISCLAIMER.matcher(line).find();
    }
}
