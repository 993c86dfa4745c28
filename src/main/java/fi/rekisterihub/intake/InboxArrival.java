package fi.rekisterihub.intake;

import java.util.Map;

/** One of several things of a kind that reached the hub at the same moment. */
public record InboxArrival(String eventKey, Map<String, String> headers, byte[] body) {}
