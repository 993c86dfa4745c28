package fi.rekisterihub.notice;

import fi.rekisterihub.register.EntityKind;
import java.util.Locale;
import java.util.Set;

/**
 * One who holds some of a register's data and must be told.
 *
 * @param id the word by which profiles, settings and the console know it: {@code licence-registry}
 * @param route the route that claims its deliveries
 * @param role what it is told
 * @param companyFields the fields of companies that it holds; no other ever reaches it
 * @param personFields the fields of persons that it holds; no other ever reaches it
 * @param channels by which it contacts people for the controller
 * @param permitted whether it may be told at all today: false for a recipient outside EU/EEA without a valid basis
 */
public record Recipient(
        String id,
        String route,
        Role role,
        Set<String> companyFields,
        Set<String> personFields,
        Set<String> channels,
        boolean permitted) {

    /** What a recipient is told. */
    public enum Role {
        /**
         * Holds fields of the register: is told of corrections, erasures, restrictions and objections, and of prohibitions of the
         * channels by which it contacts people.
         */
        PROCESSOR,
        /** Sends messages to people: is told of opt-outs. */
        PROVIDER,
        /** Keeps the register for its controller: is told of corrections and of every prohibition. */
        KEEPER;

        /** @param word as profiles write it: processor, provider or keeper */
        public static Role of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Recipient {
        companyFields = Set.copyOf(companyFields);
        personFields = Set.copyOf(personFields);
        channels = Set.copyOf(channels);
    }

    /** A permitted processor. */
    public static Recipient processor(String id, String route, Set<String> companyFields, Set<String> personFields) {
        return new Recipient(id, route, Role.PROCESSOR, companyFields, personFields, Set.of(), true);
    }

    /** A permitted keeper of the register. */
    public static Recipient keeper(String id, String route, Set<String> companyFields, Set<String> personFields) {
        return new Recipient(id, route, Role.KEEPER, companyFields, personFields, Set.of(), true);
    }

    /** A permitted provider; an opt-out carries what the caller gives, so it has no fields of its own. */
    public static Recipient provider(String id, String route) {
        return new Recipient(id, route, Role.PROVIDER, Set.of(), Set.of(), Set.of(), true);
    }

    /** The same recipient with the word of today's transfer check. */
    public Recipient permitted(boolean permitted) {
        return new Recipient(id, route, role, companyFields, personFields, channels, permitted);
    }

    /** The same recipient, contacting people by these channels. */
    public Recipient contactingBy(String... channels) {
        return new Recipient(id, route, role, companyFields, personFields, Set.of(channels), permitted);
    }

    /**
     * Whether it must hear of a prohibition by the hub's own id of the person.
     *
     * @param channel one channel, or {@code *} for all
     */
    boolean hearsOfProhibitionsOf(String channel) {
        return switch (role) {
            case KEEPER -> true;
            case PROCESSOR -> channel.equals("*") ? !channels.isEmpty() : channels.contains(channel);
            case PROVIDER -> false;
        };
    }

    public Set<String> fields(EntityKind entity) {
        return entity == EntityKind.COMPANY ? companyFields : personFields;
    }
}
