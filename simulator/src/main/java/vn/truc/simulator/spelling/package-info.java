/** What somebody who mistyped meant. Knows nothing of what the words stand for. */
@NullMarked
package vn.truc.simulator.spelling;

import org.jspecify.annotations.NullMarked;
