package fi.rekisterihub.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values for the settings without a default that the shipped routes ask for; told apart by how their names end. */
final class ShippedSettings {

    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("url", "https://receiver.example"),
            Map.entry("host", "mail.example"),
            Map.entry("port", "993"),
            Map.entry("protocol", "imaps"),
            Map.entry("username", "hub"),
            Map.entry("password", "made-up"),
            Map.entry("api-key", "made-up"),
            Map.entry("webhook-secret", "made-up"),
            Map.entry("secret", "made-up"),
            Map.entry("list", "made-up"),
            Map.entry("mail", "receiver@processor.example"),
            Map.entry("from", "hub@hub.example"),
            Map.entry("folder", "drop"));

    private ShippedSettings() {}

    static @Nullable String value(String name) {
        return name.startsWith("hub.") ? BY_ENDING.get(name.substring(name.lastIndexOf('.') + 1)) : null;
    }
}
