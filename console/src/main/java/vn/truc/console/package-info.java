/**
 * The live page of an exchange and the server that gives it out. What it shows is made in {@code vn.truc.console.feed}.
 */
@NullMarked
package vn.truc.console;

import org.jspecify.annotations.NullMarked;
