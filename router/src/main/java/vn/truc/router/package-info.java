/**
 * The interconnection axis where it meets Kafka: reads the outbox, writes inboxes, dead letters and the duplicate index
 * in one transaction with its offsets.
 *
 * <p>Decides nothing about a document itself; that is {@link vn.truc.router.routing}.
 */
@NullMarked
package vn.truc.router;

import org.jspecify.annotations.NullMarked;
