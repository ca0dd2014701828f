/**
 * The worker loop: a role is an {@link vn.truc.runtime.agent.Agent} whose steps a test can take by hand; a
 * {@link vn.truc.runtime.agent.AgentRunner} owns its thread, its idling and its end.
 */
@NullMarked
package vn.truc.runtime.agent;

import org.jspecify.annotations.NullMarked;
