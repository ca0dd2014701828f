/**
 * Whether an envelope is what it claims to be. The same rules at the axis and at the addressee.
 *
 * <p>A refusal is a value; no bytes, however broken, make a verifier throw.
 */
@NullMarked
package vn.truc.schemas.verify;

import org.jspecify.annotations.NullMarked;
