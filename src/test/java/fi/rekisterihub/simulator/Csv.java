package fi.rekisterihub.simulator;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One line of semicolon-separated text, quoted only where it must be. */
final class Csv {

    private Csv() {}

    static void line(Appendable out, @Nullable String... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                out.append(';');
            }
            String field = fields[i];
            if (field == null) {
                continue;
            }
            boolean plain = field.indexOf(';') < 0 && field.indexOf('"') < 0 && field.indexOf('\n') < 0;
            out.append(plain ? field : '"' + field.replace("\"", "\"\"") + '"');
        }
        out.append('\n');
    }
}
