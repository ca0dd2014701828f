package vn.truc.simulator.capacity;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Documents that are due and not yet counted, over the measured time of a probe. Classified documents, which nobody counts,
 * are taken to keep pace with the others.
 *
 * @param documents how many at the end
 * @param loadMillis how long the load took to issue so many: the backlog at the end as a time, milliseconds
 * @param growthPerSecond by how many documents it grew in a second; negative where it shrank
 */
@JsonPropertyOrder({"documents", "loadMillis", "growthPerSecond"})
public record Backlog(long documents, long loadMillis, double growthPerSecond) {}
