/**
 * Limits that a user sets on figures of the report: how they are written, and whether a run stays within them.
 *
 * <p>Pure: knows no Kafka, no clock and no run, only figures by name.
 */
@NullMarked
package vn.truc.simulator.threshold;

import org.jspecify.annotations.NullMarked;
