package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.truc.producer.emission.Fate;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Faults;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Scenario;
import vn.truc.simulator.report.ReportBuilder;
import vn.truc.simulator.report.RunReport;
import vn.truc.simulator.scenario.Scenarios;

/** Planned faults end to end, on a real broker. */
@Tag("guarantee")
class ExchangeFaultsTest {

    @Test
    void everyPlannedFaultLeadsToItsOwnRefusalAndTheShareIsLowerByExactlyThat() throws Exception {
        Map<Fault, Double> shares = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            // a body over the limit is 5 MiB of text
            shares.put(fault, fault == Fault.OVERSIZE ? 0.002 : 0.02);
        }
        Scenario smoke = Scenarios.read("smoke").withDocuments(1_500);
        Plan plan = new Plan(
                smoke.withFaults(new Faults(
                        shares,
                        Faults.LATE_BY_DEFAULT,
                        new Faults.Offline(Duration.ofMillis(700), Duration.ofMillis(400)),
                        new Faults.ClockJump(Duration.ofSeconds(2), Duration.ofDays(-2)))),
                9);

        RunOutcome outcome;
        try (TestExchange cluster = new TestExchange()) {
            outcome = cluster.run(plan, "faults.").run();
        }

        assertThat(outcome.audited().violations().values()).allMatch(List::isEmpty);
        RunReport report = ReportBuilder.of(outcome);
        assertThat(report.faults()).hasSize(Fault.values().length).allSatisfy(fault -> {
            assertThat(fault.planned()).as(fault.fault()).isPositive();
            assertThat(fault.found()).as(fault.fault()).isEqualTo(fault.planned());
        });
        assertThat(report.documents().refused()).isEqualTo(refusalsOf(plan));
        assertThat(report.deliveries().refused()).isEqualTo(plan.totals().all().refusedDeliveries());
        assertThat(report.share().electronic()).isEqualTo(report.share().planned());
        assertThat(report.share().planned())
                .isLessThan(new Plan(smoke, 9).totals().all().electronicShare().orElseThrow());
        ReportSchema.assertFits(report);
    }

    /** By reason, what is planned to be refused: documents, and records that are sent beside them. */
    private static Map<String, Long> refusalsOf(Plan plan) {
        Map<String, Long> refusals = new TreeMap<>();
        plan.walk(plan.documents(), document -> {
            if (document.fate() instanceof Fate.Refused refused) {
                refusals.merge(refused.reason().name(), 1L, Long::sum);
            } else if (document.hasStray()) {
                refusals.merge(document.fault().reason().name(), 1L, Long::sum);
            }
        });
        return refusals;
    }
}
