package vn.truc.benchmarks.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures peers in rounds, one after the other, in alternating order: what comes after whom, and a machine that grows
 * faster or slower, touches all alike. The first round, in which code is compiled, is not counted.
 */
final class Comparison {

    private final TestCluster cluster;
    private final List<Peer> peers;
    private final Consumer<String> onProgress;
    private int measurements;

    Comparison(TestCluster cluster, List<Peer> peers, Consumer<String> onProgress) {
        this.cluster = cluster;
        this.peers = List.copyOf(peers);
        this.onProgress = onProgress;
    }

    /** The figures of so many counted rounds, in the order of the peers. */
    List<PeerFigures> run(int rounds, long documents) {
        Map<Peer, List<Measurement>> counted = new LinkedHashMap<>();
        peers.forEach(peer -> counted.put(peer, new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            List<Peer> order = new ArrayList<>(peers);
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            String title = round == 0 ? "warm-up, not counted" : "round " + round + " of " + rounds;
            for (Peer peer : order) {
                Measurement measurement = measure(peer, peer.documents(documents));
                onProgress.accept(String.format(
                        Locale.ROOT,
                        "%s: %s: %,.0f documents/s, %,.1f us of CPU a document",
                        title,
                        peer.name(),
                        measurement.perSecond(),
                        measurement.cpuMicrosPerDocument()));
                if (round > 0) {
                    counted.computeIfAbsent(peer, first -> new ArrayList<>()).add(measurement);
                }
            }
        }
        List<PeerFigures> figures = new ArrayList<>();
        counted.forEach((peer, of) -> figures.add(new PeerFigures(peer.name(), peer.documents(documents), of)));
        return figures;
    }

    private Measurement measure(Peer peer, long documents) {
        System.gc();
        measurements++;
        try {
            return peer.measure("peer-" + measurements + ".", documents);
        } finally {
            cluster.removeTopics();
        }
    }
}
