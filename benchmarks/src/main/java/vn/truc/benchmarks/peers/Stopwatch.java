package vn.truc.benchmarks.peers;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Takes the time on the wall and the time of the process on all cores. Immutable. */
final class Stopwatch {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long startedNanos = System.nanoTime();
    private final long startedCpuNanos = PROCESS.getProcessCpuTime();

    static Stopwatch start() {
        return new Stopwatch();
    }

    /** What was measured since the start. */
    Measurement stop(long documents) {
        return new Measurement(
                documents, System.nanoTime() - startedNanos, PROCESS.getProcessCpuTime() - startedCpuNanos);
    }
}
