package fi.rekisterihub.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in the text of a bounce where the message that was sent begins: its words are not the server's. */
final class OriginalCut {

    private static final Pattern MARK = Pattern.compile(
            "(?im)^[ \\t>|*-]{0,80}(?:this is a copy of (?:the|your) (?:message|original)|below this line is (?:a copy|the)"
                    + "|(?:below|enclosed|included|attached|following) (?:is|are|please find) (?:a copy|the (?:original|header))"
                    + "|(?:the )?(?:original|unsent|returned|undelivered|rejected) (?:message|mail)(?: (?:follows|headers?|text|info|details|header follows|envelope|attached|received))*[ \\t:.|-]*$"
                    + "|(?:the )?(?:message )?headers? (?:of the original message (?:is|are) )?follow(?:s|ing)?"
                    + "|the headers? of the original message|message text follows|(?:original )?(?:message|mail) as follows"
                    + "|copy of (?:the|your) (?:original )?message|start of (?:returned|original|forwarded)"
                    + "|a copy of (?:the|your) (?:original )?(?:message|mail) (?:is|follows)|content of the original"
                    + "|original mail (?:as follows|info|follows)|your (?:original )?message (?:follows|is (?:attached|included|returned))"
                    + "|begin (?:message|original)|ursprungliche nachricht|message original|mensaje original).*$");
    private static final Pattern TRACE = Pattern.compile(
            "(?im)^[ \\t>]{0,4}(?:Return-Path|Received|X-Received|DKIM-Signature|X-Originating-IP|Delivered-To|X-Google-Smtp-Source|ARC-Seal)[ \\t]?:[ \\t]?\\S.*$");

    private OriginalCut() {}

    static String before(String text) {
        int cut = text.length();
        Matcher mark = MARK.matcher(text);
        if (mark.find() && !text.substring(0, mark.start()).isBlank()) {
            cut = mark.start();
        }
        Matcher trace = TRACE.matcher(text);
        if (trace.find() && !text.substring(0, trace.start()).isBlank()) {
            cut = Math.min(cut, trace.start());
        }
        return text.substring(0, cut);
    }

    /** What stands after it, for the addresses of the original. */
    static String after(String text) {
        return text.substring(before(text).length());
    }
}
