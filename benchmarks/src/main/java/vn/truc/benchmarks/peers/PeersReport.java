package vn.truc.benchmarks.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The comparison as it is printed and written.
 *
 * @param documents of the sealed exchange in each round
 * @param rounds that count
 * @param warmUpRounds that came before and do not
 * @param java version of the virtual machine
 * @param provider where the exchange's signatures come from
 */
record PeersReport(
        int version,
        long documents,
        int rounds,
        int warmUpRounds,
        int cores,
        long heapBytesMax,
        String java,
        String provider,
        List<Line> peers) {

    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One peer.
     *
     * @param perSecond documents a second, round by round
     * @param cpuMicrosPerDocument of the whole process, the broker included; median
     * @param toBareChain how many times as fast as the bare chain
     * @param toHomeMade how many times as fast as the home-made way
     */
    record Line(
            String name,
            long documents,
            List<Double> perSecond,
            double medianPerSecond,
            double cpuMicrosPerDocument,
            double toBareChain,
            double toHomeMade) {}

    /** @param figures the bare chain and the home-made way among them, all with as many rounds */
    static PeersReport of(long documents, String provider, List<PeerFigures> figures) {
        double bare = median(figures, BareChain.NAME);
        double homeMade = median(figures, HomeMadeChain.NAME);
        List<Line> lines = figures.stream()
                .map(of -> new Line(
                        of.name(),
                        of.documents(),
                        of.perSecond(),
                        of.medianPerSecond(),
                        of.medianCpuMicros(),
                        of.medianPerSecond() / bare,
                        of.medianPerSecond() / homeMade))
                .toList();
        return new PeersReport(
                VERSION,
                documents,
                figures.get(0).rounds().size(),
                1,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory(),
                Runtime.version().toString(),
                provider,
                lines);
    }

    /** The table, with what is to be known to read it. */
    List<String> screen() {
        List<String> screen = new ArrayList<>();
        screen.add(String.format(
                Locale.ROOT, "%d cores, heap %,d MiB, Java %s, %s", cores, heapBytesMax >> 20, java, provider));
        screen.add("documents of 1 KiB a second, on one broker, in alternating order; counted rounds: " + rounds
                + ", warm-up rounds before them, not counted: " + warmUpRounds);
        screen.add("");
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-30s%11s", "", "documents"));
        for (int round = 1; round <= rounds; round++) {
            head.append(String.format(Locale.ROOT, "%10s", "round " + round));
        }
        screen.add(head.append(String.format(
                        Locale.ROOT, "%10s%14s%10s%14s", "median", "CPU us/doc", "to bare", "to home-made"))
                .toString());
        for (Line line : peers) {
            screen.add(row(line));
        }
        return screen;
    }

    /** The same as JSON, indented, with a line break at its end. */
    String json() {
        try {
            return MAPPER.writeValueAsString(this) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the comparison could not be written as JSON", e);
        }
    }

    private static String row(Line line) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-30s%,11d", line.name(), line.documents()));
        for (double perSecond : line.perSecond()) {
            row.append(String.format(Locale.ROOT, "%,10.0f", perSecond));
        }
        return row.append(String.format(
                        Locale.ROOT,
                        "%,10.0f%,14.1f%9.2fx%13.1fx",
                        line.medianPerSecond(),
                        line.cpuMicrosPerDocument(),
                        line.toBareChain(),
                        line.toHomeMade()))
                .toString();
    }

    private static double median(List<PeerFigures> figures, String name) {
        return figures.stream()
                .filter(of -> of.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the comparison lacks the " + name))
                .medianPerSecond();
    }
}
