/**
 * Holds every planned document against what the topics say.
 *
 * <p>Knows the plan, the schemas and the topics, and shares no code with the roles that it judges.
 */
@NullMarked
package vn.truc.simulator.audit;

import org.jspecify.annotations.NullMarked;
