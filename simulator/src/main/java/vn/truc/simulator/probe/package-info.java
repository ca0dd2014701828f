/**
 * Probes of a real exchange: one audited run for each, on a cluster that stays, with topics that go.
 *
 * <p>What is probed and why is decided in {@link vn.truc.simulator.capacity}.
 */
@NullMarked
package vn.truc.simulator.probe;

import org.jspecify.annotations.NullMarked;
