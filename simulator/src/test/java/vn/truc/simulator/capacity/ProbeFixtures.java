package vn.truc.simulator.capacity;

import java.util.List;
import vn.truc.simulator.report.RunReport;

/** Results of probes that nobody made. */
final class ProbeFixtures {

    static final String LIMIT = "delivered.p99 < 200ms (it was 312ms)";

    private ProbeFixtures() {}

    static ProbeResult result(int number, Purpose purpose, long rate, boolean holds) {
        long p99 = holds ? 20_000 + rate * 10 : 3_120_000;
        return new ProbeResult(
                number,
                purpose,
                rate,
                10_000,
                (double) rate,
                holds ? (double) rate : rate * 0.8,
                holds ? 3 : 900,
                new Backlog(holds ? rate / 5 : rate * 3, holds ? 200 : 3_000, holds ? 0 : rate * 0.2),
                new RunReport.Latency(p99 / 4, p99 / 2, p99, p99 * 2, p99 * 3, rate * 10, 0),
                holds ? List.of() : List.of(LIMIT, "backlog grows by " + rate / 5 + "/s"));
    }
}
