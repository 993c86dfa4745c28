package fi.rekisterihub.route;

import java.util.regex.Pattern;

/**
 * One file of {@code routes/}, as text.
 *
 * @param file path relative to the hub's home, with {@code /}
 */
record RouteText(String file, String text) {

    static final String ERRORS_FILE = "routes/_errors.camel.yaml";
    static final String ROUTE_SUFFIX = ".camel.yaml";
    static final String KAMELET_SUFFIX = ".kamelet.yaml";

    boolean isKamelet() {
        return file.endsWith(KAMELET_SUFFIX);
    }

    boolean isErrors() {
        return file.equals(ERRORS_FILE);
    }

    boolean isRoute() {
        return !isKamelet() && !isErrors();
    }

    /** The file's name without its suffix: the id that the route or Kamelet inside must have. */
    String stem() {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.substring(0, name.length() - (isKamelet() ? KAMELET_SUFFIX : ROUTE_SUFFIX).length());
    }

    /** Whether the Kamelet's name stands in this text. In a description counts too: a reload in vain does no harm. */
    boolean mentions(RouteText kamelet) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(kamelet.stem()) + "(?![\\w-])")
                .matcher(text)
                .find();
    }
}
