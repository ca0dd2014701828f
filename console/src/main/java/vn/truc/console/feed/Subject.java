package vn.truc.console.feed;

import org.jspecify.annotations.Nullable;
import vn.truc.schemas.wire.TopicNames;

/**
 * Which exchange is watched.
 *
 * @param topics what its topics are called
 * @param name what a reader calls it, or null
 * @param target the share that is aimed at, 0 to 1, or null
 */
public record Subject(TopicNames topics, @Nullable String name, @Nullable Double target) {}
