package fi.rekisterihub.permission;

/** A click is kept and not in force yet, because a feed is writing its person; whoever asks is to ask again. */
public final class StillBeingApplied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StillBeingApplied() {
        super("The same click came before and is being applied; it is not in force yet.");
    }
}
