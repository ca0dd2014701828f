/**
 * An exchange of role processes that is disturbed on purpose, by a seeded plan, and audited afterwards: roles and broker
 * are killed, stopped, restarted, added and removed, connections slowed down and cut, the broker's disk filled.
 */
@NullMarked
package vn.truc.simulator.chaos;

import org.jspecify.annotations.NullMarked;
