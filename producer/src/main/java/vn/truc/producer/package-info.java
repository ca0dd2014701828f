/**
 * Agencies that issue and seal documents, where they meet Kafka: workers that follow the schedule, seal what is due and
 * write it to the outbox, or to the register where it goes on paper.
 *
 * <p>What is issued is decided by {@link vn.truc.producer.emission}.
 */
@NullMarked
package vn.truc.producer;

import org.jspecify.annotations.NullMarked;
