/**
 * What a document is named: its identifier, its type and the symbols that national practice gives to types.
 */
@NullMarked
package vn.truc.schemas.document;

import org.jspecify.annotations.NullMarked;
