/**
 * What the topics of an exchange prove by themselves, without the plan: an audit of the log, and the evidence of a single
 * document.
 */
@NullMarked
package vn.truc.simulator.log;

import org.jspecify.annotations.NullMarked;
