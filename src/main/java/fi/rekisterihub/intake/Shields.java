package fi.rekisterihub.intake;

import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.population.AnswerShield;
import fi.rekisterihub.population.PopulationShield;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/**
 * What must not be kept is taken out of a delivery before it is: by the format, where it is one of the population
 * register, else where the table reads identity numbers or names parts to forget. Most feeds have nothing of the kind.
 */
@Component
final class Shields {

    private final PopulationShield population;
    private final AnswerShield answers;

    Shields(PopulationShield population, AnswerShield answers) {
        this.population = population;
        this.answers = answers;
    }

    /** @throws UnreadableDelivery when it cannot be told what is in the page; then nothing may be kept of it */
    byte[] page(Mapping mapping, byte[] body) {
        if (!covers(mapping)) {
            return body;
        }
        try {
            if (mapping.content() instanceof ContentFormat.Population changes) {
                return changes.fixed() ? population.file(body) : population.page(body);
            }
            return answers.page(body, mapping.forget());
        } catch (IllegalArgumentException unreadable) {
            throw new UnreadableDelivery(String.valueOf(unreadable.getMessage()), null);
        }
    }

    InputStream file(Mapping mapping, InputStream content) {
        try {
            return covers(mapping) ? new ByteArrayInputStream(page(mapping, content.readAllBytes())) : content;
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery broke off while it was being read.", e);
        }
    }

    /** Whether deliveries of the feed go through a shield at all. */
    static boolean covers(Mapping mapping) {
        ContentFormat format = mapping.content();
        return format instanceof ContentFormat.Population
                || (format instanceof ContentFormat.Json || format instanceof ContentFormat.Xml)
                        && (mapping.readsIdentities() || !mapping.forget().isEmpty());
    }
}
