/**
 * What the parts of a document's way cost: seal, verify, encode and decode, admit and route. Run by {@code
 * benchmarks/jmh}.
 *
 * <p>Documents are those of the scenario {@code reference}. No Kafka.
 */
@NullMarked
package vn.truc.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
