/**
 * What a run came to: the report as a value, as JSON with its schema, as a summary of one screen, and as
 * test results for CI systems.
 *
 * <p>Knows no Kafka; it is given figures and writes them down.
 */
@NullMarked
package vn.truc.simulator.report;

import org.jspecify.annotations.NullMarked;
