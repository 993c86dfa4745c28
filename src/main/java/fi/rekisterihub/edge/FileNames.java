package fi.rekisterihub.edge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names of files that routes write. */
@Component("hubFileNames")
public final class FileNames {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,119}");

    /**
     * The name itself.
     *
     * @throws IllegalArgumentException when it is missing or anything but a plain name within one folder
     */
    public String plain(@Nullable String name) {
        if (name == null || !PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A file is to be written under a name that is not plain; use letters, digits, '.', '-' and '_' only.");
        }
        return name;
    }
}
