/**
 * The report of a run as one HTML file that needs nothing else: style, script, charts and figures are in it.
 *
 * <p>Java puts the parts together; what the page looks like is in the resources beside this package. Knows the tree of a
 * stored report and nothing of how a run goes.
 */
@NullMarked
package vn.truc.simulator.report.page;

import org.jspecify.annotations.NullMarked;
