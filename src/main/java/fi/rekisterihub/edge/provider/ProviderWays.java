package fi.rekisterihub.edge.provider;

import fi.rekisterihub.mapping.AnswerExpression;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one provider is told and looked at, as its route says it.
 *
 * @param find finds the id by which the provider knows an address
 * @param contact that id in the answer of {@code find}, or of {@code look} where there is no {@code find}
 * @param look asks how an address stands
 * @param lookFirst whether to look also before it is told
 * @param suppressed whether the answer of {@code look} says that the address is silent
 * @param listed the silent addresses in the answer of {@code look}, for providers that can only be asked for a list
 * @param pages how many pages that list has
 * @param suppress tells the provider
 * @param accepted whether the answer of {@code suppress} means yes, for providers that say no with HTTP 200
 * @param create makes an unknown address known, silent
 * @param createdContact its id, for providers where it is made silent only by {@code suppress}
 * @param unknownIsSilent whether an address that the provider does not know needs nothing
 */
record ProviderWays(
        @Nullable CallTemplate find,
        @Nullable AnswerExpression contact,
        CallTemplate look,
        boolean lookFirst,
        @Nullable AnswerExpression suppressed,
        @Nullable AnswerExpression listed,
        @Nullable AnswerExpression pages,
        CallTemplate suppress,
        @Nullable AnswerExpression accepted,
        @Nullable CallTemplate create,
        @Nullable AnswerExpression createdContact,
        boolean unknownIsSilent) {

    /** @param said the parameters of the Kamelet by their names, empty where the route says nothing */
    static ProviderWays of(Map<String, String> said) {
        CallTemplate look = CallTemplate.of(text(said, "look"), text(said, "lookContent"));
        CallTemplate suppress = CallTemplate.of(text(said, "suppress"), text(said, "suppressContent"));
        if (look == null || suppress == null) {
            throw new IllegalArgumentException(
                    "The calls 'suppress' and 'look' are needed: what is told is looked at.");
        }
        AnswerExpression suppressed = expression(said, "suppressed");
        AnswerExpression listed = expression(said, "listed");
        if ((suppressed == null) == (listed == null)) {
            throw new IllegalArgumentException(
                    "Say how the answer of 'look' is read: 'suppressed' for one address, or 'listed' for a list of them.");
        }
        return new ProviderWays(
                CallTemplate.of(text(said, "find"), ""),
                expression(said, "contact"),
                look,
                Boolean.parseBoolean(text(said, "lookFirst")),
                suppressed,
                listed,
                expression(said, "pages"),
                suppress,
                expression(said, "accepted"),
                CallTemplate.of(text(said, "create"), text(said, "createContent")),
                expression(said, "createdContact"),
                text(said, "unknown").equals("silent"));
    }

    private static @Nullable AnswerExpression expression(Map<String, String> said, String name) {
        String source = text(said, name);
        return source.isBlank() ? null : AnswerExpression.of(source);
    }

    /** What the route says, empty when it says nothing. */
    static String text(Map<String, String> said, String name) {
        return said.getOrDefault(name, "");
    }
}
