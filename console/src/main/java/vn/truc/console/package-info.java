/** The live page: follows the topics of an exchange and shows it in a browser. Reads topics, writes none. */
@NullMarked
package vn.truc.console;

import org.jspecify.annotations.NullMarked;
