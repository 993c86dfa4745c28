package fi.rekisterihub.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.mapping.ContentFormat.Json;
import fi.rekisterihub.mapping.ContentFormat.Xml;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class XmlRecordsTest {

    private static final Xml ROOT = new Xml("", Map.of("decisionMakers", "decisionMaker"), Set.of(), false);
    private static final Xml COMPANIES = new Xml("list.company", Map.of(), Set.of("phone"), false);

    @Test
    void recordsAreTheElementsAtThePathAndNowhereElse() {
        assertThat(read(COMPANIES, """
                        <answer>
                          <company><id>0</id></company>
                          <list><company><id>1</id></company><other/><company><id>2</id></company></list>
                          <tail><list><company><id>9</id></company></list></tail>
                        </answer>
                        """)).containsExactly("3: {id=1}", "3: {id=2}");
    }

    @Test
    void namesCountWithoutTheirPrefixes() {
        assertThat(read(ROOT, """
                        <ns2:response xmlns="urn:common" xmlns:ns2="urn:company"><ns2:companyResponse>
                          <responseHeader><responseStatus>0</responseStatus></responseHeader>
                        </ns2:companyResponse></ns2:response>
                        """)).containsExactly("1: {companyResponse={responseHeader={responseStatus=0}}}");
    }

    @Test
    void theShapeIsThatOfJson() {
        assertThat(read(ROOT, """
                        <r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                          <name>Lumi &amp; J\u00e4\u00e4 <![CDATA[<Oy>]]></name><empty/><nil xsi:nil="true"/>
                          <decisionMakers><decisionMaker><name>A</name></decisionMaker></decisionMakers>
                          <phone>1</phone><phone type="mobile">2</phone>
                          <address kind="visit"><street>Koulukatu 3</street></address>
                        </r>
                        """))
                .containsExactly("1: {name=Lumi & J\u00e4\u00e4 <Oy>, empty=, nil=null, decisionMakers=[{name=A}], "
                        + "phone=[1, {type=mobile, text=2}], address={kind=visit, street=Koulukatu 3}}");
    }

    @Test
    void anElementThatMayRepeatIsAListEvenAlone() {
        assertThat(read(COMPANIES, "<r><list><company><phone>1</phone></company></list></r>"))
                .containsExactly("1: {phone=[1]}");
        assertThat(read(ROOT, "<r><decisionMakers/></r>")).containsExactly("1: {decisionMakers=[]}");
    }

    @Test
    void theDeclaredEncodingCounts() {
        byte[] latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r><name>M\u00e4kel\u00e4</name></r>"
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(ROOT, latin)).containsExactly("1: {name=M\u00e4kel\u00e4}");
    }

    @Test
    void aDocumentTypeIsRefusedAndNothingIsFetched() {
        for (String type : new String[] {
            "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/evil.dtd\">",
            "<!DOCTYPE r [<!ENTITY a \"lol\"><!ENTITY x \"&a;&a;&a;\">]>",
            "<!DOCTYPE r>"
        }) {
            assertUnreadable(type + "<r><name>&x;</name></r>", "has a document type or entities of its own");
        }
    }

    @Test
    void whatIsNoXmlSaysWhereAndNotWhat() {
        assertUnreadable("<r><name>Salainen</r>", "What came is no XML (line 1, column");
        assertUnreadable("{\"json\": true}", "What came is no XML (line 1, column 1).");
        assertUnreadable("<r><name>M", "What came is no XML");
        assertUnreadable("<r>&unknown;</r>", "");
        assertThatThrownBy(() -> read(ROOT, "<r><name>Salainen</r>")).hasMessageNotContaining("Salainen");
    }

    @Test
    void nestingWithoutEndIsStopped() {
        assertUnreadable("<a>".repeat(100_000), "Record 1 is nested too deeply");
    }

    @Test
    void oneMappingServesAServiceThatSpeaksBoth() {
        Json either = new Json("", ROOT, false);
        List<ByteSource> pages = List.of(
                source("{\"decisionMakers\":[{\"name\":\"A\"}]}".getBytes(StandardCharsets.UTF_8)),
                source("\uFEFF<r><decisionMakers><decisionMaker><name>B</name></decisionMaker></decisionMakers></r>"
                        .getBytes(StandardCharsets.UTF_8)));
        List<String> read = new ArrayList<>();

        new JsonOrXmlRecords(pages, either, ROOT)
                .read((ordinal, line, raw, fields, bad) -> read.add(ordinal + ": " + raw.text()));

        assertThat(read)
                .containsExactly(
                        "1: {\"decisionMakers\":[{\"name\":\"A\"}]}", "2: {\"decisionMakers\":[{\"name\":\"B\"}]}");
    }

    private static void assertUnreadable(String xml, String message) {
        assertThatThrownBy(() -> read(ROOT, xml))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageContaining(message);
    }

    private static List<String> read(Xml format, String xml) {
        return read(format, xml.getBytes(Charset.forName("UTF-8")));
    }

    private static List<String> read(Xml format, byte[] xml) {
        List<String> read = new ArrayList<>();
        new XmlRecords(List.of(source(xml)), format)
                .read((ordinal, line, raw, fields, bad) ->
                        read.add("%d: %s".formatted(line, bad == null ? fields : bad.reason())));
        return read;
    }

    private static ByteSource source(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }
}
