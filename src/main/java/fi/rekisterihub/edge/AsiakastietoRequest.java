package fi.rekisterihub.edge;

import fi.rekisterihub.intake.PersonLookups;
import fi.rekisterihub.register.IdentityNumber;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Writes and signs a request of the "Asiakastieto-style" services: a form with an upper-case SHA-512 checksum
 * over {@code userid&enduser&timestamp&key&}, the time in Finnish normal time all year round.
 */
@Component("hubAsiakastieto")
public final class AsiakastietoRequest {

    private static final ZoneOffset FINNISH_NORMAL_TIME = ZoneOffset.ofHours(2);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final Clock clock = Clock.systemUTC();
    private final PersonLookups persons;

    public AsiakastietoRequest(PersonLookups persons) {
        this.persons = persons;
    }

    /** Puts the form for one company into the body. */
    public void company(
            String businessId,
            String format,
            String user,
            String password,
            String endUser,
            String key,
            Exchange exchange) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("version", "5.01");
        form.put("reqmsg", "COMPANY");
        sign(form, format, user, password, endUser, key);
        form.put("businessid", businessId.replace("-", ""));
        form.put("request", "H");
        exchange.getMessage().setBody(encoded(form));
    }

    /**
     * Puts the form for the basic data of one person into the body; the number goes into it and nowhere else.
     *
     * @param person the keyed hash of the number
     */
    public void consumer(
            String person,
            String feed,
            String format,
            String user,
            String password,
            String endUser,
            String key,
            Exchange exchange) {
        IdentityNumber number = persons.number(feed, person)
                .orElseThrow(() -> new IllegalStateException(
                        "A person who was due for %s is not followed any more; the others are asked about next time."
                                .formatted(feed)));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("version", "2018");
        form.put("reqmsg", "CONSUMER");
        form.put("qtype", "34");
        sign(form, format, user, password, endUser, key);
        form.put("idnumber", number.text());
        form.put("request", "H");
        exchange.getMessage().setBody(encoded(form));
    }

    private void sign(
            Map<String, String> form, String format, String user, String password, String endUser, String key) {
        String timestamp = timestamp(ZonedDateTime.now(clock.withZone(FINNISH_NORMAL_TIME)));
        form.put("format", format);
        form.put("lang", "FI");
        form.put("userid", user);
        form.put("passwd", password);
        form.put("enduser", endUser);
        form.put("timestamp", timestamp);
        form.put("checksum", checksum(user, endUser, timestamp, key));
    }

    static String checksum(String user, String endUser, String timestamp, String key) {
        String text = String.join("&", user, endUser, timestamp, key, "");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-512, which every Java must have.", e);
        }
    }

    /** Date, time, hundredths, offset and a running number, as real clients write it. */
    static String timestamp(ZonedDateTime now) {
        return "%s%02d+0200000".formatted(SECONDS.format(now), now.getNano() / 10_000_000);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
