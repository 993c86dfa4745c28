package fi.rekisterihub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import fi.rekisterihub.mapping.SignatureRule.Encoding;
import fi.rekisterihub.mapping.SignatureRule.Shown;
import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.support.TestHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HookReaderTest {

    private static final Set<String> WITHOUT_A_HOOK = Set.of("lianamailer", "creamailer", "apsis");

    static Stream<Arguments> schemes() {
        return Stream.of(
                Arguments.of("{scheme: secret}", new SignatureRule.Secret(Shown.QUERY, "secret")),
                Arguments.of("{scheme: secret, shown: basic}", new SignatureRule.Secret(Shown.BASIC, "secret")),
                Arguments.of(
                        "{scheme: secret, shown: header, name: X-Token}",
                        new SignatureRule.Secret(Shown.HEADER, "X-Token")),
                Arguments.of(
                        "{scheme: hmac, header: X-S, encoding: base64, prefix: 'sha256='}",
                        new SignatureRule.BodyHmac("X-S", Encoding.BASE64, "sha256=")),
                Arguments.of(
                        "{scheme: timestamped-hmac, header: X-S}",
                        new SignatureRule.TimestampedHmac("X-S", Duration.ofMinutes(5))),
                Arguments.of("{scheme: mailgun, tolerance: 1h}", new SignatureRule.TokenHmac(Duration.ofHours(1))),
                Arguments.of(
                        "{scheme: ecdsa, header: X-S, timestamp-header: X-T, tolerance: 1d}",
                        new SignatureRule.Ecdsa("X-S", "X-T", Duration.ofDays(1))),
                Arguments.of("{scheme: sns}", new SignatureRule.Sns()),
                Arguments.of(
                        "{scheme: hubspot, version: v2}", new SignatureRule.RequestHmac(2, Duration.ofMinutes(5))));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void readsASchemeByItsName(String written, SignatureRule rule) {
        MappingFolder read = table("hook: {signature: %s}".formatted(written));
        assertThat(read.findings()).isEmpty();
        assertThat(read.mappings().get("made-event").hook()).contains(new HookRule(rule, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hook: {signature: {scheme: hmca, header: X}} | 'hmca' is no scheme; did you mean 'hmac'?",
                "hook: {signature: {scheme: hmac}} | 'header' is missing in signature.",
                "hook: {signature: {scheme: hmac, header: 'X Y'}} | 'X Y' is no name of an HTTP header.",
                "hook: {signature: {scheme: sns, header: X}} | unknown 'header' in signature",
                "hook: {signature: {scheme: mailgun, tolerance: 8d}} | give a time up to 7d",
                "hook: {signature: {scheme: secret, shown: bearer, name: x}} | 'name' is for a secret",
                "hook: {repeats: keep} | 'signature' is missing in hook",
                "hook: {signature: {scheme: sns}, repeats: often} | 'often' is no repeats"
            })
    void saysWhereAHookIsWrong(String hook, String said) {
        assertThat(table(hook).findings()).extracting(Finding::message).anySatisfy(message -> assertThat(message)
                .contains(said.strip()));
    }

    @Test
    void wantsATableThatACallCanFindByItsProvider() {
        Path home = TestHome.withMapping("made", """
                feed: made
                record: permission
                key: id
                hook: {signature: {scheme: sns}}
                fields: {action: action}
                """);
        assertThat(MappingFolder.read(home, ProfileFolder.read(home)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("'-event'"));
    }

    /** Thirteen providers, each by files only; what their tables make of what they send is in the samples beside them. */
    @Test
    void knowsTheProvidersThatAreShipped() {
        Set<String> providers = new TreeSet<>();
        Set<String> hooks = new TreeSet<>();
        for (Mapping mapping : ShippedMappings.read().all()) {
            if (mapping.kind() == RecordKind.PERMISSION) {
                String provider = mapping.feed().replace(HookReader.SUFFIX, "");
                providers.add(provider);
                mapping.hook().ifPresent(rule -> hooks.add(provider));
            }
        }
        assertThat(hooks)
                .containsExactlyInAnyOrder(
                        "mailchimp",
                        "brevo",
                        "sendgrid",
                        "mailgun",
                        "postmark",
                        "amazon-ses",
                        "mailjet",
                        "mailerlite",
                        "activecampaign",
                        "hubspot");
        hooks.addAll(WITHOUT_A_HOOK);
        assertThat(hooks).containsAll(providers);
    }

    @Test
    void readsAnObjectThatIsWrittenAsAText() {
        Mapping mapping = table("each: $json(text)").mappings().get("made-event");
        assertThat(mapping.parts(Map.of("text", " {\"a\":12345678901234567}")))
                .isEqualTo(List.of(Map.of("a", 12345678901234567L)));
        assertThat(mapping.parts(Map.of("text", "Successfully validated."))).isEmpty();
        assertThat(org.junit.jupiter.api.Assertions.assertThrows(
                                BadRecord.class, () -> mapping.parts(Map.of("text", "{\"a\":")))
                        .reason())
                .isEqualTo("The JSON that stands in the record as a text cannot be read.");
    }

    private static MappingFolder table(String lines) {
        Path home = TestHome.withMapping("made-event", """
                feed: made-event
                record: permission
                key: id
                fields: {action: action, email: email}
                %s
                """.formatted(lines));
        return MappingFolder.read(home, ProfileFolder.read(home));
    }
}
