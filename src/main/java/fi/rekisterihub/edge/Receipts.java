package fi.rekisterihub.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the receipt in a recipient's answer: a string under {@code receipt_id}, {@code receiptId}, {@code receipt}, {@code controller_id}
 * or {@code id} of a JSON object. Everything else in an answer is left unread.
 */
@Component("hubReceipts")
public final class Receipts {

    static final String RECEIPT = "hubReceipt";
    private static final List<String> NAMES = List.of("receipt_id", "receiptId", "receipt", "controller_id", "id");
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int LONGEST_RECEIPT = 200;

    private final ObjectMapper json = new ObjectMapper();

    /** Keeps the receipt in the exchange variable {@value #RECEIPT} and throws the answer away. */
    public void read(Exchange exchange) throws IOException {
        String receipt = null;
        try (InputStream answer = exchange.getMessage().getBody(InputStream.class)) {
            if (answer != null) {
                receipt = receipt(answer.readNBytes(LARGEST_ANSWER));
            }
        }
        exchange.setVariable(RECEIPT, receipt);
        exchange.getMessage().setBody(null);
    }

    private @Nullable String receipt(byte[] answer) {
        JsonNode object = tree(answer);
        return NAMES.stream()
                .map(object::path)
                .filter(node -> node.isTextual() || node.isIntegralNumber())
                .map(JsonNode::asText)
                .map(text -> text.replaceAll("\\p{Cntrl}", ""))
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_RECEIPT)
                .findFirst()
                .orElse(null);
    }

    /** A 2xx is a yes whatever is written below it, so an unreadable answer is only one without a receipt. */
    private JsonNode tree(byte[] answer) {
        try {
            JsonNode tree = json.readTree(answer);
            return tree == null ? json.missingNode() : tree;
        } catch (IOException noJson) {
            return json.missingNode();
        }
    }
}
