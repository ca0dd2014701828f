/**
 * How records become bytes: Avro single-object encoding, the published schema versions, the topics and the names
 * of the record headers.
 *
 * <p>Knows the generated types of {@code vn.truc.schemas.avro} and nothing else. No Kafka client, no thread, no clock.
 */
@NullMarked
package vn.truc.schemas.wire;

import org.jspecify.annotations.NullMarked;
