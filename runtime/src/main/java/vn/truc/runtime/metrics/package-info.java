/**
 * How a role is measured: declared metrics, the registry that Prometheus scrapes, the endpoint, and latency histograms.
 *
 * <p>Knows no metric of a role; each module declares its own in one enum.
 */
@NullMarked
package vn.truc.runtime.metrics;

import org.jspecify.annotations.NullMarked;
