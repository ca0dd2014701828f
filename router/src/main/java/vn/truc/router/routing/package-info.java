/**
 * The rules of the axis, pure: what is admitted, what is a duplicate, which way a copy takes.
 *
 * <p>Knows no Kafka, no clock and no thread; a decision is a value.
 */
@NullMarked
package vn.truc.router.routing;

import org.jspecify.annotations.NullMarked;
