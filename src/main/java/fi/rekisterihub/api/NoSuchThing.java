package fi.rekisterihub.api;

/** There is nothing under that id. */
final class NoSuchThing extends RuntimeException {

    NoSuchThing(String what, Object id) {
        super("There is no %s with the id %s.".formatted(what, id));
    }
}
