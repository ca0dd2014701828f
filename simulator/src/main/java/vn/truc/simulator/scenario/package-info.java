/**
 * Scenarios as files: reads YAML into the records of {@link vn.truc.producer.emission}, and names everything that is
 * wrong with a file at once, each with its line. Holds the built-in scenarios.
 *
 * <p>Knows no Kafka and no run.
 */
@NullMarked
package vn.truc.simulator.scenario;

import org.jspecify.annotations.NullMarked;
