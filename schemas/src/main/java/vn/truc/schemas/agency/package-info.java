/**
 * Who exists: agencies, their codes, their place in the tree, and the hubs that stand between two of them.
 *
 * <p>Knows no certificate and no document.
 */
@NullMarked
package vn.truc.schemas.agency;

import org.jspecify.annotations.NullMarked;
