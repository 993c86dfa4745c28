package fi.rekisterihub.permission;

/**
 * An act and whom it speaks of, who are held for it until the transaction ends.
 *
 * @param place which of the acts that were asked for together it is, from 0
 */
record HeldAct(int place, PermissionAct act, Subjects subjects) {

    HeldAct with(PermissionAct other) {
        return new HeldAct(place, other, subjects);
    }
}
