package fi.rekisterihub.mapping;

import org.jspecify.annotations.Nullable;

/** The code lists in force, which mapping tables ask by {@code $codeText} and {@code $town}; empty until they were fetched. */
public final class Codes {

    private volatile CodeBook book = CodeBook.EMPTY;

    public void takeIntoUse(CodeBook newer) {
        book = newer;
    }

    /** What the results of a mapping depend on besides its text and the record. */
    public String version(String list) {
        return book.versions().getOrDefault(list, "-");
    }

    @Nullable
    String text(String list, String code, String language) {
        return book.text(list, code, language);
    }
}
