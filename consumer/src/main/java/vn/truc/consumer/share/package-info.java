/**
 * What is counted and how: the contribution of each event to its sender's counts, the window that it belongs to, the
 * shares, and sums over agencies.
 *
 * <p>Pure: the same events give the same counts on every machine and at every time. Knows the records of
 * {@code vn.truc.schemas}, no Kafka, no clock, no metric.
 */
@NullMarked
package vn.truc.consumer.share;

import org.jspecify.annotations.NullMarked;
