package vn.truc.simulator.report;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.util.List;

/** Asks the virtual machine where it runs. */
final class MachineProbe {

    private MachineProbe() {}

    static RunReport.Machine machine() {
        Runtime runtime = Runtime.getRuntime();
        return new RunReport.Machine(
                runtime.availableProcessors(),
                memoryBytes(),
                runtime.maxMemory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                collector(ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(MemoryManagerMXBean::getName)
                        .toList()));
    }

    /** The name by which users choose a collector, or its own names where there is none. */
    static String collector(List<String> beans) {
        String first = beans.isEmpty() ? "" : beans.get(0);
        if (first.startsWith("G1")) {
            return "G1";
        }
        if (first.startsWith("PS ")) {
            return "Parallel";
        }
        if (first.equals("Copy")) {
            return "Serial";
        }
        if (first.startsWith("ZGC")) {
            return "ZGC";
        }
        return first.startsWith("Shenandoah") ? "Shenandoah" : String.join(", ", beans);
    }

    private static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean known
                ? known.getTotalMemorySize()
                : 0;
    }
}
