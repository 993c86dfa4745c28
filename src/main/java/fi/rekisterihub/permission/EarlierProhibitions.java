package fi.rekisterihub.permission;

import fi.rekisterihub.notice.NoticeBundle;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.OptOutsTold;
import fi.rekisterihub.notice.OptOutsTold.Told;
import fi.rekisterihub.permission.ProviderJoins.Join;
import fi.rekisterihub.register.SubjectKeys;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells a provider that is new for a register whom it may not write to: persons of the register, and addresses of which the
 * hub knows otherwise. The ledger itself keeps no address. One short transaction holds a batch and how far it has come, so that
 * a kill costs no opt-out and repeats none.
 */
final class EarlierProhibitions {

    static final String CAUSE = "provider-joined:";

    // Few enough that an opt-out of today does not wait for days behind those of before, where an hour allows a
    // hundred.
    private static final int AT_ONCE = 500;

    private static final String PERSONS = """
            select id, register_id, email from person where id > :after order by id limit :most
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ProviderJoins joins;
    private final MovedAddresses spoken;
    private final PermissionStates states;
    private final ForbiddenAddresses forbidden;
    private final PermissionRules rules;
    private final Notices notices;
    private final OptOutsTold told;

    EarlierProhibitions(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ProviderJoins joins,
            MovedAddresses spoken,
            PermissionStates states,
            ForbiddenAddresses forbidden,
            PermissionRules rules,
            Notices notices,
            OptOutsTold told) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.joins = joins;
        this.spoken = spoken;
        this.states = states;
        this.forbidden = forbidden;
        this.rules = rules;
        this.notices = notices;
        this.told = told;
    }

    private record Person(long id, String registerId, String email) {}

    /** What came of a batch. */
    private record Batch(int told, boolean done) {}

    /**
     * Goes on until the provider is up to date, or has enough to do for now.
     *
     * @return how many were queued
     */
    int tell(long join) {
        int number = 0;
        Batch batch;
        do {
            batch = Objects.requireNonNull(transaction.execute(
                    status -> joins.hold(join).map(this::batch).orElse(new Batch(0, true))));
            number += batch.told();
        } while (!batch.done());
        return number;
    }

    private Batch batch(Join join) {
        if (told.waits(join.registerId(), join.recipient(), AT_ONCE)) {
            return new Batch(0, true);
        }
        NoticeBundle bundle = notices.bundle();
        List<Person> persons = jdbc.sql(PERSONS)
                .param("after", join.uptoPerson())
                .param("most", AT_ONCE)
                .query(Person.class)
                .list();
        long person = join.uptoPerson();
        long delivery = join.uptoDelivery();
        int number = 0;
        boolean done = false;
        if (!persons.isEmpty()) {
            person = persons.get(persons.size() - 1).id();
            number = persons(join, persons, bundle);
        } else {
            List<OptOutsTold.Address> addresses = told.ofNobodyKnown(delivery, AT_ONCE);
            for (OptOutsTold.Address address : addresses) {
                delivery = address.number();
                number += address(join, address.email(), address.scope(), bundle) ? 1 : 0;
            }
            done = addresses.size() < AT_ONCE;
        }
        bundle.keep();
        joins.wentOn(new Join(join.id(), join.recipient(), join.registerId(), person, delivery), done);
        return new Batch(number, done);
    }

    private int persons(Join join, List<Person> persons, NoticeBundle bundle) {
        List<Long> ids = persons.stream().map(Person::id).toList();
        Set<Long> spokenOf = spoken.spokenOf(ids);
        if (spokenOf.isEmpty()) {
            return 0;
        }
        Set<Told> known = told.known(join.registerId(), join.recipient(), spokenOf);
        Set<String> served = Set.copyOf(rules.servedBy(join.recipient()));
        int number = 0;
        for (Person person : persons) {
            String email = SubjectKeys.normalEmail(person.email()).orElse(null);
            if (email == null || !spokenOf.contains(person.id())) {
                continue;
            }
            if (person.registerId().equals(join.registerId())) {
                number += person(join, person.id(), email, known, bundle);
            } else if (!served.contains(person.registerId())) {
                // Of the other registers that it sends for it is told by itself.
                number += address(join, email, PermissionAct.EVERYTHING, bundle) ? 1 : 0;
            }
        }
        return number;
    }

    private int person(Join join, long person, String email, Set<Told> known, NoticeBundle bundle) {
        int number = 0;
        for (PermissionState state : states.of(person)) {
            if (MovedAddresses.isTold(state) && !known.contains(new Told(person, email, state.scope()))) {
                bundle.optOutAgain(
                        join.registerId(),
                        person,
                        cause(join) + state.scope(),
                        join.recipient(),
                        MovedAddresses.payload(state, email));
                number++;
            }
        }
        return number;
    }

    /** An address that nobody in the register has. */
    private boolean address(Join join, String email, String scope, NoticeBundle bundle) {
        if (!forbidden.whoHas(join.registerId(), email).isEmpty()) {
            return false;
        }
        String found = forbidden.scope(join.registerId(), List.of(), email, scope);
        return !found.isEmpty()
                && bundle.optOutAgain(
                        join.registerId(),
                        null,
                        cause(join) + found + ':' + forbidden.key(email),
                        join.recipient(),
                        ProviderReminders.payload(email, found));
    }

    private static String cause(Join join) {
        return CAUSE + join.id() + ':';
    }
}
