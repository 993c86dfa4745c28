package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code consumerResponse} of Asiakastieto: one field for the name, the surname first; in XML with prefixed and
 * unprefixed names in one tree. Credit data, which nobody has asked for, comes along for some.
 */
final class AsiakastietoConsumer {

    private AsiakastietoConsumer() {}

    static ObjectNode of(WorldPerson person) {
        int n = person.number();
        ObjectNode response = Json.object();
        response.set("responseHeader", AsiakastietoCompany.header("0", n));
        response.putNull("personInformation");
        String name = person.familyName() + ' ' + person.givenName() + (n % 3 == 0 ? " Sisko" : "");
        ObjectNode identification = response.putObject("personIdentification")
                .put("name", n % 5 == 0 ? name.toUpperCase(Locale.ROOT) : name)
                .put("personId", WorldIdentity.of(person));
        WorldAddress address = person.address();
        switch (n % 11) {
            case 9 -> identification.putNull("addressWhenDefaulted");
            case 10 -> {}
            default ->
                identification
                        .putObject("addressWhenDefaulted")
                        .put("street", address.streetLine())
                        .put("zip", address.postalCode())
                        .put("town", address.city().toUpperCase(Locale.ROOT));
        }
        if (n % 2 == 0) {
            response.putObject("paymentDefaultData").put("numberOfEntries", 1);
        } else {
            response.putNull("paymentDefaultData");
        }
        response.putNull("populationInformation");
        response.putNull("errorMessage");
        return response;
    }

    static ResponseDefinitionBuilder answer(ObjectNode consumerResponse, boolean json) {
        if (json) {
            ObjectNode root = Json.object();
            root.set("consumerResponse", consumerResponse);
            return jsonResponse(root.toString(), 200);
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ns2:response")
                .append(" xmlns=\"http://www.asiakastieto.fi/XMLSchema/AT_Common_2018.xsd\"")
                .append(" xmlns:ns2=\"http://www.asiakastieto.fi/XMLSchema/AT_Consumer_2018.xsd\">");
        element(xml, "consumerResponse", consumerResponse, 1);
        return WireMock.okXml(xml.append("</ns2:response>").toString());
    }

    /** The outer two levels are the service's own namespace, what is inside is the common one; null is left out. */
    private static void element(StringBuilder xml, String name, JsonNode value, int depth) {
        if (value.isNull()) {
            return;
        }
        String tag = depth <= 2 ? "ns2:" + name : name;
        xml.append('<').append(tag).append('>');
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                element(xml, field.getKey(), field.getValue(), depth + 1);
            }
        } else {
            xml.append(value.asText().replace("&", "&amp;").replace("<", "&lt;"));
        }
        xml.append("</").append(tag).append('>');
    }
}
