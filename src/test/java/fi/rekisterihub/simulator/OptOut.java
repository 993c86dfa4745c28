package fi.rekisterihub.simulator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the association's list.
 *
 * @param phone E.164; null on an entry about post
 * @param address null on an entry about the phone
 * @param validUntil last day; a restriction is renewed for three years at a time
 */
public record OptOut(
        Channel channel,
        @Nullable String phone,
        String familyName,
        String givenName,
        @Nullable WorldAddress address,
        LocalDate validUntil) {

    /** The words of the column {@code kanava}. */
    public enum Channel {
        PUHELIN,
        POSTI
    }
}
