/**
 * The operator's {@code routes/}: lint, trial load, start, swap all or nothing, and the last good text that keeps
 * running when a file is bad. Camel's own loader and reloader are off, because a bad save there stops the healthy
 * routes of other files. Start at {@link fi.rekisterihub.route.RouteFolder}.
 */
@NullMarked
package fi.rekisterihub.route;

import org.jspecify.annotations.NullMarked;
