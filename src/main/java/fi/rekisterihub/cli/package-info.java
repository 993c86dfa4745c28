/**
 * The commands of {@code java -jar rekisterihub.jar <command>}. {@link fi.rekisterihub.cli.CommandLine} chooses;
 * each command is one class.
 */
@NullMarked
package fi.rekisterihub.cli;

import org.jspecify.annotations.NullMarked;
