/**
 * The parts put together: topics, directory, roles, and the whole exchange in one process.
 *
 * <p>Starts parts in order, unwinds when one fails, and closes from the source down so that what was issued drains.
 */
@NullMarked
package vn.truc.simulator.exchange;

import org.jspecify.annotations.NullMarked;
