/**
 * The exchange beside its peers: one embedded broker, one process, one run, in alternating order. Run by {@code
 * benchmarks/peers}.
 *
 * <p>The only reader of {@code simulator}. Nothing imports this package.
 */
@NullMarked
package vn.truc.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
