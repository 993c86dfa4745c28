package fi.rekisterihub.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/** What in a header tells machines' mail from people's. */
final class Signs {

    private static final Pattern BOUNCE_SENDER = Pattern.compile(
            "(?:mailer-?daemon|post-?_?master|mail[._-]?delivery[._-]?(?:system|subsystem)?|mailadmin-daemon|mmsc|bounces?|ndr)(?:@.*)?");
    private static final Pattern LIST_KEEPER =
            Pattern.compile(".*-(?:admin|request|owner|bounces?|errors)|owner-.*|listserv|majordomo|mailman");
    private static final Pattern BOUNCE_NAME = Pattern.compile(
            "mailer[- ]daemon|mail deliver(?:y|ed?)? ?(?:sub)?system|mail delivery|post ?master\\b|ndr administrator|delivery (?:status|subsystem)|mail system");
    private static final Pattern BOUNCE_SUBJECT = Pattern.compile(
            "undeliver|un-deliver|returned mail|failure notice|failed delivery|fail(?:ed|ure) deliver|deliver\\w*(?: status)? (?:notification|fail|error|report|status|problem|delay|has failed|incomplete)|mail deliver(?:y|ed) (?:fail|error|problem|system|report)"
                    + "|(?:message|mail|e-?mail)(?: \\S{1,40}){0,4} (?:delivery )?(?:has failed|failed|could not be|not delivered|delayed|cannot be|couldn't be|was not|rejected|bounced|undeliverable|returned)"
                    + "|non-?deliver|not delivered|could ?n[o']t be delivered|mail system error|message error|mail error|returning (?:message )?to sender|return to sender|returned to sender|bounce"
                    + "|error sending|sending your mail|loop alert|errors from |postmaster notify|warning: (?:message|could not send|cannot send)|mail failed|delivery notification|unable to deliver|message status|cannot send message"
                    + "|unzustell|nicht zugestellt|nicht zustellbar|non remis|non delivre|echec|no entregado|no se ha podido entregar|devuelto|mancata consegna|non recapitat|nao entregue|falha"
                    + "|kunde inte levereras|gick inte att leverera|kan inte levereras|ej levererat|ei voitu toimittaa|toimitus epaonnistui|ei toimitettu|palautettu viesti|postinpalautus"
                    + "|не доставлен|недоставлен|невозможн|退信|无法投递|送信エラー|メールエラー|配信不能|送信てきません|エラー通知");
    private static final Pattern BOUNCE_WORDS = Pattern.compile(
            "could not be delivered to|undeliverable|delivery (?:to the following|has failed|failed)|unable to deliver|error message below|was not delivered to|did not reach the following|wasn't delivered|permanent(?:ly)? (?:fatal )?(?:error|failure|failed)"
                    + "|送信できませんてした|送信てきませんてした");

    private Signs() {}

    /** Strong: says itself that it is a delivery report. */
    static boolean isReport(ReadMail mail) {
        String type = mail.contentType();
        return mail.headers().has("x-failed-recipients")
                || type.startsWith("multipart/report")
                        && !type.contains("disposition-notification")
                        && !type.contains("feedback-report")
                || mail.parts().stream()
                        .anyMatch(part ->
                                part.is("message/delivery-status") || part.is("message/global-delivery-status"));
    }

    /** Weak: comes from where bounces come from, or is called like one and comes from nowhere. */
    static boolean looksLikeBounce(ReadMail mail) {
        if (isFromDaemon(mail)) {
            return true;
        }
        String from = mail.headers().word("from");
        String subject = Diagnostic.folded(mail.subject());
        boolean nobodyWrote = mail.headers().first("return-path").equals("<>")
                || !mail.headers().word("auto-submitted").isEmpty()
                || !mail.original().isEmpty()
                || from.contains("no-reply")
                || from.contains("noreply")
                || mail.from().stream()
                        .anyMatch(address -> LIST_KEEPER.matcher(local(address)).matches());
        boolean called = BOUNCE_SUBJECT.matcher(subject).find() && !isReply(subject);
        boolean reads = readsLikeBounce(mail.text());
        return nobodyWrote && (called || reads) || called && reads;
    }

    static boolean isFromDaemon(ReadMail mail) {
        String from = Diagnostic.folded(mail.headers().first("from"));
        return mail.from().stream()
                        .anyMatch(
                                address -> BOUNCE_SENDER.matcher(local(address)).matches())
                || BOUNCE_NAME.matcher(from).find()
                || from.contains("<>")
                || from.equals("mailer-daemon");
    }

    /** A bounce by what it says. */
    private static boolean readsLikeBounce(String text) {
        String front = text.length() > 4000 ? text.substring(0, 4000) : text;
        return BOUNCE_WORDS.matcher(Diagnostic.folded(front)).find();
    }

    private static String local(String address) {
        int at = address.lastIndexOf('@');
        return (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
    }

    static boolean isReply(String subject) {
        return REPLY.matcher(subject).find();
    }

    private static final Pattern REPLY = Pattern.compile(
            "^\\s*(?:re|vs|sv|aw|ang|antw|rv|ref)\\s{0,2}(?:\\[\\d{1,3}\\])?\\s{0,2}:", Pattern.CASE_INSENSITIVE);

    /** Sent by a machine of its own accord. */
    static boolean isGenerated(ReadMail mail) {
        String submitted = mail.headers().word("auto-submitted");
        return !submitted.isEmpty() && !submitted.startsWith("no");
    }

    static boolean isReadReceipt(ReadMail mail) {
        return mail.contentType().contains("disposition-notification")
                || mail.parts().stream().anyMatch(part -> part.is("message/disposition-notification"));
    }
}
