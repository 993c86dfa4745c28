package fi.rekisterihub.reconcile;

import java.time.LocalDate;
import java.util.Set;

/** A state of a person that a source has told and that rules what may be done from now on. */
sealed interface PersonState {

    long person();

    /** No contact any more; nothing takes it back. */
    record Died(long person, LocalDate day) implements PersonState {}

    /** These fields stay empty while the source withholds them. */
    record Withheld(long person, Set<String> fields) implements PersonState {}

    /** What the source withheld may be told again. */
    record GivenFree(long person) implements PersonState {}

    /** Whether this source may update the person. */
    record UpdateBan(long person, boolean banned) implements PersonState {}

    /** The person has this identity number from now on. */
    record NewNumber(long person, String key, String sealed) implements PersonState {}
}
