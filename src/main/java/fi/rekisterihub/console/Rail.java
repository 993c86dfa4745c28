package fi.rekisterihub.console;

/**
 * The left rail, in the order that every page shows.
 *
 * @see Frame
 */
enum Rail {
    TODAY("/", "calendar-day"),
    PEOPLE("/people", "people"),
    COMPANIES("/companies", "buildings"),
    REVIEWS("/reviews", "question-diamond"),
    OPT_OUTS("/opt-outs", "hand-index-thumb"),
    REQUESTS("/requests", "person-raised-hand"),
    PROCESSORS("/processors", "send"),
    SOURCES("/sources", "box-arrow-in-right"),
    ROUTES("/routes", "signpost-split"),
    REGISTERS("/registers", "journal-text"),
    REPORTS("/reports/evidence", "patch-check");

    private final String path;
    private final String icon;

    Rail(String path, String icon) {
        this.path = path;
        this.icon = icon;
    }

    public String path() {
        return path;
    }

    public String icon() {
        return icon;
    }

    /** The message key of its name. */
    public String key() {
        return "rail." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Whether a page at this address belongs under it; a run belongs to sources, a notice to processors. */
    public boolean holds(String address) {
        return switch (this) {
            case TODAY -> address.equals("/") || under(address, "/looks");
            case SOURCES ->
                under(address, "/sources")
                        || under(address, "/runs")
                        || under(address, "/deliveries")
                        || under(address, "/parked");
            case REVIEWS -> under(address, "/reviews") || under(address, "/duplicates") || under(address, "/conflicts");
            case REPORTS -> under(address, "/reports");
            case PROCESSORS -> under(address, "/processors") || under(address, "/notices");
            default -> under(address, path);
        };
    }

    private static boolean under(String address, String path) {
        return address.equals(path) || address.startsWith(path + "/");
    }
}
