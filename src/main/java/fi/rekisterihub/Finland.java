package fi.rekisterihub;

import java.time.LocalDate;
import java.time.ZoneId;

/** The days that registers, lists and laws speak of are Finland's, wherever the hub runs. */
public final class Finland {

    public static final ZoneId ZONE = ZoneId.of("Europe/Helsinki");

    private Finland() {}

    public static LocalDate today() {
        return LocalDate.now(ZONE);
    }
}
