package fi.rekisterihub.mail;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** To which step of the conversation a server said no: "user unknown" after the text of a mail is a filter's word. */
enum Stage {
    CONNECT,
    SENDER,
    RECIPIENT,
    TEXT;

    private record Sign(Stage stage, Pattern words) {}

    /** The wordings of Postfix, Exim, qmail, Sendmail, DragonFly, Yahoo, GMX, Google, m-FILTER and the like. */
    private static final List<Sign> SIGNS = List.of(
            sign(TEXT, "in reply to (?:end of )?(?:data|bdat)"),
            sign(RECIPIENT, "in reply to rcpt to"),
            sign(SENDER, "in reply to mail from"),
            sign(CONNECT, "in reply to (?:ehlo|helo|lhlo|initial)|while talking to me|refused to talk to me"),
            sign(TEXT, "after end of data|after data|after i sent the message|after sending (?:the )?(?:data|message)"),
            sign(RECIPIENT, "after (?:pipelined )?rcpt(?: to| command)?"),
            sign(SENDER, "after (?:pipelined )?mail(?: from| command)?"),
            sign(CONNECT, "after initial connection|after (?:ehlo|helo)"),
            sign(TEXT, "did not like our (?:final )?data"),
            sign(RECIPIENT, "did not like our rcpt|does not like recipient|most progress was rcpt"),
            sign(SENDER, "did not like our mail|sender was rejected"),
            sign(
                    TEXT,
                    "\\[(?:data|bdat|end of data)\\]|\\(data\\)|smtp:data\\b|\\(state 1[78]\\)|smtp command\\s+data\\b"),
            sign(RECIPIENT, "\\[rcpt_to\\]|\\(rcpt(?: to)?\\)|smtp:rcpt\\b|\\(state 1[456]\\)|smtp command\\s+rcpt\\b"),
            sign(
                    SENDER,
                    "\\[mail_from\\]|\\(mail(?: from)?\\)|smtp:mail\\b|\\(state 1[23]\\)|smtp command\\s+mail\\b"));

    private static final Pattern TRANSCRIPT = Pattern.compile(
            ">>> ?(data|rcpt|mail|ehlo|helo|quit)\\b[^\\n]{0,400}\\n(?:<<< ?[45]|[45]\\d\\d )",
            Pattern.CASE_INSENSITIVE);

    private static Sign sign(Stage stage, String words) {
        return new Sign(stage, Pattern.compile(words));
    }

    /** @param text in lower case, with its lines */
    static @Nullable Stage in(String text) {
        for (Sign sign : SIGNS) {
            if (sign.words().matcher(text).find()) {
                return sign.stage();
            }
        }
        Matcher said = TRANSCRIPT.matcher(text);
        if (!said.find()) {
            return null;
        }
        return switch (said.group(1)) {
            case "data" -> TEXT;
            case "rcpt" -> RECIPIENT;
            case "mail" -> SENDER;
            default -> CONNECT;
        };
    }
}
