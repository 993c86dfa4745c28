package fi.rekisterihub.permission;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.PermissionRule;
import fi.rekisterihub.profile.Profiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The list of those who may be contacted for a purpose by a channel now, each with the link that stops it. Refused while
 * something that binds the register is too old to say so.
 */
public final class Extracts {

    private static final int AT_ONCE = 2_000;

    // The sorts and hashes of a whole register; PostgreSQL's own limit is made for small questions.
    private static final String ROOM = "set local work_mem = '128MB'";

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Profiles profiles;
    private final PermissionRules rules;
    private final PermissionStates states;
    private final ListedKeys listed;
    private final LinkTokens links;
    private final Freshness freshness;

    Extracts(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Profiles profiles,
            PermissionRules rules,
            PermissionStates states,
            ListedKeys listed,
            LinkTokens links,
            Freshness freshness) {
        JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(AT_ONCE);
        this.jdbc = new NamedParameterJdbcTemplate(streaming);
        this.transaction = transaction;
        this.profiles = profiles;
        this.rules = rules;
        this.states = states;
        this.listed = listed;
        this.links = links;
        this.freshness = freshness;
    }

    /** Looks whether it may be taken; takes nothing. */
    public PreparedExtract prepare(ExtractRequest request) {
        Profile profile = profiles.find(request.registerId()).orElse(null);
        if (profile == null) {
            return new PreparedExtract.Refused(
                    "No profile is in force for the register %s, so nobody in it may be contacted."
                            .formatted(request.registerId()));
        }
        Optional<String> wrong = wrong(request, profile);
        if (wrong.isPresent()) {
            return new PreparedExtract.Refused(wrong.get());
        }
        List<Stale> stale = freshness.stale(request.registerId());
        return stale.isEmpty()
                ? new PreparedExtract.Ready(withReach(request, profile))
                : new PreparedExtract.TooOld(stale);
    }

    /** How many are in the register, and how many of them the extract would have now. */
    public Count count(ExtractRequest request) {
        long[] found = {0};
        stream(withFields(request, List.of()), rows -> found[0] += rows.size());
        Long all = jdbc.queryForObject(ExtractSql.inRegister(), Map.of("register", request.registerId()), Long.class);
        return new Count(all == null ? 0 : all, found[0]);
    }

    /** How many persons are in the register, and how many may be contacted. */
    public record Count(long inRegister, long mayBeContacted) {}

    /**
     * Hands each person to the taker, never all of them in memory, all as they stand at one moment.
     *
     * @param messageId what the links name as the message, so that a click tells which extract it came from
     */
    public void each(PreparedExtract.Ready ready, String messageId, Consumer<ExtractRow> taker) {
        ExtractRequest request = ready.request();
        Instant now = Instant.now();
        stream(request, rows -> rows.forEach(person -> taker.accept(row(request, person, messageId, now))));
    }

    private void stream(ExtractRequest request, Consumer<List<Person>> taker) {
        List<Person> waiting = new ArrayList<>(AT_ONCE);
        Set<String> lists = lists(request);
        RowCallbackHandler each = row -> {
            waiting.add(person(row, request.fields().size()));
            if (waiting.size() == AT_ONCE) {
                taker.accept(unlisted(waiting, request, lists));
                waiting.clear();
            }
        };
        // The driver fetches by portions only inside a transaction.
        transaction.executeWithoutResult(status -> {
            jdbc.getJdbcTemplate().execute(ROOM);
            jdbc.query(ExtractSql.who(request), parameters(request, lists), each);
            taker.accept(unlisted(waiting, request, lists));
        });
    }

    private MapSqlParameterSource parameters(ExtractRequest request, Set<String> lists) {
        return new MapSqlParameterSource()
                .addValue("register", request.registerId())
                .addValue("purpose", request.purpose())
                .addValue("channel", request.channel())
                .addValue("scope", request.scope())
                .addValue("lists", lists.toArray(String[]::new))
                .addValue("free", !rules.needsConsent(request.registerId(), request.purpose(), request.channel()));
    }

    private Set<String> lists(ExtractRequest request) {
        return rules.bindingLists(request.registerId());
    }

    /** Lists of hashes and of whole domains name nobody; whoever may be on one is asked about by itself. */
    private List<Person> unlisted(List<Person> persons, ExtractRequest request, Set<String> lists) {
        Set<Long> doubtful = listed.maybeListed(persons.stream().map(Person::id).toList(), lists, request.channel());
        return doubtful.isEmpty()
                ? List.copyOf(persons)
                : persons.stream()
                        .filter(person -> !doubtful.contains(person.id())
                                || states.permits(person.id(), request.purpose(), request.channel(), request.scope()))
                        .toList();
    }

    private ExtractRow row(ExtractRequest request, Person person, String messageId, Instant now) {
        LinkSubject subject = new LinkSubject(
                request.registerId(),
                person.id(),
                request.channel().equals("email")
                        ? person.values().get(request.fields().indexOf("email"))
                        : null,
                request.purpose(),
                request.channel(),
                request.scope(),
                messageId,
                now);
        String url = links.url(subject);
        Map<String, String> headers = request.channel().equals("email") ? links.headers(subject, url) : Map.of();
        return new ExtractRow(person.id(), person.values(), url, headers);
    }

    /** For callers of the API; the page says it in the reader's words. */
    private static Optional<String> wrong(ExtractRequest request, Profile profile) {
        List<PermissionRule> asked = profile.permissions(request.purpose());
        Set<String> channels = asked.stream()
                .flatMap(rule -> rule.channels().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String wrong = null;
        if (asked.isEmpty()) {
            wrong = "The register %s asks nobody's permission for the purpose '%s'; its profile names %s."
                    .formatted(
                            profile.id(),
                            request.purpose(),
                            profile.permissions().stream()
                                    .map(PermissionRule::purpose)
                                    .distinct()
                                    .toList());
        } else if (!channels.contains(request.channel())) {
            wrong = "The register %s contacts nobody by the channel '%s' for this purpose; its profile names %s."
                    .formatted(profile.id(), request.channel(), channels);
        } else if (!request.scope().equals(PermissionAct.EVERYTHING)
                && profile.topics(request.purpose()).stream()
                        .noneMatch(topic -> topic.id().equals(request.scope()))) {
            wrong = "The register %s has no topic '%s'; name one of its profile, or * for all."
                    .formatted(profile.id(), request.scope());
        }
        if (wrong != null) {
            return Optional.of(wrong);
        }
        return Stream.concat(request.fields().stream(), reachedBy(request.channel()).stream())
                .flatMap(field -> wrong(field, profile).stream())
                .findFirst();
    }

    private static Optional<String> wrong(String field, Profile profile) {
        String why = null;
        if (!profile.fields("person").contains(field)) {
            why = "The profile of the register %s lets it have no field '%s' of a person.";
        } else if (!profile.mayGoOnward(field)) {
            why = "The profile of the register %s lets nobody else have the field '%s' (onward: false).";
        }
        return Optional.ofNullable(why).map(sentence -> sentence.formatted(profile.id(), field));
    }

    /** The fields asked for, or the usual ones, and always those without which nobody is reached. */
    private static ExtractRequest withReach(ExtractRequest request, Profile profile) {
        Set<String> fields = new LinkedHashSet<>(request.fields());
        if (fields.isEmpty()) {
            Stream.of("familyName", "givenName", "language")
                    .filter(profile.fields("person")::contains)
                    .forEach(fields::add);
        }
        fields.addAll(reachedBy(request.channel()));
        return withFields(request, List.copyOf(fields));
    }

    private static List<String> reachedBy(String channel) {
        return switch (channel) {
            case "email" -> List.of("email");
            case "post" -> List.of("street", "postalCode", "city");
            default -> List.of("phone");
        };
    }

    private static ExtractRequest withFields(ExtractRequest request, List<String> fields) {
        return new ExtractRequest(request.registerId(), request.purpose(), request.channel(), request.scope(), fields);
    }

    private static Person person(ResultSet row, int fields) throws SQLException {
        List<@Nullable String> values = new ArrayList<>(fields);
        for (int i = 0; i < fields; i++) {
            values.add(row.getString(i + 2));
        }
        return new Person(row.getLong(1), values);
    }

    private record Person(long id, List<@Nullable String> values) {}
}
