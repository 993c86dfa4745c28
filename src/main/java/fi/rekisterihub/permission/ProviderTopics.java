package fi.rekisterihub.permission;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which newsletter a list of a provider's is.
 *
 * @param providers name of a provider to its lists
 */
@ConfigurationProperties("hub")
record ProviderTopics(@DefaultValue Map<String, Lists> providers) {

    static final String NEWSLETTER = "newsletter:";

    /** @param topics the provider's id of a list, or of a group, to our topic */
    record Lists(@DefaultValue Map<String, String> topics) {

        Lists {
            topics.forEach((list, topic) -> {
                if (!topic.matches("[a-z0-9][a-z0-9-]{0,60}")) {
                    throw new IllegalArgumentException(
                            "The topic '%s' of the list '%s' is no word of small letters, digits and dashes, such as safety."
                                    .formatted(topic, list));
                }
            });
        }
    }

    /** What who left this list has left: that newsletter where it is known, and everything where it is not. */
    String scope(String provider, @Nullable String topic, @Nullable String list) {
        if (topic != null) {
            return NEWSLETTER + topic;
        }
        Lists lists = providers.get(provider);
        String known = lists == null || list == null ? null : lists.topics().get(list);
        return known == null ? PermissionAct.EVERYTHING : NEWSLETTER + known;
    }
}
