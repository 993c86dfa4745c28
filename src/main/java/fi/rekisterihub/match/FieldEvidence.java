package fi.rekisterihub.match;

/**
 * How two records stand to each other in one field. It holds no value of either.
 *
 * @param level 0 for the very same, then the further apart the higher; {@link #SILENT} where only one of the two has a value
 * @param bits what that says for one entity and against strangers
 */
public record FieldEvidence(FieldType type, int level, double bits) {

    public static final int SILENT = Levels.SILENT;

    public boolean isSilent() {
        return level == SILENT;
    }
}
