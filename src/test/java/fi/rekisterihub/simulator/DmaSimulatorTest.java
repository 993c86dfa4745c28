package fi.rekisterihub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DmaSimulatorTest {

    private final World world = World.of(14, 60, 1_500, LocalDate.of(2026, 11, 22));
    private final SimulatorServer server = SimulatorServer.onAnyPort();
    private final DmaSimulator list = DmaSimulator.on(server, world);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isAFullListInLatin1() throws Exception {
        HttpResponse<byte[]> answer = fetch();
        List<String> lines = text(answer).lines().toList();
        assertThat(lines).hasSize(world.optOuts().size() + 1);
        assertThat(lines.get(0))
                .isEqualTo("kanava;puhelin;sukunimi;etunimi;katuosoite;postinumero;postitoimipaikka;voimassa_asti");
        assertThat(lines.stream().skip(1))
                .allMatch(line -> line.matches("puhelin;0\\d{9,10};[^;]+;[^;]+;;;;\\d{4}-\\d{2}-\\d{2}"
                        + "|posti;;[^;]+;[^;]+;[^;]+;\\d{5};[^;]+;\\d{4}-\\d{2}-\\d{2}"));
        assertThat(text(answer)).contains("ä");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\uFFFD");
    }

    @Test
    void tellsItsVersionAndSparesWhoeverHasIt() throws Exception {
        String version = fetch().headers().firstValue("Last-Modified").orElseThrow();
        HttpResponse<byte[]> again = Http.bytes(server.url() + DmaSimulator.PATH, "If-Modified-Since", version);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        world.optOut(world.persons().size() - 1, OptOut.Channel.PUHELIN);
        world.optOut(world.persons().size() - 2, OptOut.Channel.PUHELIN);
        world.optOut(world.persons().size() - 3, OptOut.Channel.PUHELIN);
        assertThat(text(fetch()).lines()).hasSize(world.optOuts().size() + 1);
    }

    @Test
    void shrinksWhenToldTo() throws Exception {
        list.shrinkTo(0.5);
        assertThat(text(fetch()).lines().count())
                .isBetween(world.optOuts().size() / 2L, world.optOuts().size() / 2L + 2);
        list.shrinkTo(1);
        assertThat(text(fetch()).lines()).hasSize(world.optOuts().size() + 1);
    }

    @Test
    void endsInTheMiddleOfALineWhenToldTo() throws Exception {
        list.cutShort(true);
        HttpResponse<byte[]> answer = fetch();
        assertThat(answer.statusCode()).isEqualTo(200);
        String text = text(answer);
        assertThat(text).doesNotEndWith("\n");
        assertThat(text.lines().reduce("", (before, last) -> last).split(";", -1))
                .hasSizeLessThan(8);
    }

    @Test
    void givesAPageForBrowsersWithStatus200WhenToldTo() throws Exception {
        list.answerHtmlNext(1);
        HttpResponse<byte[]> answer = fetch();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).startsWith("<!DOCTYPE html>");
        assertThat(text(fetch())).startsWith("kanava;");
        assertThat(list.trouble().calls()).isEqualTo(2);
    }

    private HttpResponse<byte[]> fetch() throws Exception {
        return Http.bytes(server.url() + DmaSimulator.PATH);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.ISO_8859_1);
    }
}
