package fi.rekisterihub.mail;

/**
 * A reply as it is read for its wish.
 *
 * @param body plain text, still with quotation and signature
 * @param isReply an answer to a message of ours, so that the subject is ours and not the writer's
 * @param addressedByToken sent to an address that only a person's own message carried and that only opts out
 */
public record ReplyText(String subject, String body, boolean isReply, boolean addressedByToken) {}
