package fi.rekisterihub.mapping;

import java.nio.charset.Charset;

/**
 * How the content of a delivery is cut into records.
 *
 * @param type csv or json
 * @param records for json: the path to the list of records in a page, {@code ""} when the page is the list itself or
 *     one record
 * @param delimiter for csv
 * @param full whether one delivery is the whole list, so that what is absent has been taken off it
 */
public record ContentFormat(Type type, String records, char delimiter, Charset charset, boolean full) {

    /** The way records are written. */
    public enum Type {
        CSV,
        JSON
    }
}
