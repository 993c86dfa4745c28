package fi.rekisterihub;

/**
 * Something wrong in an operator's file, said so that it can be mended without asking anybody.
 *
 * @param file path relative to the hub's home
 * @param line 1-based; 1 when the whole file is meant
 * @param column 1-based
 * @param message what is wrong and what to write instead
 */
public record Finding(String file, int line, int column, String message) implements Comparable<Finding> {

    @Override
    public int compareTo(Finding other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    /** The form that editors and CI systems turn into a link. */
    @Override
    public String toString() {
        return "%s:%d:%d: %s".formatted(file, line, column, message);
    }
}
