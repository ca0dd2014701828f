package vn.truc.simulator.exchange;

import java.time.Instant;
import java.util.Map;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedCounts;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.simulator.audit.AuditResult;

/**
 * What a run came to.
 *
 * @param issued how many documents of the plan, from the first, were issued
 * @param planned what these come to by the plan
 * @param issuedPerSecond documents of all kinds, over the time of issuing
 * @param countedPerSecond documents in the share, from the first issue until the last was counted
 * @param latencies by stage, in the order of the stages
 */
public record RunOutcome(
        Plan plan,
        Instant startedAt,
        long issued,
        PlannedCounts planned,
        double issuedPerSecond,
        double countedPerSecond,
        long behindScheduleMaxMillis,
        Map<String, LatencySummary> latencies,
        AuditResult audited) {}
