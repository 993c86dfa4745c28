package fi.rekisterihub.permission;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person of an extract.
 *
 * @param values in the order of the request's fields
 * @param url where the person stops it: never missing (PROMISES SV3)
 * @param headers {@code List-Unsubscribe} and {@code List-Unsubscribe-Post} for an e-mail; empty for other channels
 */
public record ExtractRow(long personId, List<@Nullable String> values, String url, Map<String, String> headers) {}
