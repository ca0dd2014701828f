/**
 * What the page shows, from the topics of an exchange: followers of topics, a look at the cluster once a second, and the
 * state that they make together. Knows no HTTP.
 */
@NullMarked
package vn.truc.console.feed;

import org.jspecify.annotations.NullMarked;
