/**
 * The outside world, made up: a seeded Finnish register ({@link fi.rekisterihub.simulator.World}) and one small
 * simulator for each system that the hub talks to, all of them on one {@link fi.rekisterihub.simulator.SimulatorServer}.
 * They answer as the real systems do, odd types, paging traps and errors included, and remember what they were asked.
 * The formats that the project had to define itself are written down in {@code docs/formats.md}.
 */
@NullMarked
package fi.rekisterihub.simulator;

import org.jspecify.annotations.NullMarked;
