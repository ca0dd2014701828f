/**
 * Two runs side by side: what differs in how they were made, and what their figures come to.
 *
 * <p>Knows the trees of stored reports alone.
 */
@NullMarked
package vn.truc.simulator.report.comparison;

import org.jspecify.annotations.NullMarked;
