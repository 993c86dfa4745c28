package fi.rekisterihub.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.rekisterihub.notice.ClaimedDelivery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Puts a person's address into the path and the JSON of a call, encoded for each, so that no address can bend a call. */
@Component("hubProviderCalls")
public final class ProviderCalls {

    static final String PATH = "hubCallPath";
    static final String CONTENT = "hubCallContent";
    private static final String EMAIL = "{email}";
    private static final String MD5 = "{md5}";
    private static final JsonMapper JSON = new JsonMapper();

    /** Fills the variables {@value #PATH} and {@value #CONTENT}; the content becomes the body. */
    public void fill(Exchange exchange) {
        String email = email(exchange);
        String path = String.valueOf(exchange.getVariable(PATH, String.class))
                .replace(EMAIL, UriUtils.encode(email, StandardCharsets.UTF_8))
                .replace(MD5, md5(email.toLowerCase(Locale.ROOT)));
        exchange.setVariable(PATH, path);
        exchange.getMessage().setBody(content(String.valueOf(exchange.getVariable(CONTENT, String.class)), email));
    }

    private static String email(Exchange exchange) {
        ClaimedDelivery delivery = exchange.getVariable(HubOutbox.DELIVERY, ClaimedDelivery.class);
        if (delivery != null && delivery.payload().get("email") instanceof String email && !email.isBlank()) {
            return email;
        }
        throw new IllegalStateException(
                "The delivery of route %s names no e-mail address, so there is nothing to suppress."
                        .formatted(exchange.getFromRouteId()));
    }

    private static String content(String template, String email) {
        try {
            if (!(JSON.readTree(template) instanceof ObjectNode object)) {
                throw new IllegalStateException("The content of a provider's call must be one JSON object.");
            }
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue().isTextual()) {
                    object.put(field.getKey(), field.getValue().asText().replace(EMAIL, email));
                }
            }
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "The content of a provider's call is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5, by which Mailchimp names its members.", e);
        }
    }
}
