package fi.rekisterihub.permission;

import fi.rekisterihub.profile.Texts;
import java.util.UUID;

/**
 * The mail that asks whether somebody really wants to allow what was ticked.
 *
 * @param to the person's own address, as the register has it
 * @param language in which the page was read
 * @param url the page with the button
 * @param id the same at every attempt
 */
public record GrantLetter(String to, String language, Texts register, String controller, String url, UUID id) {}
