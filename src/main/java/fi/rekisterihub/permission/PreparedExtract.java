package fi.rekisterihub.permission;

import java.util.List;

/** What becomes of a request for an extract. */
public sealed interface PreparedExtract {

    /**
     * It can be taken.
     *
     * @param request with its fields worked out
     */
    record Ready(ExtractRequest request) implements PreparedExtract {}

    /** The register or its profile does not allow it, or the request is wrong; {@code sentence} says what to do. */
    record Refused(String sentence) implements PreparedExtract {}

    /** What the hub has heard of people's wishes is too old. */
    record TooOld(List<Stale> stale) implements PreparedExtract {}
}
