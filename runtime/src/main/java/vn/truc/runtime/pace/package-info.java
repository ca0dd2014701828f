/**
 * Open-loop pacing: time counted from a start that does not move, whatever the load generator suffers.
 */
@NullMarked
package vn.truc.runtime.pace;

import org.jspecify.annotations.NullMarked;
