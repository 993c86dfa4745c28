package fi.rekisterihub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.rekisterihub.content.Json;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.Identities.Portion;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Asks the population register for the changes of those who are followed, a portion of a hundred at a time, each from
 * its own entry key on, until the source says that a portion is up to date.
 */
@Service
public class PopulationSeries {

    private static final String KEY = "viimeisinKirjausavain";

    private final Identities identities;
    private final Profiles profiles;
    private final CursorPages pages;

    PopulationSeries(Identities identities, Profiles profiles, CursorPages pages) {
        this.identities = identities;
        this.profiles = profiles;
        this.pages = pages;
    }

    /** The portions of all who are followed in the registers that take the feed. */
    public List<Portion> portions(String feed) {
        return identities.portions(registers(feed));
    }

    public boolean hasPlace(String feed, Portion portion) {
        return pages.place(feed, part(portion)).isPresent();
    }

    /** Takes the answer that says at which entry key a day began. */
    public void begin(String feed, Portion portion, byte[] answer) {
        pages.move(feed, part(portion), Long.toString(key(Json.parse(answer))));
    }

    /** The body of the next question; it names people, so it goes to the source and nowhere else. */
    public String question(String feed, Portion portion) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put(KEY, place(feed, portion));
        ArrayNode numbers = question.putArray("hetulista");
        identities.numbers(registers(feed), portion.number()).forEach(number -> numbers.add(number.text()));
        return question.toString();
    }

    /**
     * Keeps an answer and the entry key after it.
     *
     * @throws UnreadableDelivery when it cannot be an answer to the question, or would be asked for ever
     */
    public Progress answer(String feed, Portion portion, long delivery, int page, byte[] answer) {
        JsonNode root = Json.parse(answer);
        long before = place(feed, portion);
        long after = key(root);
        JsonNode upToDate = root.path("ajanTasalla");
        if (!upToDate.isBoolean()) {
            throw new UnreadableDelivery("The answer does not say at 'ajanTasalla' whether there is more.", null);
        }
        if (after < before || after == before && !upToDate.asBoolean()) {
            throw new UnreadableDelivery(
                    "The entry key did not move on although there is more; the source would be asked for ever.", null);
        }
        boolean kept = pages.keep(delivery, feed, page, answer, part(portion), Long.toString(after));
        return new Progress(kept, upToDate.asBoolean());
    }

    private long place(String feed, Portion portion) {
        return Long.parseLong(pages.place(feed, part(portion)).orElse("0"));
    }

    private static long key(JsonNode answer) {
        JsonNode key = answer.path(KEY);
        if (!key.canConvertToLong() || !key.isIntegralNumber()) {
            throw new UnreadableDelivery("The answer has no entry key at '%s'.".formatted(KEY), null);
        }
        return key.asLong();
    }

    private List<String> registers(String feed) {
        return profiles.takers(feed).stream().map(Profile::id).toList();
    }

    private static String part(Portion portion) {
        return Integer.toString(portion.number());
    }

    /**
     * What an answer meant.
     *
     * @param kept whether it brought changes, so that there is a page of it
     * @param upToDate whether the portion has nothing more
     */
    public record Progress(boolean kept, boolean upToDate) {}
}
