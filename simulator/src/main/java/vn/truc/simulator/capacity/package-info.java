/**
 * The highest load that a system carries within its thresholds: how it is searched for with probes, and how the result is
 * written down, as JSON, CSV, a page with its curve, and a screen.
 *
 * <p>Pure: knows no Kafka and no clock. It asks a {@link vn.truc.simulator.capacity.Probe} for what a rate comes to.
 */
@NullMarked
package vn.truc.simulator.capacity;

import org.jspecify.annotations.NullMarked;
