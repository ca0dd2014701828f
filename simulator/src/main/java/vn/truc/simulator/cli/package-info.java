/**
 * The command line: options into values, values into parts, outcomes into exit codes and lines.
 *
 * <p>Decides nothing about documents, and starts nothing heavy before a command asks for it.
 */
@NullMarked
package vn.truc.simulator.cli;

import org.jspecify.annotations.NullMarked;
