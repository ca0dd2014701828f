/**
 * Who exists and with which certificates, as the directory topic tells it: a table that is read without locks while it
 * changes.
 */
@NullMarked
package vn.truc.schemas.directory;

import org.jspecify.annotations.NullMarked;
