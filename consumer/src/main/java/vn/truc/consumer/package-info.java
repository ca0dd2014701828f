/**
 * The addressees' side of the exchange on Kafka Streams: every copy verified again, receipts, the share of each agency,
 * and the board from which others read it.
 *
 * <p>Owns the topics receipt, share and, together with the router, dead-letter. Knows how a document travels and who
 * exists; what is counted is decided in {@code vn.truc.consumer.share}. Knows neither producer nor router: it meets them
 * at topics.
 */
@NullMarked
package vn.truc.consumer;

import org.jspecify.annotations.NullMarked;
