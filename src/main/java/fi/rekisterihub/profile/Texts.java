package fi.rekisterihub.profile;

/** One thing said in the three languages that every public text of the hub has. */
public record Texts(String fi, String sv, String en) {

    /** @param language {@code fi}, {@code sv} or {@code en}; anything else gives English */
    public String in(String language) {
        return switch (language) {
            case "fi" -> fi;
            case "sv" -> sv;
            default -> en;
        };
    }
}
