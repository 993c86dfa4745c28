package fi.rekisterihub.edge;

import fi.rekisterihub.notice.Acknowledgements;
import fi.rekisterihub.notice.Answer;
import fi.rekisterihub.notice.Answer.Effect;
import fi.rekisterihub.notice.Answer.Outcome;
import fi.rekisterihub.notice.signing.BodySignature;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Receipts as files: one row for each delivery, with what became of it. All rows that can be read are recorded, also when others
 * cannot; then the file is called bad by the numbers of its lines, so that it is looked at. The same file again does no harm.
 */
@Component("hubReceiptFiles")
public final class HubReceiptFiles {

    private static final Logger LOG = LoggerFactory.getLogger(HubReceiptFiles.class);
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int LINES_NAMED = 10;
    private static final String ID = "delivery_id";
    private static final String OUTCOME = "outcome";

    private final Acknowledgements acknowledgements;

    public HubReceiptFiles(Acknowledgements acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    /** A file that is no receipt, or not all of it. */
    public static final class BadReceipts extends IOException {

        private static final long serialVersionUID = 1;

        BadReceipts(String message) {
            super(message);
        }
    }

    /** @param recipient whose folder it is; of others' deliveries it can say nothing */
    public void read(String recipient, Exchange exchange) throws IOException {
        List<Long> bad = new ArrayList<>();
        int good = 0;
        try (CSVParser rows = parser(text(exchange))) {
            if (!rows.getHeaderMap().containsKey(ID) || !rows.getHeaderMap().containsKey(OUTCOME)) {
                throw new BadReceipts("The receipts of %s do not begin with a line of names with %s and %s."
                        .formatted(recipient, ID, OUTCOME));
            }
            for (CSVRecord row : rows) {
                if (record(recipient, row)) {
                    good++;
                } else {
                    bad.add(rows.getCurrentLineNumber());
                }
            }
        } catch (IllegalArgumentException | java.io.UncheckedIOException noCsv) {
            throw new BadReceipts("The receipts of %s cannot be read as CSV.".formatted(recipient));
        }
        LOG.info("{} receipts of {} were read.", good, recipient);
        if (!bad.isEmpty()) {
            throw new BadReceipts(
                    "The receipts of %s: %d of %d rows name no delivery of theirs or no outcome, the first in lines %s."
                            .formatted(
                                    recipient,
                                    bad.size(),
                                    bad.size() + good,
                                    bad.stream().limit(LINES_NAMED).toList()));
        }
    }

    private boolean record(String recipient, CSVRecord row) {
        Optional<Outcome> outcome = Outcome.of(cell(row, OUTCOME));
        if (outcome.isEmpty()) {
            return false;
        }
        UUID delivery;
        try {
            delivery = UUID.fromString(String.valueOf(cell(row, ID)));
        } catch (IllegalArgumentException noId) {
            return false;
        }
        String evidence = String.join("\u001f", row.toList());
        Effect effect = acknowledgements.record(new Answer(
                delivery,
                recipient,
                Answer.Way.FILE,
                outcome.get(),
                cell(row, "receipt"),
                cell(row, "reason"),
                null,
                Answer.Proof.of(BodySignature.digest(evidence.getBytes(StandardCharsets.UTF_8)))));
        return effect != Effect.UNKNOWN;
    }

    private static @Nullable String cell(CSVRecord row, String name) {
        return row.isSet(name) && !row.get(name).isBlank() ? row.get(name).strip() : null;
    }

    /** Programs in Finland and Sweden write semicolons where others write commas. */
    private static CSVParser parser(String text) throws IOException {
        String names = text.lines().findFirst().orElse("");
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(names.indexOf(';') >= 0 ? ';' : ',')
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .setAllowMissingColumnNames(true)
                .get()
                .parse(new StringReader(text));
    }

    private static String text(Exchange exchange) throws IOException {
        try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new BadReceipts("A file of receipts is longer than %d bytes.".formatted(LARGEST));
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
    }
}
