package fi.rekisterihub.subject;

import fi.rekisterihub.database.Secrets;
import fi.rekisterihub.database.Times;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.EntityLinks;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is disclosed for research or to an authority (PROMISES SA5, SO6): recorded with ground and content, and only then handed over.
 * No permission, prohibition or restriction stops it, because the law that it rests on does not ask for any. The row keeps which
 * fields it was and a keyed hash of the values: whoever shows the values can prove that it was these, and nobody can read them here,
 * so that an erasure has nothing to take away (docs/decisions/0036).
 */
@Service
public class Disclosures {

    private static final String KEEP = """
            insert into disclosure (act_key, register_id, person_id, what, recipient, ground, fields, digest, who)
            values (:key, :register, :person, :what, :recipient, :ground, :fields, :digest, :who)
            on conflict (act_key, person_id) do nothing
            """;
    private static final String KEPT = "select digest from disclosure where act_key = :key and person_id = :person";
    private static final String OF_PERSON = """
            select id, register_id, person_id, at, what, recipient, ground, fields, digest, who from disclosure
             where person_id = any(all_parts(array[:person::bigint])) order by id desc
            """;
    private static final int LONGEST = 300;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RegisterReader register;
    private final EntityLinks links;
    private final RequestLaw law;
    private final SecretKeySpec key;

    Disclosures(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            RegisterReader register,
            EntityLinks links,
            RequestLaw law,
            Secrets secrets) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.register = register;
        this.links = links;
        this.law = law;
        this.key = new SecretKeySpec(secrets.key("disclosure"), "HmacSHA256");
    }

    public enum What {
        RESEARCH,
        AUTHORITY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException when there is no such */
        public static What of(String word) {
            return Arrays.stream(values())
                    .filter(what -> what.word().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("A disclosure is for research or to an authority."));
        }
    }

    /**
     * One act of disclosure.
     *
     * @param key what makes it one; the same act twice is one
     * @param recipient the authority or institute, not a person
     * @param ground the section of the law, or the permit
     * @param fields what is disclosed of the person
     */
    public record Act(String key, What what, String recipient, String ground, List<String> fields) {

        /** @throws IllegalArgumentException when something is missing or too long */
        public Act {
            for (String text : List.of(key, recipient, ground)) {
                if (text.isBlank() || text.length() > LONGEST) {
                    throw new IllegalArgumentException(
                            "A disclosure needs a key, a recipient and a ground of at most %d characters each."
                                    .formatted(LONGEST));
                }
            }
            fields = fields.stream().distinct().sorted().toList();
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("Say which fields are disclosed.");
            }
        }
    }

    /** What was recorded, without values. */
    public record Recorded(
            long id,
            String registerId,
            long personId,
            Instant at,
            What what,
            String recipient,
            String ground,
            List<String> fields,
            String digest,
            String who) {}

    /**
     * Records it and gives what is to be handed over.
     *
     * @return each field with every value that the entries of the person have of it; without those of which there is none
     * @throws IllegalArgumentException when the register does not hold a field, there is no such person, or the same act was recorded
     *     of other values before
     */
    public Map<String, List<String>> record(Act act, long personId, String who) {
        return Objects.requireNonNull(transaction.execute(status -> {
            EntityView person = register.person(personId)
                    .orElseThrow(() -> new IllegalArgumentException("There is no person %d here.".formatted(personId)));
            law.profile(person.registerId()).ifPresent(profile -> check(act, profile));
            Map<String, List<String>> content = content(act, personId);
            String digest = digest(content);
            int kept = jdbc.sql(KEEP)
                    .param("key", act.key())
                    .param("register", person.registerId())
                    .param("person", personId)
                    .param("what", act.what().word())
                    .param("recipient", act.recipient().strip())
                    .param("ground", act.ground().strip())
                    .param("fields", act.fields().toArray(String[]::new))
                    .param("digest", digest)
                    .param("who", who)
                    .update();
            if (kept == 0 && !digest.equals(kept(act, personId))) {
                throw new IllegalArgumentException(
                        "The data of person %d has changed since this disclosure was recorded: record another."
                                .formatted(personId));
            }
            return content;
        }));
    }

    /** Of the person and all who are one with them, newest first. */
    public List<Recorded> ofPerson(long personId) {
        return jdbc.sql(OF_PERSON)
                .param("person", personId)
                .query(Disclosures::recorded)
                .list();
    }

    /** Whether these are the values that were handed over then. */
    public boolean proves(Recorded recorded, Map<String, List<String>> content) {
        return recorded.digest().equals(digest(content));
    }

    private @Nullable String kept(Act act, long personId) {
        return jdbc.sql(KEPT)
                .param("key", act.key())
                .param("person", personId)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static void check(Act act, Profile profile) {
        act.fields().stream()
                .filter(field -> !profile.fields("person").contains(field))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            "The register %s does not hold '%s'.".formatted(profile.id(), unknown));
                });
    }

    private Map<String, List<String>> content(Act act, long personId) {
        Map<String, List<String>> content = new TreeMap<>();
        List<EntityView> parts = links.allParts(List.of(personId)).stream()
                .flatMap(part -> register.person(part).stream())
                .toList();
        for (String field : act.fields()) {
            TreeSet<String> values = new TreeSet<>();
            parts.forEach(part -> part.value(field).ifPresent(values::add));
            if (!values.isEmpty()) {
                content.put(field, List.copyOf(values));
            }
        }
        return content;
    }

    /** Lengths stand before the texts, so that no two contents are written alike. */
    private String digest(Map<String, List<String>> content) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(content).forEach((field, values) -> {
            text.append(field).append('(').append(values.size()).append(')');
            values.forEach(value -> text.append(value.length()).append(':').append(value));
        });
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256, which every Java must have.", e);
        }
    }

    private static Recorded recorded(ResultSet row, int number) throws SQLException {
        return new Recorded(
                row.getLong("id"),
                row.getString("register_id"),
                row.getLong("person_id"),
                Times.instant(row, "at"),
                What.of(row.getString("what")),
                row.getString("recipient"),
                row.getString("ground"),
                List.of((String[]) row.getArray("fields").getArray()),
                row.getString("digest"),
                row.getString("who"));
    }
}
