package fi.rekisterihub.notice;

/**
 * How many deliveries of a recipient are in one state.
 *
 * @param number exact below {@link NoticeReader#COUNT_UP_TO}, else "that many or more"
 */
public record StateCount(String recipient, String status, long number) {}
