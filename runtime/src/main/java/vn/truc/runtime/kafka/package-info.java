/**
 * The policy for Kafka clients: which settings every client has, how topics come to exist, how a compacted topic is read
 * as a table, and what a person is told when the cluster is not there.
 *
 * <p>Knows no document and no topic of the exchange by name.
 */
@NullMarked
package vn.truc.runtime.kafka;

import org.jspecify.annotations.NullMarked;
