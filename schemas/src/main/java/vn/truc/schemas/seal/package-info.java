/**
 * What is signed and how: schemes, Merkle trees, certificates of the simulated government CA.
 *
 * <p>Knows signatures and bytes, not what a document means. Keys live in memory; files are the business of whoever holds
 * them.
 */
@NullMarked
package vn.truc.schemas.seal;

import org.jspecify.annotations.NullMarked;
