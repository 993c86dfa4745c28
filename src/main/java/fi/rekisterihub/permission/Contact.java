package fi.rekisterihub.permission;

import java.util.List;

/** Whether somebody may be contacted now. */
public sealed interface Contact {

    /** Yes: permitted, alive, unrestricted, and known of today. */
    record Yes() implements Contact {}

    /** No: prohibited or never permitted, dead, restricted, erased or unknown. */
    record No() implements Contact {}

    /** Nobody knows: what the hub has heard is too old. To be taken for a no. */
    record Unsure(List<Stale> stale) implements Contact {}
}
