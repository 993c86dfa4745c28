package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Csv;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/**
 * How a CSV file is written, after what the mapping leaves open has been found in the file.
 *
 * @param charset of the file
 */
public record CsvForm(Charset charset, char delimiter) {

    private static final Pattern OF_BYTES = Pattern.compile("UTF-8|US-ASCII|ISO-8859-\\d+|windows-125\\d");

    /** Whether line ends, quotes and separators are the bytes of ASCII, and nothing else is. */
    boolean isOfBytes() {
        return OF_BYTES.matcher(charset.name()).matches();
    }

    /** What the mapping says, wherever it says it, before what was found. */
    public CsvForm saidBy(Csv format) {
        Charset saidCharset = format.charset();
        Character saidDelimiter = format.delimiter();
        return new CsvForm(
                saidCharset == null ? charset : saidCharset, saidDelimiter == null ? delimiter : saidDelimiter);
    }
}
