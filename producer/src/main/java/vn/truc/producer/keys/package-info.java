/**
 * The private keys of the agencies: made, kept in files, read again. They never leave this side of the exchange.
 *
 * <p>Knows certificates and files; no Kafka and no document.
 */
@NullMarked
package vn.truc.producer.keys;

import org.jspecify.annotations.NullMarked;
