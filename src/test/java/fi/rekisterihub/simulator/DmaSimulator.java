package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The association's opt-out list as one full file (FORMATS 4), and what can go wrong with such a file. */
public final class DmaSimulator {

    public static final String PATH = "/dma/optout.csv";

    private final World world;
    private final Trouble trouble = new Trouble();
    private double share = 1;
    private boolean cut;
    private byte[] last = {};
    private Instant lastModified = Instant.EPOCH;

    private DmaSimulator(World world) {
        this.world = world;
    }

    public static DmaSimulator on(SimulatorServer server, World world) {
        DmaSimulator simulator = new DmaSimulator(world);
        server.answer(get(urlPathEqualTo(PATH)), simulator::list);
        return simulator;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** From now on only this share of the entries is in the file, which otherwise looks well. 1 is all of them. */
    public synchronized void shrinkTo(double newShare) {
        share = newShare;
    }

    /** From now on the file ends in the middle of a line, with status 200 and a length that fits. */
    public synchronized void cutShort(boolean newCut) {
        cut = newCut;
    }

    /** The next answers are a page for browsers with status 200. */
    public void answerHtmlNext(int times) {
        trouble.htmlPage(times);
    }

    private ResponseDefinitionBuilder list(Request request) {
        Optional<ResponseDefinitionBuilder> wrong = trouble.nextCall();
        return wrong.orElseGet(() -> file(request));
    }

    private synchronized ResponseDefinitionBuilder file(Request request) {
        List<OptOut> all = world.optOuts();
        byte[] bytes = OptOutCsv.of(all.subList(0, (int) Math.round(all.size() * share)));
        if (cut) {
            bytes = cutInALine(bytes);
        }
        if (!Arrays.equals(bytes, last)) {
            last = bytes;
            lastModified = Instant.now();
        }
        String modified = DateTimeFormatter.RFC_1123_DATE_TIME.format(lastModified.atOffset(ZoneOffset.UTC));
        var known = request.header("If-Modified-Since");
        if (known.isPresent() && known.firstValue().equals(modified)) {
            return aResponse().withStatus(304).withHeader("Last-Modified", modified);
        }
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/csv; charset=ISO-8859-1")
                .withHeader("Last-Modified", modified)
                .withBody(bytes);
    }

    private static byte[] cutInALine(byte[] whole) {
        int end = whole.length * 6 / 10;
        while (whole[end] != '\n') {
            end++;
        }
        return Arrays.copyOf(whole, end + "\nposti;;M".length());
    }
}
