package fi.rekisterihub;

import java.util.List;
import java.util.Map;

/**
 * The answer of a {@link FeedCommands feed command}.
 *
 * @param accounted whether every row is accounted for; decides the command's exit code
 * @param lines for people, without personal data
 * @param data the same for programs, written as JSON
 */
public record FeedReport(boolean accounted, List<String> lines, Map<String, Object> data) {}
