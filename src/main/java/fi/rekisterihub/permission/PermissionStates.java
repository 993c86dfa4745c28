package fi.rekisterihub.permission;

import fi.rekisterihub.database.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Derives what is in force from the ledger and the opt-out lists. Keeps nothing of its own. */
public final class PermissionStates {

    private static final String PARTS = """
            select p.id, greatest(theirs.since, own.since) as since
              from unnest(all_parts(array[:personId::bigint])) as p(id)
              left join entity_link theirs on theirs.part_id = p.id
              left join entity_link own on own.part_id = :personId and p.id <> :personId
            """;

    // The persons as values and not as a join: only then are they looked up, instead of everybody in the register.
    static final String SAID = """
            select person_id, said_of, purpose, channel, scope, state, source, event_time, counts_from, event_id
              from permission_act
             where person_id = any(:parts) and (list is null or list = any(:lists))
            union all
            select null, null, 'direct-marketing', channel, '*', 'prohibited', list, since, since, null
              from optout_entry
             where subject_key = any(:listed) and list = any(:lists) and ended_at is null
               and (valid_until is null or valid_until >= day_in_finland())
            """;

    private static final String MAY_BE_USED = """
            select coalesce(bool_and(restricted_at is null and deceased_at is null), false)
              from person where id = any(all_parts(array[:personId::bigint]))
            """;

    private static final String REGISTER = "select register_id from person where id = :personId";

    private static final List<String> CHANNELS = List.of("email", "phone", "sms", "post");

    private static final Comparator<Reach> BY_WORDS =
            Comparator.comparing(Reach::purpose).thenComparing(Reach::channel).thenComparing(Reach::scope);

    private final JdbcClient jdbc;
    private final PermissionRules rules;
    private final ListedKeys listed;
    private final Freshness freshness;

    PermissionStates(JdbcClient jdbc, PermissionRules rules, ListedKeys listed, Freshness freshness) {
        this.freshness = freshness;
        this.jdbc = jdbc;
        this.rules = rules;
        this.listed = listed;
    }

    /** Everything that somebody has said about the person's permissions, and what it comes to. */
    public List<PermissionState> of(long personId) {
        return registerOf(personId)
                .map(register -> {
                    List<Said> said = said(personId, register);
                    return said.stream()
                            .map(Said::reach)
                            .map(reach -> new Reach(register, reach.purpose(), reach.channel(), reach.scope()))
                            .distinct()
                            .sorted(BY_WORDS)
                            .flatMap(question ->
                                    ScopeRule.answer(question, said).stream().map(answer -> state(question, answer)))
                            .toList();
                })
                .orElse(List.of());
    }

    /**
     * The answer to one question. Where nobody has said anything the profile decides: no for a purpose that needs
     * consent, else yes.
     */
    public PermissionState of(long personId, String purpose, String channel, String scope) {
        if (channel.equals(PermissionAct.EVERYTHING)) {
            return ofEveryChannel(personId, purpose, scope);
        }
        String register = registerOf(personId).orElse(null);
        Reach question = Reach.of(register, purpose, channel, scope);
        return Optional.ofNullable(register)
                .flatMap(known -> ScopeRule.answer(question, said(personId, known)))
                .map(answer -> state(question, answer))
                .orElseGet(() -> new PermissionState(
                        question.purpose(),
                        channel,
                        question.scope(),
                        byProfile(register, question),
                        "profile",
                        null,
                        null));
    }

    /** For what is no matter of channels: whatever channel was named, one prohibition prohibits it. */
    private PermissionState ofEveryChannel(long personId, String purpose, String scope) {
        List<PermissionState> states = CHANNELS.stream()
                .map(channel -> of(personId, purpose, channel, scope))
                .toList();
        PermissionState first = states.stream()
                .filter(state -> state.permission() == Permission.PROHIBITED)
                .findFirst()
                .orElse(states.get(0));
        return new PermissionState(
                first.purpose(),
                PermissionAct.EVERYTHING,
                first.scope(),
                first.permission(),
                first.source(),
                first.since(),
                first.eventId());
    }

    /** Whether the person may be contacted, for everything in the purpose. */
    public boolean mayContact(long personId, String purpose, String channel) {
        return contact(personId, purpose, channel, PermissionAct.EVERYTHING) instanceof Contact.Yes;
    }

    /**
     * Whether the person may be contacted: permitted, alive, and the data not restricted, and so is everybody who was found
     * to be one with them. Nobody may be while a list or a provider that binds the register is too old to tell; an unknown
     * person never.
     */
    public Contact contact(long personId, String purpose, String channel, String scope) {
        if (!permits(personId, purpose, channel, scope)) {
            return new Contact.No();
        }
        List<Stale> stale = purpose.equals(PermissionAct.SERVICE)
                ? List.of()
                : registerOf(personId).map(freshness::stale).orElse(List.of());
        return stale.isEmpty() ? new Contact.Yes() : new Contact.Unsure(stale);
    }

    /** As {@link #contact}, by what the hub knows, however old that is. */
    boolean permits(long personId, String purpose, String channel, String scope) {
        boolean usable = jdbc.sql(MAY_BE_USED)
                .param("personId", personId)
                .query(Boolean.class)
                .single();
        return usable
                && parts(personId).stream()
                        .allMatch(part -> of(part.id(), purpose, channel, scope).permission() == Permission.GRANTED);
    }

    /** @param since when it was found to be one with the person who is asked about; null for that person */
    private record Part(long id, @Nullable Instant since) {}

    private List<Part> parts(long personId) {
        return jdbc.sql(PARTS)
                .param("personId", personId)
                .query((row, n) -> new Part(row.getLong("id"), Times.instantOrNull(row, "since")))
                .list();
    }

    /** Of those who are one with the person every prohibition counts, and no permission from before that was found. */
    private List<Said> said(long personId, String register) {
        List<Part> parts = parts(personId);
        Map<Long, Instant> since = new HashMap<>();
        parts.forEach(part -> since.put(
                part.id(),
                part.id() == personId ? Instant.MIN : Objects.requireNonNullElse(part.since(), Instant.MAX)));
        return jdbc
                .sql(SAID)
                .param("parts", since.keySet().toArray(Long[]::new))
                .param("lists", rules.bindingLists(register).toArray(String[]::new))
                .param(
                        "listed",
                        parts.stream()
                                .flatMap(part -> listed.keysOf(part.id()).stream())
                                .distinct()
                                .toArray(String[]::new))
                .query((row, n) -> {
                    Said said = Said.of(row, n);
                    return said.prohibits()
                                    || !said.countsFrom()
                                            .isBefore(since.getOrDefault(row.getLong("person_id"), Instant.MIN))
                            ? said
                            : null;
                })
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    private Permission byProfile(@Nullable String register, Reach question) {
        boolean free = register != null
                && (question.purpose().equals(ScopeRule.SERVICE)
                        || !rules.needsConsent(register, question.purpose(), question.channel()));
        return free ? Permission.GRANTED : Permission.PROHIBITED;
    }

    private Optional<String> registerOf(long personId) {
        return jdbc.sql(REGISTER)
                .param("personId", personId)
                .query(String.class)
                .optional();
    }

    private static PermissionState state(Reach question, Said answer) {
        return new PermissionState(
                question.purpose(),
                question.channel(),
                question.scope(),
                answer.permission(),
                answer.source(),
                answer.at(),
                answer.eventId());
    }
}
