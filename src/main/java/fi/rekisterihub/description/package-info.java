/**
 * The public texts of a register: the privacy notice and the record of processing, made of the profile that the engine
 * runs, in Finnish, Swedish and English. {@link fi.rekisterihub.description.Descriptions} makes a {@link
 * fi.rekisterihub.description.Description}, a tree without markup; {@link fi.rekisterihub.description.Pages} and {@link
 * fi.rekisterihub.description.PlainText} show it, {@link
 * fi.rekisterihub.description.Comparison} tells two of them apart. Sentences stand in {@code messages/description*.properties}.
 * Nothing here needs Spring or a database.
 */
@NullMarked
package fi.rekisterihub.description;

import org.jspecify.annotations.NullMarked;
