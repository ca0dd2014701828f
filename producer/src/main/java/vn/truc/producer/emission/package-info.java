/**
 * What is issued, when, by whom and to whom: the scenario, and the plan that gives document <i>n</i> as a pure function
 * of scenario, seed and <i>n</i>.
 *
 * <p>Knows no Kafka, no system clock and no generator with state: every draw is a mix of the seed, the number of the
 * document and the purpose of the draw. Everything here is immutable and safe for any number of threads.
 */
@NullMarked
package vn.truc.producer.emission;

import org.jspecify.annotations.NullMarked;
