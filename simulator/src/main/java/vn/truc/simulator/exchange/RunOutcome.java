package vn.truc.simulator.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import vn.truc.consumer.DeliveryLatencies;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedCounts;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.simulator.audit.AuditResult;

/**
 * What a run came to.
 *
 * @param options how the exchange was set up
 * @param issued how many documents of the plan, from the first, were issued
 * @param planned what these come to by the plan
 * @param issuedPerSecond documents of all kinds, over the time of issuing
 * @param countedPerSecond documents in the share, from the first issue until the last was counted
 * @param latencies by stage, in the order of the stages
 * @param deliveries how long they took, in detail
 * @param intervals from the first intended time until everything was counted
 */
public record RunOutcome(
        Plan plan,
        ExchangeOptions options,
        Instant startedAt,
        long issued,
        PlannedCounts planned,
        double issuedPerSecond,
        double countedPerSecond,
        long behindScheduleMaxMillis,
        Map<String, LatencySummary> latencies,
        DeliveryLatencies.Snapshot deliveries,
        List<Interval> intervals,
        AuditResult audited) {}
