package fi.rekisterihub.description;

import java.util.List;

/** Writes one part of a text from the rules of the profile, or nothing when no rule asks for it. */
@FunctionalInterface
interface Chapter {

    List<Part> write(Telling telling);
}
