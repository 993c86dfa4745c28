package fi.rekisterihub.intake;

import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.population.PopulationShield;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** What must not be kept is taken out of a delivery before it is. Most formats have nothing of the kind. */
@Component
final class Shields {

    private final PopulationShield population;

    Shields(PopulationShield population) {
        this.population = population;
    }

    /** @throws UnreadableDelivery when it cannot be told what is in the page; then nothing may be kept of it */
    byte[] page(ContentFormat format, byte[] body) {
        if (!(format instanceof ContentFormat.Population changes)) {
            return body;
        }
        try {
            return changes.fixed() ? population.file(body) : population.page(body);
        } catch (IllegalArgumentException unreadable) {
            throw new UnreadableDelivery(String.valueOf(unreadable.getMessage()), null);
        }
    }

    InputStream file(ContentFormat format, InputStream content) {
        try {
            return format instanceof ContentFormat.Population
                    ? new ByteArrayInputStream(page(format, content.readAllBytes()))
                    : content;
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery broke off while it was being read.", e);
        }
    }
}
