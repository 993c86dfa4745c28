package fi.rekisterihub.reconcile;

import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.PersonGuards;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Writes the states of persons that a chunk told, in the engine's transaction. */
@Component
class StateWriter {

    private final PersonGuards guards;
    private final Identities identities;
    private final PermissionLedger ledger;

    StateWriter(PersonGuards guards, Identities identities, PermissionLedger ledger) {
        this.guards = guards;
        this.identities = identities;
        this.ledger = ledger;
    }

    void write(String registerId, String feed, List<PersonState> states) {
        for (PersonState state : states) {
            if (state instanceof PersonState.Died died) {
                guards.died(died.person(), died.day());
                ledger.record(noMoreMail(registerId, feed, died));
            } else if (state instanceof PersonState.Withheld withheld) {
                guards.withhold(withheld.person(), feed, withheld.fields());
            } else if (state instanceof PersonState.GivenFree free) {
                guards.giveFree(free.person(), feed);
            } else if (state instanceof PersonState.UpdateBan ban) {
                guards.ban(ban.person(), feed, ban.banned());
            } else if (state instanceof PersonState.NewNumber number) {
                identities.follow(number.person(), number.key(), number.sealed());
            }
        }
    }

    /** Nobody writes to the dead: the providers are told as of any other prohibition. */
    private static PermissionAct noMoreMail(String registerId, String feed, PersonState.Died died) {
        return new PermissionAct(
                "death:" + died.person(),
                registerId,
                PermissionAct.DIRECT_MARKETING,
                PermissionAct.EVERYTHING,
                PermissionAct.EVERYTHING,
                Permission.PROHIBITED,
                feed,
                false,
                Set.of(died.person()),
                null,
                null,
                Map.of(),
                Instant.now());
    }
}
