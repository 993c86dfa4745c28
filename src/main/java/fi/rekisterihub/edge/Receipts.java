package fi.rekisterihub.edge;

import fi.rekisterihub.notice.Answer;
import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.notice.signing.KnownParties;
import fi.rekisterihub.notice.signing.KnownParties.Judgement;
import fi.rekisterihub.notice.signing.KnownParties.Party;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a recipient's answer to a notice. Where the recipient's certificate is known, an answer that it has not signed is none:
 * it may be somebody else's, and the notice comes again under its id.
 */
@Component("hubReceipts")
public final class Receipts {

    static final String RECEIPT = "hubReceipt";
    static final String ANSWER = "hubAnswer";
    private static final int LARGEST_ANSWER = 1024 * 1024;

    private final KnownParties parties;

    public Receipts(KnownParties parties) {
        this.parties = parties;
    }

    /**
     * Keeps what it says in the exchange variables {@value #RECEIPT} and {@value #ANSWER} and throws the rest away.
     *
     * @throws UnprovenAnswer when it should be signed and is not
     */
    public void read(Exchange exchange) throws IOException, UnprovenAnswer {
        byte[] body = body(exchange);
        ReadAnswer read = ReadAnswer.of(body);
        if (exchange.getVariable(HubOutbox.DELIVERY) instanceof ClaimedDelivery delivery) {
            Answer.Proof proof = proof(delivery.recipient(), body, exchange);
            exchange.setVariable(ANSWER, read.about(delivery.id(), delivery.recipient(), Answer.Way.ANSWER, proof));
        }
        exchange.setVariable(RECEIPT, read.receipt());
        exchange.getMessage().setBody(null);
    }

    private Answer.Proof proof(String recipient, byte[] body, Exchange exchange) throws UnprovenAnswer {
        String digest = BodySignature.digest(body);
        Optional<Party> party = parties.processor(recipient);
        if (party.isEmpty()) {
            return Answer.Proof.of(digest);
        }
        String signature = header(exchange, BodySignature.HEADER);
        Judgement judgement = parties.judge(party.get(), body, signature);
        if (judgement != Judgement.GENUINE) {
            throw new UnprovenAnswer(judgement);
        }
        return new Answer.Proof(digest, party.get().domain(), signature);
    }

    private static @Nullable String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    private static byte[] body(Exchange exchange) throws IOException {
        try (InputStream answer = exchange.getMessage().getBody(InputStream.class)) {
            return answer == null ? new byte[0] : answer.readNBytes(LARGEST_ANSWER);
        }
    }

    /** The answer is not proven to be the recipient's. */
    static final class UnprovenAnswer extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean expired;

        UnprovenAnswer(Judgement judgement) {
            super("The answer is " + judgement);
            this.expired = judgement == Judgement.EXPIRED;
        }

        /** Whether it was signed, by a certificate that is no longer valid. */
        boolean expired() {
            return expired;
        }
    }
}
