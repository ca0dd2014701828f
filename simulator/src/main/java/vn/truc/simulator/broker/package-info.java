/**
 * Apache Kafka itself, one node in this process: started on a loopback port, stopped in order, and kept from ending the
 * process when it fails.
 *
 * <p>The only package that touches the server's own classes. Knows no document, no topic and no client.
 */
@NullMarked
package vn.truc.simulator.broker;

import org.jspecify.annotations.NullMarked;
